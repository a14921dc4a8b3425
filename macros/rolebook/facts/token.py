"""The opaque token that carries a fact from the spec to the stamp.

A fact named in text becomes `OPEN NAME CLOSE`, three things no Markdown, Jinja or HTML engine
gives a meaning to. The closing character says where the token stands, and so how its value is
escaped at the end (see `rolebook.stamp.escape`).
"""

import re
from collections.abc import Callable
from enum import StrEnum

from rolebook.model.role import FactUse

OPEN = "\ue0f0"


class Place(StrEnum):
    """Where a token stands; the value is its closing character."""

    TEXT = "\ue0f1"
    URL = "\ue0f2"
    SLUG = "\ue0f3"
    DATA = "\ue0f4"


RESERVED = OPEN + "".join(Place)
"""Characters that no input may hold: they could be mistaken for a token."""

TOKEN = re.compile(rf"{OPEN}([^{RESERVED}]*)([{''.join(Place)}])")
"""Matches a token; groups: name, closing character."""

FACT = re.compile(
    r"(?<!\\)(?P<escape>\\*)(?<!\{)\{\{[ \t\u00a0]*(?P<name>[A-Z][A-Z0-9_]*)[ \t\u00a0]*\}\}(?!\})"
)
"""Matches `{{NAME}}`; groups: the backslashes before it, the name."""


def token(name: str, place: Place = Place.TEXT) -> str:
    """Return the token of a fact, or of an inner value such as `company.name`."""
    return f"{OPEN}{name}{place}"


def in_place(text: str, place: Place) -> str:
    """Return the text with every token in it standing in another place."""
    return TOKEN.sub(lambda match: token(match[1], place), text)


def names(text: str) -> tuple[str, ...]:
    """Return the names of the tokens in a text, in order."""
    return tuple(match[1] for match in TOKEN.finditer(text))


def replace_tokens(text: str, value: Callable[[str, Place], str]) -> str:
    """Return the text with each token replaced by `value(name, place)`."""
    if OPEN not in text:
        return text
    return TOKEN.sub(lambda match: value(match[1], Place(match[2])), text)


def facts_to_tokens(text: str) -> tuple[str, tuple[FactUse, ...]]:
    r"""Return the text with `{{NAME}}` as tokens, and where each was used.

    `\{{NAME}}` prints the braces: an odd backslash before them is taken away.
    """
    uses = []

    def to_token(match: re.Match[str]) -> str:
        escape = match["escape"]
        if len(escape) % 2:
            return match[0][1:]
        uses.append(FactUse(match["name"], text.count("\n", 0, match.start()) + 1))
        return escape + token(match["name"])

    return FACT.sub(to_token, text), tuple(uses)
