"""A value escaped for where it stands."""

import html
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

from rolebook.facts.slug import slugify
from rolebook.facts.token import Place
from rolebook.model.company import FactKind
from rolebook.stamp.values import Value


class Format(StrEnum):
    """The language of a file, or of the string in it, that a token stands in."""

    HTML = "html"
    JSON = "json"
    XML = "xml"
    PLAIN = "plain"


def escaped(name: str, value: Value, place: Place, file_format: Format) -> str:
    """Return the value as it must be written at a place of a file."""
    match place:
        case Place.SLUG:
            text = _slug(name, value.text)
        case Place.URL:
            text = value.text if value.kind is FactKind.URL else quote(value.text, safe="")
        case _:
            text = value.text
    if file_format is Format.JSON and place is not Place.DATA:
        text = html.escape(text)
    return _ESCAPES[file_format](text)


def _slug(name: str, text: str) -> str:
    """Return a value's slug; a value without letters or digits is stood for by its fact's name."""
    return slugify(text) or slugify(name).replace("_", "-")


def _in_markup(text: str) -> str:
    """Return the text for an element or an attribute, its line breaks kept by both HTML and XML."""
    return html.escape(text).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def _in_json(text: str) -> str:
    """Return the text for inside a JSON string, safe inside a `<script>` too."""
    inner = json.dumps(text)[1:-1]
    return inner.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


_ESCAPES: Mapping[Format, Callable[[str], str]] = MappingProxyType(
    {Format.HTML: _in_markup, Format.JSON: _in_json, Format.XML: _in_markup, Format.PLAIN: str}
)
