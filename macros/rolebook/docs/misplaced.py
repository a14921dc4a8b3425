"""Facts that would be more than text: where a value could become markup, a script, or another address."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.facts.browser import SCRIPTS, is_of_any_kind, scheme_of
from rolebook.facts.token import OPEN, TOKEN
from rolebook.model.docs_page import NameUse
from rolebook.model.problem import Problem
from rolebook.reading.loads import addresses_in_markdown, refreshes, without_code
from rolebook.reading.markup import Attribute, Piece, pieces

ADDRESSES = frozenset(
    {"href", "src", "xlink:href", "action", "formaction", "cite", "poster", "data", "ping", "background"}
    | {"manifest", "longdesc"}
)
"""Attributes that hold an address."""

_MORE_THAN_TEXT = frozenset({"srcdoc", "style", "srcset", "imagesrcset"})
_ANIMATED = frozenset({"to", "from", "by", "values"})
_ANIMATIONS = frozenset({"set", "animate", "animatemotion", "animatetransform", "animatecolor"})
"""What makes a value that of another attribute, such as the address of a link."""

_UNREAD = {
    "comment": "nobody reads a comment",
    "script": "in a script a value is a part of the program; put it into an attribute, such as data-name",
    "style": "in a style sheet a value is a part of the style",
}

_LEFT_OUT = frozenset({"comment", "noscript"})
"""Where a macro does no harm: its HTML is not shown, or read as HTML."""


@dataclass(frozen=True)
class Misplaced:
    """A fact that stands where no value may: its name, why not, its line."""

    name: str
    why: str
    line: int


def misplaced_facts(text: str, path: str) -> Iterator[Problem]:
    """Yield the problems of a page's Markdown with the facts that it prints where no value may stand."""
    for fact in misplaced_in_markdown(text):
        yield Problem(path, fact.line, said_of(fact))


def said_of(fact: Misplaced) -> str:
    """Return what is wrong with a misplaced fact, in the words of its author."""
    return f"{fact.name} is a fact and stands where its value would be more than text: {fact.why}"


def misplaced_in_markdown(text: str) -> Iterator[Misplaced]:
    """Yield the misplaced facts of Markdown; code in it prints whatever it holds."""
    if OPEN not in text:
        return
    for link in addresses_in_markdown(text):
        if why := _in_address(link.address):
            yield from _named(link.address, why, link.line)
    yield from misplaced(without_code(text))


def misplaced(page: str) -> Iterator[Misplaced]:
    """Yield the misplaced facts of HTML."""
    if OPEN not in page:
        return
    for piece in pieces(page, OPEN):
        line = page.count("\n", 0, piece.start) + 1
        if piece.kind == "tag":
            yield from _named(piece.text, "a value is no name of a tag", line)
        else:
            yield from _named(
                piece.text, _UNREAD.get(piece.kind, f"<{piece.kind}> is not read as text"), line
            )
        for attribute in piece.attributes:
            at = page.count("\n", 0, attribute.start) + 1
            yield from _named(attribute.name, "a value is no name of an attribute", at)
            why = _in_attribute(piece, attribute)
            yield from _named(attribute.value, why, at) if why else ()


def misplaced_calls(text: str) -> Iterator[NameUse]:
    """Yield what stands in tags, scripts and styles of Markdown that holds tokens for what it calls."""
    for piece in pieces(without_code(text), OPEN) if OPEN in text else ():
        if piece.kind not in _LEFT_OUT:
            yield from _uses(piece.text, text.count("\n", 0, piece.start) + 1)
        for attribute in piece.attributes:
            line = text.count("\n", 0, attribute.start) + 1
            yield from (*_uses(attribute.name, line), *_uses(attribute.value, line))


def _uses(text: str, line: int) -> Iterator[NameUse]:
    for match in TOKEN.finditer(text):
        yield NameUse(match[1], line + text.count("\n", 0, match.start()))


def _in_attribute(piece: Piece, attribute: Attribute) -> str:
    """Return why no fact may stand in an attribute, if one does and may not."""
    if OPEN not in attribute.value:
        return ""
    if not attribute.quoted:
        return f'put all of {attribute.name}= in quotes: {attribute.name}="…"'
    if attribute.name.startswith("on"):
        return f"{attribute.name}= is a script, and a value would be a part of it"
    if attribute.name in _MORE_THAN_TEXT or (attribute.name in _ANIMATED and piece.text in _ANIMATIONS):
        return f"in {attribute.name}= a value would be more than text"
    if attribute.name == "content" and refreshes(piece):
        return "a value cannot say where its reader is led"
    return _in_address(html.unescape(attribute.value)) if attribute.name in ADDRESSES else ""


def _in_address(address: str) -> str:
    if OPEN not in address:
        return ""
    if scheme_of(address) in SCRIPTS:
        return f"an address that begins with {scheme_of(address)}: is a program, and a value a part of it"
    return (
        "a value cannot be the kind of an address (what stands before its colon)"
        if is_of_any_kind(address)
        else ""
    )


def _named(text: str, why: str, line: int) -> Iterator[Misplaced]:
    return (Misplaced(use.name, why, use.line) for use in _uses(text, line))
