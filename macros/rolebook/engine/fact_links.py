"""Facts as link targets on pages in `docs/`."""

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from rolebook.facts.token import OPEN, Place, in_place

_SCHEME = "rolebook-fact:"
_ATTRIBUTE = re.compile(rf'\b(href|src)="(?:{_SCHEME})?([^"]*{OPEN}[^"]*)"')
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
    """Return the HTML with the facts in link targets standing in an address, not in text."""
    if OPEN not in content:
        return content
    return _ATTRIBUTE.sub(_as_address, content)


def _as_address(match: re.Match[str]) -> str:
    before, hash_mark, fragment = match[2].partition("#")
    anchor = in_place(fragment, Place.SLUG) if hash_mark else ""
    return f'{match[1]}="{in_place(before, Place.URL)}{hash_mark}{anchor}"'
