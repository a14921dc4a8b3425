"""A page's outline, read from its HTML, where the headings of the macros are."""

import re

from mkdocs.structure.toc import AnchorLink, TableOfContents

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_VALUE = r"\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>\"']+))"
_ID = re.compile(rf"(?<!-)\bid{_VALUE}", re.IGNORECASE)
_NAME = re.compile(rf"<a\s(?:[^<>]*\s)?name{_VALUE}", re.IGNORECASE)
_UNSPOKEN = re.compile(r'<a class="headerlink".*?</a>|<[^>]+>', re.DOTALL)


def table_of_contents(content: str) -> TableOfContents:
    """Return the headings that have an id, nested by level."""
    roots: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for level, attributes, inner in _HEADING.findall(content):
        identifier = _ID.search(attributes)
        if not identifier or "data-toc-skip" in attributes:
            continue
        title = " ".join(_UNSPOKEN.sub("", inner).split())
        link = AnchorLink(title, "".join(identifier.groups("")), int(level))
        while open_links and open_links[-1].level >= link.level:
            open_links.pop()
        (open_links[-1].children if open_links else roots).append(link)
        open_links.append(link)
    return TableOfContents(roots)


def anchors(content: str) -> set[str]:
    """Return what links may lead to: every id, however its quotes are written, and each `<a name>`."""
    return {"".join(quoted) for pattern in (_ID, _NAME) for quoted in pattern.findall(content)}
