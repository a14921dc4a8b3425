"""The pages of a built site, read for a wiki."""

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import html

from rolebook_wiki.article import article
from rolebook_wiki.link import linked_file
from rolebook_wiki.page import FILE, HOME, WikiFile, WikiHandbook, WikiPage

_OF_A_ROLE = ("ladders", "checklists", "workflows")
_INDEX = "index.html"


def wiki_handbook(company: str, site: Path) -> WikiHandbook:
    """Return what a wiki can show of a company's site, which lies in a folder; pages above come first."""
    by_id = {page.id: page for page in _pages(site)}
    placed = (replace(page, parent=_parent(page.id, by_id)) for page in by_id.values())
    pages = tuple(sorted(placed, key=lambda page: (_depth(page), page.id)))
    linked = {path for page in pages for path in _files_in(page.html)}
    files = tuple(WikiFile(path, site / path) for path in sorted(linked) if (site / path).is_file())
    return WikiHandbook(company, pages, files)


def _pages(site: Path) -> Iterator[WikiPage]:
    for file in site.rglob("*.html"):
        path = file.relative_to(site)
        if path.as_posix() == "404.html":
            continue
        document = html.fromstring(file.read_bytes().decode())
        folder = path.parent.as_posix()
        edit = document.cssselect("a[rel=edit]")
        shown = article(document, "" if folder == "." else f"{folder}/")
        if shown is None:
            continue
        inner = html.tostring(shown.body, encoding="unicode", with_tail=False)
        page_id = path.with_suffix("").as_posix() if file.name != _INDEX else folder
        page_id = HOME if page_id == "." else page_id
        yield WikiPage(
            page_id,
            shown.title,
            shown.kind,
            inner,
            edited_at=edit[0].get("href", "") if edit else "",
        )


def _parent(page_id: str, known: Container[str]) -> str:
    """Return the nearest page that a page belongs under: that of its role, of its section, the home page."""
    section, _, rest = page_id.partition("/")
    role = f"roles/{rest.partition('/')[0]}" if section in _OF_A_ROLE else ""
    above = () if page_id == HOME else (role, section, HOME)
    return next((page for page in above if page in known and page != page_id), "")


def _depth(page: WikiPage) -> int:
    """Return how far below the home page a page stands, so that those above come first."""
    if page.id == HOME:
        return 0
    return 1 + (page.parent != HOME) + page.parent.startswith("roles/")


def _files_in(inner: str) -> Iterator[str]:
    for element in html.fromstring(inner).cssselect(f'[href^="{FILE}"], [src^="{FILE}"]'):
        yield linked_file(element.get("href") or element.get("src") or "")
