"""What a file says: its texts as a reader or a program takes them, without markup and escapes."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from rolebook.isolation.pdf import said_in_pdf

_MARKUP = re.compile(r"[<>\"=]+|\s{2,}|\n")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def said(path: str, data: bytes) -> Iterator[str]:
    """Yield what a file says, its own path first; nothing of one that is neither text nor a document."""
    yield path
    reader = _READERS.get(PurePosixPath(path).suffix.lower())
    if reader:
        for text in reader(data):
            yield text
            if "%" in text:
                yield unquote(text)


def is_read(path: str) -> bool:
    """Tell whether a file is of a kind that is looked into."""
    return PurePosixPath(path).suffix.lower() in _READERS


def _in_markup(data: bytes) -> Iterator[str]:
    for piece in set(_MARKUP.split(data.decode("utf-8", "replace"))):
        text = html.unescape(piece).strip() if "&" in piece else piece.strip()
        if text:
            yield text


def _in_json(data: bytes) -> Iterator[str]:
    for string in set(_STRING.findall(data.decode("utf-8", "replace"))):
        text = _unescaped(string)
        yield text
        if "<" in text or "&" in text:
            yield from _in_markup(text.encode("utf-8", "replace"))


def _unescaped(string: str) -> str:
    try:
        return str(json.loads(string, strict=False))
    except ValueError:
        return string


def _in_script(data: bytes) -> Iterator[str]:
    yield from _in_json(data)
    yield from _in_plain(data)


def _in_plain(data: bytes) -> Iterator[str]:
    yield from filter(None, map(str.strip, set(data.decode("utf-8", "replace").splitlines())))


_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = MappingProxyType(
    {
        ".html": _in_markup,
        ".xml": _in_markup,
        ".svg": _in_markup,
        ".json": _in_json,
        ".webmanifest": _in_json,
        ".js": _in_script,
        ".css": _in_plain,
        ".txt": _in_plain,
        ".pdf": said_in_pdf,
    }
)
