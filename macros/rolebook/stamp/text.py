"""One file's text, stamped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import quote

from rolebook.facts.token import OPEN, Place
from rolebook.model.problem import BuildError
from rolebook.stamp.escape import Format, escaped
from rolebook.stamp.values import SITE_ORIGIN, SITE_PATH, Values

_FORMATS = MappingProxyType(
    {".html": Format.HTML, ".json": Format.JSON, ".js": Format.JSON, ".xml": Format.XML, ".svg": Format.XML}
)
STAMPED_SUFFIXES = (*_FORMATS, ".css", ".txt", ".webmanifest")


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _any(spellings: Iterable[str]) -> str:
    return "|".join(map(re.escape, spellings))


_PLACES_IN_JSON = {_escape(place): place for place in Place}
_PLACES_IN_URL = {quote(place): place for place in Place}

_NAME = "[A-Za-z0-9_.-]+"
_AS_IS = rf"{OPEN}(?P<name>{_NAME})(?P<place>[{''.join(Place)}])"
_IN_JSON = rf"{re.escape(_escape(OPEN))}(?P<json_name>{_NAME})(?P<json_place>{_any(_PLACES_IN_JSON)})"
_IN_URL = rf"{quote(OPEN)}(?P<url_name>{_NAME})(?P<url_place>{_any(_PLACES_IN_URL)})"
_TOKEN = re.compile(f"{_AS_IS}|{_IN_JSON}|{_IN_URL}")
"""Begins with a character that texts hardly hold: a handbook is searched as fast as it is read."""

MARKS = tuple(mark.encode() for mark in (OPEN, _escape(OPEN), quote(OPEN)))
"""What a file must hold, as bytes, to need stamping."""


def format_of(path: str) -> Format:
    """Return the language of a file, by its suffix."""
    return _FORMATS.get(PurePosixPath(path).suffix, Format.PLAIN)


@dataclass(frozen=True)
class Slot:
    """A place in a file where a value goes: whose, where it stands, in which language.

    `encoded` tells that the token was percent-encoded with the address it stands in.
    """

    name: str
    place: Place
    format: Format
    encoded: bool = False


def cut(text: str, file_format: Format) -> tuple[list[str], list[Slot]]:
    """Return what stands between the tokens of a text, one piece more than there are slots, and the slots.

    A token may be spelled as it is, as JSON writes it, or as it is percent-encoded in an address.
    """
    pieces, slots, end = [], [], 0
    for match in _TOKEN.finditer(text):
        slot, (start, after) = _slot(match, file_format), match.span()
        if slot.name == SITE_PATH and text[max(start - 1, end) : start] == text[after : after + 1] == "/":
            origin = text.endswith(SITE_ORIGIN, end, start - 1)
            slot = Slot("site.url" if origin else SITE_PATH, Place.URL, file_format)
            start, after = start - 1 - len(SITE_ORIGIN) * origin, after + 1
        pieces.append(text[end:start])
        slots.append(slot)
        end = after
    return [*pieces, text[end:]], slots


def _slot(match: re.Match[str], file_format: Format) -> Slot:
    if match["json_name"] is not None:
        return Slot(match["json_name"], _PLACES_IN_JSON[match["json_place"]], Format.JSON)
    if match["url_name"] is not None:
        slug = _PLACES_IN_URL[match["url_place"]] is Place.SLUG
        return Slot(match["url_name"], Place.SLUG if slug else Place.URL, file_format, encoded=slug)
    return Slot(match["name"], Place(match["place"]), file_format)


def written(slot: Slot, values: Values) -> str:
    """Return what is written in a slot: its value, escaped for where it stands.

    Raises `BuildError` for a name that nothing has: a text spelled a token, in a way that nobody foresaw.
    """
    if slot.name not in values:
        raise BuildError(
            f"a page prints {slot.name}, which is no fact; look where a text spells U+E0F0 before it"
        )
    text = escaped(slot.name, values[slot.name], slot.place, slot.format)
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~") if slot.encoded else text


def stamped_file(path: str, data: bytes, values: Values) -> bytes:
    """Return a file's content with its tokens replaced, if it is of a kind that holds any."""
    if PurePosixPath(path).suffix not in STAMPED_SUFFIXES or not any(mark in data for mark in MARKS):
        return data
    return stamped(data.decode(), format_of(path), values).encode()


def stamped(text: str, file_format: Format, values: Values) -> str:
    """Return the text with every token replaced by its value, escaped for where it stands."""
    pieces, slots = cut(text, file_format)
    filled = (written(slot, values) for slot in slots)
    return "".join(part for pair in zip(pieces, chain(filled, [""]), strict=True) for part in pair)
