"""The places on a hand-written page that links may lead to."""

import re
from collections.abc import Iterator, Sequence

from jinja2 import nodes

from rolebook.facts.slug import slugify
from rolebook.facts.token import facts_to_tokens, token
from rolebook.reading.plain import plain

_HEADING = re.compile(r"^#{1,6}[ \t]*(?P<text>.+?)[ \t]*#*$|^(?P<over>\S.*)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_OWN = re.compile(r"\{:?[^{}\n]*#(?P<id>[^\s{}]+)[^{}\n]*\}|\b(?:id|name)\s*=\s*[\"'](?P<html>[^\"']+)[\"']")
_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\}\s*$")
_COMPANY = re.compile(r"\{\{\s*company\.name\s*\}\}")
_SHOWN_LATER: Sequence[type[nodes.Node]] = (
    *(nodes.Call, nodes.For, nodes.If, nodes.Include, nodes.Import, nodes.FromImport, nodes.Assign),
)
_TWINS = 9
"""Headings of one text get numbers; that many of them are reckoned with."""


def page_anchors(body: str, tree: nodes.Template) -> frozenset[str] | None:
    """Return the ids that links to a page may name; None where macros or conditions decide what it shows.

    Rather one too many than one too few: a link that works is never called dead.
    """
    if any(tree.find(kind) for kind in _SHOWN_LATER):
        return None
    text = facts_to_tokens(_COMPANY.sub(token("company.name"), body))[0]
    slugs = {slugify(plain(heading)) for heading in _headings(text)}
    twins = {f"{slug}_{number}" for slug in slugs for number in range(1, _TWINS + 1)}
    return frozenset(slugs | twins | {match["id"] or match["html"] for match in _OWN.finditer(text)})


def _headings(text: str) -> Iterator[str]:
    for match in _HEADING.finditer(text):
        yield _ATTRIBUTES.sub("", match["text"] or match["over"])
