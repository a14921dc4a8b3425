"""Ids on a page made of parts: the first that has one keeps it, since other pages link to it."""

import re
from collections.abc import Iterator, Mapping, Set
from itertools import count

from rolebook.reading.markup import Attribute, Piece, pieces

_PERHAPS_IDS = re.compile(r"\sid\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>\"']+))", re.IGNORECASE)
"""Finds each id, and perhaps words that look like one: enough to tell that none is there twice."""
_LANDMARKS = frozenset({"nav", "aside", "form", "section"})
_LANDMARK_ROLES = frozenset({"region", "search"})
_NAMED = frozenset(
    {"id", "for", "list", "name", "headers", "form", "popovertarget"}
    | {f"aria-{what}" for what in ("labelledby", "describedby", "controls", "owns", "details", "flowto")}
)
"""Attributes that hold ids."""
_LINKS = frozenset({"href", "xlink:href", "usemap"})
_LABEL = "label "
"""Tells labels from ids, which hold no space."""


def ids_in(html: str) -> set[str]:
    """Return the ids of the elements of a page, however their quotes are written."""
    return {each.value for piece in _tags(html) for each in piece.attributes if each.name == "id"}


def with_ids(html: str, taken: set[str]) -> str:
    """Return a part whose ids are none of those taken, which then are its own too; what names them follows.

    All that have to change get the same number, so that names that belong together still do. So do the
    labels of landmarks, which a screen reader lists: they are taken too.
    """
    own = {*_perhaps_ids(html), *_labels(html)}
    if own & taken:
        ids, labels = ids_in(html) & taken, _labels(html) & taken
        renamed = _numbered(ids, labels, taken | own)
        html = _renamed(html, renamed)
        own = own - ids - labels | set(renamed.values())
    taken |= own
    return html


def _perhaps_ids(html: str) -> Iterator[str]:
    return ("".join(groups) for groups in _PERHAPS_IDS.findall(html))


def _tags(html: str) -> Iterator[Piece]:
    return (piece for piece in pieces(html) if piece.kind == "tag")


def _labels(html: str) -> set[str]:
    if "aria-label=" not in html:
        return set()
    labels = (_landmark_label(piece) for piece in _tags(html))
    return {f"{_LABEL}{label.value}" for label in labels if label}


def _landmark_label(piece: Piece) -> Attribute | None:
    """Return the attribute that says what a landmark is called."""
    given = {each.name: each for each in piece.attributes}
    role = given["role"].value if "role" in given else ""
    is_landmark = piece.text in _LANDMARKS or role in _LANDMARK_ROLES
    return given.get("aria-label") if is_landmark else None


def _numbered(ids: Set[str], labels: Set[str], taken: Set[str]) -> Mapping[str, str]:
    """Return new names with the first number that none of them has yet."""
    tried = (
        {name: f"{name}--{number}" for name in ids} | {label: f"{label} ({number})" for label in labels}
        for number in count(2)
    )
    return next(names for names in tried if not taken & set(names.values()))


def _renamed(html: str, renamed: Mapping[str, str]) -> str:
    shown, end = [], 0
    for piece in _tags(html):
        label = _landmark_label(piece)
        for each in piece.attributes:
            shown += [html[end : each.start], _value(each, each is label, renamed)]
            end = each.end
    return "".join([*shown, html[end:]])


def _value(attribute: Attribute, is_label: bool, renamed: Mapping[str, str]) -> str:
    value = attribute.value
    if is_label:
        return renamed.get(f"{_LABEL}{value}", f"{_LABEL}{value}").removeprefix(_LABEL)
    if attribute.name in _NAMED:
        return " ".join(renamed.get(name, name) for name in value.split(" "))
    if attribute.name in _LINKS and value.startswith("#"):
        return f"#{renamed.get(value[1:], value[1:])}"
    return value
