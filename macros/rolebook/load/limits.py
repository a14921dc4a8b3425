"""How large the files are that people write: far more than any real one, and soon read."""

from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.model.problem import Problem
from rolebook.reading.source import code_lines


@dataclass(frozen=True)
class Limits:
    """The most bytes and lines of a file, and the most characters of one of its lines."""

    size: int
    lines: int
    line: int


_SPEC = Limits(1_000_000, 10_000, 20_000)
_COMPANY = Limits(250_000, 10_000, 20_000)
_PAGE = Limits(2_000_000, 50_000, 100_000)
_BRACKETS = 200
"""The most brackets of a docs page that wait for their closing: each costs as much as all before it."""


def limits_of(path: str) -> Limits:
    """Return the limits of a file by the folder it lies in."""
    return {"roles": _SPEC, "companies": _COMPANY}.get(path.partition("/")[0], _PAGE)


def too_large(size: int, path: str) -> Problem | None:
    """Return what to say of a file of so many bytes, if it is too large."""
    most = limits_of(path).size
    message = f"the file has {size:,} bytes, and at most {most:,} are read; split it, and link to pictures"
    return Problem(path, 0, message) if size > most else None


def beyond_limits(text: str, path: str) -> Iterator[Problem]:
    """Yield where a text goes on for too long, in the whole, in a line, or within brackets."""
    limits = limits_of(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > limits.lines:
        message = f"the file has {len(lines):,} lines, and at most {limits.lines:,} are read; split it"
        yield Problem(path, limits.lines + 1, message)
    for number, line in enumerate(lines, 1):
        if len(line) > limits.line:
            message = f"this line has {len(line):,} characters, and at most {limits.line:,} are read; "
            yield Problem(path, number, f"{message}break it, and put pictures into files of their own")
    if limits is _PAGE and text.count("[") > _BRACKETS:
        code = code_lines(text)
        yield from _open_brackets(["" if n in code else line for n, line in enumerate(lines)], path)


def _open_brackets(lines: list[str], path: str) -> Iterator[Problem]:
    still_open = 0
    for number, line in enumerate(lines, 1):
        still_open = still_open + line.count("[") - line.count("]") if line.strip() else 0
        if still_open > _BRACKETS:
            message = f"more than {_BRACKETS} brackets are open here; close them, or put the text into code"
            yield Problem(path, number, message)
            return
