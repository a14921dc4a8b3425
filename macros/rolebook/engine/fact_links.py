"""Facts as link targets on pages in `docs/`."""

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from rolebook.docs.misplaced import ADDRESSES
from rolebook.facts.token import OPEN, Place, in_place
from rolebook.reading.markup import Attribute, pieces

_SCHEME = "rolebook-fact:"
_FRAGMENT = re.compile(r"(?<!&)#")
_BEFORE_MKDOCS = 1
"""MkDocs rewrites relative links at priority 0, and would warn of one that begins with a fact."""


class _Shield(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                target = element.get(name, "")
                if target.startswith(OPEN):
                    element.set(name, _SCHEME + target)


class FactLinks(Extension):
    """Makes a link that begins with a fact look like an absolute one while MkDocs checks links."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - the name is Python-Markdown's
        md.treeprocessors.register(_Shield(md), "rolebook_fact_links", _BEFORE_MKDOCS)


def facts_in_addresses(content: str) -> str:
    """Return the HTML with the facts in addresses standing in an address, not in text."""
    if OPEN not in content:
        return content
    spans = [(a.start, a.end) for piece in pieces(content, OPEN) for a in piece.attributes if _is_address(a)]
    written: list[str] = []
    end = 0
    for start, after in spans:
        written += (content[end:start], _as_address(content[start:after]))
        end = after
    return "".join((*written, content[end:]))


def _is_address(attribute: Attribute) -> bool:
    return attribute.name in ADDRESSES and OPEN in attribute.value


def _as_address(value: str) -> str:
    before, *fragment = _FRAGMENT.split(value.removeprefix(_SCHEME), maxsplit=1)
    return "#".join((in_place(before, Place.URL), *(in_place(anchor, Place.SLUG) for anchor in fragment)))
