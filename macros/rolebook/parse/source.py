"""The text of a spec, cleaned of what editors and word processors leave in it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt

from rolebook.facts.token import RESERVED
from rolebook.model.problem import Problem
from rolebook.parse.limits import READ_TO

_BLOCKS = MarkdownIt("commonmark", READ_TO).disable("inline")
_MAY_BE_CODE = ("```", "~~~", "    ", "\t")
_BROKEN_MARKER = re.compile(r"^([ \t\u00a0\u200b\u2060\ufeff]*)((?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[\u00a0])?")
_TYPED_BULLET = re.compile(
    r"^([ \t]*)[\u2022\u2023\u25aa\u25e6\u25cf\u25cb\u25a0\u2219\u00b7][ \t\u00a0]+(?=\S)"
)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\W\d_])")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u200b": None, "\u2060": None, "\ufeff": None})


def reserved_characters(text: str, path: str) -> tuple[Problem, ...]:
    """Return a problem for each line that holds a character Rolebook keeps for itself."""
    return tuple(
        Problem(path, number, f"the character U+{ord(found):04X} cannot be used; remove it")
        for number, line in enumerate(text.split("\n"), 1)
        for found in sorted(set(line) & set(RESERVED))
    )


def clean(text: str) -> str:
    """Return the text with Unix line ends and no-break spaces out of the way of list and heading marks.

    The number of lines stays, code between fences stays untouched.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = [_clean_line(line) for line in lines]
    for kind, start, end in _code("\n".join(cleaned)):
        if kind == "fence":
            cleaned[start + 1 : end] = lines[start + 1 : end]
    return "\n".join(cleaned)


def code_lines(text: str) -> frozenset[int]:
    """Return the indexes of the lines that are code, by fences (these included) or by indent."""
    return frozenset(index for _, start, end in _code(text) for index in range(start, end))


def lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the text of each line in which a pattern is found; most lines have nothing."""
    index = position = 0
    while found := pattern.search(text, position):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        index += text.count("\n", position, start)
        yield index, text[start:end]
        if end == len(text):
            return
        index, position = index + 1, end + 1


@lru_cache(maxsize=8)
def _code(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the kind, the first line and the line after the last of each block of code.

    A file's code is asked for several times in a row, and parsing is most of what that costs.
    """
    blocks = _BLOCKS.parse(text) if any(mark in text for mark in _MAY_BE_CODE) else ()
    return tuple(
        (block.type, block.map[0], block.map[1])
        for block in blocks
        if block.map and block.type in ("fence", "code_block")
    )


def _clean_line(line: str) -> str:
    """Return the line as Markdown means it: a bullet pasted from a document, `##Heading`, a row with NBSP."""
    line = _BROKEN_MARKER.sub(lambda match: match[0].translate(_INVISIBLE), line)
    if "|" in line and not line.translate(_INVISIBLE).strip("|:- \t"):
        return line.translate(_INVISIBLE)
    return _TIGHT_HEADING.sub(r"\1 ", _TYPED_BULLET.sub(r"\1- ", line))
