"""What a file says: its texts as a reader or a program takes them, without markup and escapes."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from rolebook.isolation.pdf import said_in_pdf

_MADE_BY_OTHERS = re.compile(r"\.min\.[^/]*$|^assets/javascripts/lunr/")
"""Scripts that a theme ships ready made; their words are those of its programmers."""

_TAG = re.compile(r"[a-z/!?][^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(?:title|alt|content|href|src|id|aria-[\w-]+|label|placeholder|value|data-[\w-]+|cite|summary)"""
    r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_DECODER = json.JSONDecoder(strict=False)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_QUOTED = re.compile(r"""'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/|//[^\n]*|url\([^)]*\)""", re.DOTALL)


def said(path: str, data: bytes) -> Iterator[str]:
    """Yield what a file says, its own path first; nothing more of one that is neither text nor a document."""
    yield path
    for text in _reader(path, data)(data):
        yield text
        if "%" in text:
            yield unquote(text)


def _reader(path: str, data: bytes) -> Callable[[bytes], Iterator[str]]:
    if _MADE_BY_OTHERS.search(path):
        return _nothing
    known = _READERS.get(PurePosixPath(path).suffix.lower())
    return known or (_nothing if b"\0" in data else _in_plain)


def _nothing(_data: bytes) -> Iterator[str]:
    return iter(())


def _in_markup(data: bytes) -> Iterator[str]:
    return _texts(data.decode("utf-8", "replace"))


def _texts(markup: str) -> Iterator[str]:
    for piece in set(markup.split("<")):
        yield from _texts_of(piece)


@lru_cache(maxsize=65536)
def _texts_of(piece: str) -> tuple[str, ...]:
    """Return the texts of a tag and of what follows it; what is no whole tag is text itself.

    Pages have nearly all of their tags in common: most are looked into once.
    """
    attributes = map("".join, _ATTRIBUTE.findall(piece))
    text = piece.partition(">")[2] if _TAG.match(piece) else piece
    unescaped = (html.unescape(found) if "&" in found else found for found in (text, *attributes))
    return tuple(filter(None, map(str.strip, unescaped)))


def _in_json(data: bytes) -> Iterator[str]:
    for string in set(_STRING.findall(data.decode("utf-8", "replace"))):
        text = _unescaped(string)
        yield text
        if "<" in text or "&" in text:
            yield from _texts(text)


def _unescaped(string: str) -> str:
    if "\\" not in string:
        return string[1:-1]
    try:
        return str(_DECODER.decode(string))
    except ValueError:
        return string


def _in_code(data: bytes) -> Iterator[str]:
    """Yield the strings and comments of a script or a style sheet."""
    yield from _in_json(data)
    yield from set(_QUOTED.findall(data.decode("utf-8", "replace")))


def _in_plain(data: bytes) -> Iterator[str]:
    yield from filter(None, map(str.strip, set(data.decode("utf-8", "replace").splitlines())))


_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = MappingProxyType(
    {
        ".html": _in_markup,
        ".xml": _in_markup,
        ".svg": _in_markup,
        ".json": _in_json,
        ".webmanifest": _in_json,
        ".js": _in_code,
        ".css": _in_code,
        ".txt": _in_plain,
        ".pdf": said_in_pdf,
    }
)
