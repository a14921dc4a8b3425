"""One file's text, stamped."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import quote

from rolebook.facts.token import OPEN, Place, token
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
_PATH = token(SITE_PATH)
_PATH_IN_JSON = _escape(_PATH[0]) + SITE_PATH + _escape(_PATH[-1])
_SITE = rf"(?P<origin>{re.escape(SITE_ORIGIN)})?/(?P<path>{_any([_PATH, _PATH_IN_JSON, quote(_PATH)])})/"
_TOKEN = re.compile(f"{_SITE}|{_AS_IS}|{_IN_JSON}|{_IN_URL}")

MARKS = tuple(mark.encode() for mark in (OPEN, _escape(OPEN), quote(OPEN)))
"""What a file must hold, as bytes, to need stamping."""


def format_of(path: str) -> Format:
    """Return the language of a file, by its suffix."""
    return _FORMATS.get(PurePosixPath(path).suffix, Format.PLAIN)


def stamped(text: str, file_format: Format, values: Values) -> str:
    """Return the text with every token replaced by its value, escaped for where it stands.

    A token may be spelled as it is, as JSON writes it, or as it is percent-encoded in an address.
    """

    def value(match: re.Match[str]) -> str:
        if match["path"]:
            name = "site.url" if match["origin"] else SITE_PATH
            return escaped(name, values[name], Place.URL, file_format)
        if match["json_name"] is not None:
            place = _PLACES_IN_JSON[match["json_place"]]
            return escaped(match["json_name"], values[match["json_name"]], place, Format.JSON)
        if match["url_name"] is not None:
            slug = _PLACES_IN_URL[match["url_place"]] is Place.SLUG
            place = Place.SLUG if slug else Place.URL
            written = escaped(match["url_name"], values[match["url_name"]], place, file_format)
            return quote(written, safe="%/:?#[]@!$&'()*+,;=~") if slug else written
        return escaped(match["name"], values[match["name"]], Place(match["place"]), file_format)

    return _TOKEN.sub(value, text)
