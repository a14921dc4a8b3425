"""The tags, comments and scripts in a text, read as a browser's tokenizer reads them.

Not a parser of HTML: it says where things stand, which is what a tree no longer knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.facts.token import OPEN

_VALUE = r"\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]{0,9999}+)"
_ATTRIBUTE = re.compile(rf"(?P<name>=?[^\s/>=]{{1,100}}+)(?:\s*+=\s*+(?:{_VALUE})?+)?+|=")
_ATTRIBUTES = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE.pattern)
_MARKUP = re.compile(
    r"<!--(?P<comment>-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<odd>[!?][^>]{0,999}+)>"
    rf"|<(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]{{0,99}}+)(?P<attributes>(?:[\s/]++|{_ATTRIBUTES}){{0,100}}+)>",
    re.DOTALL,
)
# Numbers bound what is looked at again and again where a text has many tags that never end.
_UNREAD = ("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript")
"""Elements whose content is no markup to a browser, where values would not be unescaped."""


@dataclass(frozen=True)
class Attribute:
    """One attribute of a tag; `start` and `end` are the places of its value, as it is written."""

    name: str
    value: str
    quoted: bool
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A tag, with its name and attributes, or what is not read as markup: a comment, a script, a style.

    `kind` is "tag" or "comment", or the name of the element that `text` is the content of.
    """

    kind: str
    start: int
    text: str
    attributes: tuple[Attribute, ...] = ()


def pieces(html: str, holding: str = "") -> Iterator[Piece]:
    """Yield the tags of a text and what is no markup in it, in their order; only those `holding` a text."""
    position = 0
    while match := _MARKUP.search(html, position):
        position = match.end()
        name = _name(match["tag"])
        if holding in match[0]:
            yield _piece(html, match, name)
        if name in _UNREAD and not match["end"]:
            close = re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE).search(html, position)
            after = close.start() if close else len(html)
            if holding in html[position:after]:
                yield Piece(name, position, html[position:after])
            position = after


def _piece(html: str, match: re.Match[str], name: str) -> Piece:
    if not name:
        return Piece("comment", match.start(), match[0])
    return Piece("tag", match.start(), name, tuple(_attributes(html, *match.span("attributes"))))


def _attributes(html: str, start: int, end: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(html, start, end):
        group = match.lastgroup if match.lastgroup in ("double", "single", "bare") else ""
        value, span = (match[group], match.span(group)) if group else ("", (match.end(), match.end()))
        yield Attribute(_name(match["name"]), value, group in ("double", "single"), *span)


def _name(written: str | None) -> str:
    """Return a name in small letters, but for one with a fact in it, which keeps its own."""
    name = written or ""
    return name if OPEN in name else name.lower()
