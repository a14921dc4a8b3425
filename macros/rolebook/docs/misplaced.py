"""Facts that would be more than text: where a value could become markup, a script, or another address."""

from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.facts.browser import SCRIPTS, is_of_any_kind, scheme_of
from rolebook.facts.token import OPEN, TOKEN
from rolebook.model.problem import Problem
from rolebook.parse.loads import addresses_in_markdown, without_code
from rolebook.parse.markup import Attribute, pieces

ADDRESSES = frozenset(
    {"href", "src", "xlink:href", "action", "formaction", "cite", "poster", "data", "ping", "background"}
    | {"manifest", "longdesc"}
)
"""Attributes that hold an address."""

_MORE_THAN_TEXT = frozenset({"srcdoc", "style", "srcset", "imagesrcset"})
_UNREAD = {
    "comment": "nobody reads a comment",
    "script": "in a script a value is a part of the program; put it into an attribute, such as data-name",
    "style": "in a style sheet a value is a part of the style",
}


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


def misplaced(html: str) -> Iterator[Misplaced]:
    """Yield the misplaced facts of HTML."""
    if OPEN not in html:
        return
    for piece in pieces(html, OPEN):
        line = html.count("\n", 0, piece.start) + 1
        if piece.kind == "tag":
            yield from _named(piece.text, "a value is no name of a tag", line)
        else:
            yield from _named(
                piece.text, _UNREAD.get(piece.kind, f"<{piece.kind}> is not read as text"), line
            )
        for attribute in piece.attributes:
            at = html.count("\n", 0, attribute.start) + 1
            yield from _named(attribute.name, "a value is no name of an attribute", at)
            yield from _named(attribute.value, why, at) if (why := _in_attribute(attribute)) else ()


def _in_attribute(attribute: Attribute) -> str:
    """Return why no fact may stand in an attribute, if one does and may not."""
    if OPEN not in attribute.value:
        return ""
    if not attribute.quoted:
        return f'put all of {attribute.name}= in quotes: {attribute.name}="…"'
    if attribute.name.startswith("on"):
        return f"{attribute.name}= is a script, and a value would be a part of it"
    if attribute.name in _MORE_THAN_TEXT:
        return f"in {attribute.name}= a value would be more than text"
    return _in_address(attribute.value) if attribute.name in ADDRESSES else ""


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
    for match in TOKEN.finditer(text):
        yield Misplaced(match[1], why, line + text.count("\n", 0, match.start()))
