"""The text of a spec, cleaned of what editors and word processors leave in it."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt

from rolebook.facts.token import RESERVED
from rolebook.model.problem import Problem, Severity
from rolebook.reading.limits import READ_TO

_HEXADECIMAL = re.compile(r"(?:&#[xX]|\\u)0*([0-9a-fA-F]{4})(?![0-9a-fA-F])")
_DECIMAL = re.compile(r"&#0*([0-9]{5})(?![0-9])")
_BLOCKS = MarkdownIt("commonmark", READ_TO).disable("inline")
_CODE = ("fence", "code_block")
_MAY_STAND_APART = ("```", "~~~", "    ", "\t", "<!--")
_FENCE = re.compile(r"(?:(?:[-*+>]|\d+[.)])\s+)*(`{3,}|~{3,})")
_BROKEN_MARKER = re.compile(r"^([ \t\u00a0\u200b\u2060\ufeff]*)((?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[\u00a0])?")
_TYPED_BULLET = re.compile(
    r"^([ \t]*)[\u2022\u2023\u25aa\u25e6\u25cf\u25cb\u25a0\u2219\u00b7][ \t\u00a0]+(?=\S)"
)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\W\d_])")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u200b": None, "\u2060": None, "\ufeff": None})


def reserved_characters(text: str, path: str) -> tuple[Problem, ...]:
    """Return a problem for each line that holds a character Rolebook keeps for itself, however spelled."""
    lines = enumerate(text.split("\n"), 1) if _reserved_in(text) else ()
    return tuple(
        Problem(path, number, f"the character U+{ord(character):04X} cannot be used; remove it")
        for number, line in lines
        for character in _reserved_in(line)
    )


def _reserved_in(text: str) -> list[str]:
    return sorted(set(_spelled(text)) & set(RESERVED))


def _spelled(text: str) -> str:
    """Return a text, and after it the characters that it may be read to hold by HTML, JSON or an address."""
    numbers = [int(code, 16) for code in _HEXADECIMAL.findall(text)] + [*map(int, _DECIMAL.findall(text))]
    named = "".join(map(chr, filter(range(sys.maxunicode + 1).__contains__, numbers)))
    return text + named + (unquote(text) if "%" in text else "")


def clean(text: str) -> str:
    """Return the text with Unix line ends and no-break spaces out of the way of list and heading marks.

    The number of lines stays, code between fences stays untouched.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = [_clean_line(line) for line in lines]
    for kind, start, end in _apart("\n".join(cleaned)):
        if kind == "fence":
            cleaned[start + 1 : end] = lines[start + 1 : end]
    return "\n".join(cleaned)


def code_lines(text: str) -> frozenset[int]:
    """Return the indexes of the lines that are code, by fences (these included) or by indent."""
    spans = ((start, end) for kind, start, end in _apart(text) if kind in _CODE)
    return frozenset(index for start, end in spans for index in range(start, end))


def never_closed(text: str, path: str) -> Iterator[Problem]:
    """Yield code and comments that begin and, by a slip, go on to the end of the text."""
    lines = text.rstrip("\n").split("\n")
    for kind, start, end in _apart(text):
        first, last = lines[start].strip(), lines[min(end, len(lines)) - 1].strip("> \t")
        if end < len(lines) or kind == "code_block":
            continue
        mark = _FENCE.match(first)
        if kind == "html_block" and first.startswith("<!--") and "-->" not in "\n".join(lines[start:]):
            message = "this comment is never closed, so nothing after it is shown; end it with `-->`"
            yield Problem(path, start + 1, message, Severity.WARNING)
        elif mark and (start + 1 == end or not _closes(last, mark[1])):
            message = f"this code is never closed, so all after it is code; end it with a line `{mark[1]}`"
            yield Problem(path, start + 1, message, Severity.WARNING)


def _closes(line: str, mark: str) -> bool:
    return line.startswith(mark) and not line.strip(mark[0])


def lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the text of each line in which a pattern is found; most lines have nothing."""
    index = position = 0
    while match := pattern.search(text, position):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        index += text.count("\n", position, start)
        yield index, text[start:end]
        if end == len(text):
            return
        index, position = index + 1, end + 1


@lru_cache(maxsize=8)
def _apart(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the kind, the first line and the line after the last of each block of code or HTML.

    A file's code is asked for several times in a row, and parsing is most of what that costs.
    """
    blocks = _BLOCKS.parse(text) if any(mark in text for mark in _MAY_STAND_APART) else ()
    return tuple(
        (block.type, block.map[0], block.map[1])
        for block in blocks
        if block.map and block.type in (*_CODE, "html_block")
    )


def _clean_line(line: str) -> str:
    """Return the line as Markdown means it: a bullet pasted from a document, `##Heading`, a row with NBSP."""
    if line.isascii() and "##" not in line:  # hardly any line has one
        return line
    line = _BROKEN_MARKER.sub(lambda match: match[0].translate(_INVISIBLE), line)
    if "|" in line and not line.translate(_INVISIBLE).strip("|:- \t"):
        return line.translate(_INVISIBLE)
    return _TIGHT_HEADING.sub(r"\1 ", _TYPED_BULLET.sub(r"\1- ", line))
