"""Ids on a page made of parts: the first that has one keeps it, since other pages link to it."""

import re
from collections.abc import Mapping, Set
from itertools import count

_TAG = re.compile(r'<[a-zA-Z](?:[^"<>]|"[^"]*")*>')
_ID = re.compile(r'(?<=\s)id="([^"]*)"')
_NAMED = re.compile(r'(?<=\s)(id|for|list|name|aria-(?:labelledby|describedby|controls|owns))="([^"]*)"')
_LANDMARK = re.compile(
    r'(<(?:(?:nav|aside|form|section)\b|\w+\b[^<>]*\srole="(?:region|search)")[^<>]*\saria-label=")([^"]*)"'
)
_LABEL = "label "
"""Tells labels from ids, which hold no space."""
_LINK = re.compile(r'(?<=\s)href="#([^"]*)"')


def ids_in(html: str) -> set[str]:
    """Return the ids of the elements of a page."""
    return {name for tag in _TAG.findall(html) for name in _ID.findall(tag)}


def with_ids(html: str, taken: set[str]) -> str:
    """Return a part whose ids are none of those taken, which then are its own too; what names them follows.

    All that have to change get the same number, so that names that belong together still do. So do the
    labels of landmarks, which a screen reader lists: they are taken too.
    """
    own = {*_ID.findall(html), *_labels(html)}
    if own & taken:
        ids, labels = ids_in(html) & taken, _labels(html) & taken
        renamed = _numbered(ids, labels, taken | own)
        html = _TAG.sub(lambda tag: _renamed(tag[0], renamed), html)
        own = own - ids - labels | set(renamed.values())
    taken |= own
    return html


def _labels(html: str) -> set[str]:
    return {f"{_LABEL}{label}" for _before, label in _LANDMARK.findall(html)}


def _numbered(ids: Set[str], labels: Set[str], taken: Set[str]) -> Mapping[str, str]:
    """Return new names with the first number that none of them has yet."""
    tried = (
        {name: f"{name}--{number}" for name in ids} | {label: f"{label} ({number})" for label in labels}
        for number in count(2)
    )
    return next(found for found in tried if not taken & set(found.values()))


def _renamed(tag: str, renamed: Mapping[str, str]) -> str:
    named = _NAMED.sub(lambda found: f'{found[1]}="{_each(found[2], renamed)}"', tag)
    spoken = _LANDMARK.sub(lambda found: f'{found[1]}{_label(found[2], renamed)}"', named)
    return _LINK.sub(lambda found: f'href="#{renamed.get(found[1], found[1])}"', spoken)


def _label(label: str, renamed: Mapping[str, str]) -> str:
    return renamed.get(f"{_LABEL}{label}", f"{_LABEL}{label}").removeprefix(_LABEL)


def _each(names: str, renamed: Mapping[str, str]) -> str:
    return " ".join(renamed.get(name, name) for name in names.split(" "))
