"""The text of a spec, cleaned of what editors and word processors leave in it."""

import re
from collections.abc import Iterator

from rolebook.facts.token import RESERVED
from rolebook.model.problem import Problem

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_BROKEN_MARKER = re.compile(r"^([ \t\u00a0\u200b\u2060\ufeff]*)((?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[\u00a0])?")
_TYPED_BULLET = re.compile(
    r"^([ \t]*)[\u2022\u2023\u25aa\u25e6\u25cf\u25cb\u25a0\u2219\u00b7][ \t\u00a0]+(?=\S)"
)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\W\d_])")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u200b": None, "\u2060": None, "\ufeff": None})


def decode(data: bytes, path: str) -> str | Problem:
    """Return the file's text without its byte order mark, or say where it stops being UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(path, line, "the file is not UTF-8 text; save it with the encoding UTF-8")


def reserved_characters(text: str, path: str) -> tuple[Problem, ...]:
    """Return a problem for each line that holds a character Rolebook keeps for itself."""
    return tuple(
        Problem(path, number, f"the character U+{ord(found):04X} cannot be used; remove it")
        for number, line in enumerate(text.split("\n"), 1)
        for found in sorted(set(line) & set(RESERVED))
    )


def clean(text: str) -> str:
    """Return the text with Unix line ends and no-break spaces out of the way of list and heading marks.

    The number of lines stays, code blocks stay untouched.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line if in_code else _clean_line(line) for line, in_code in lines_and_code(text))


def lines_and_code(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it belongs to a fenced code block (its fences included)."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            yield line, True
            closes = mark and mark[1].startswith(fence) and not line.strip(" \t>").strip(fence[0])
            fence = "" if closes else fence
        else:
            fence = mark[1] if mark else ""
            yield line, bool(mark)


def _clean_line(line: str) -> str:
    """Return the line as Markdown means it: a bullet pasted from a document, `##Heading`, a row with NBSP."""
    line = _BROKEN_MARKER.sub(lambda match: match[0].translate(_INVISIBLE), line)
    if "|" in line and not line.translate(_INVISIBLE).strip("|:- \t"):
        return line.translate(_INVISIBLE)
    return _TIGHT_HEADING.sub(r"\1 ", _TYPED_BULLET.sub(r"\1- ", line))
