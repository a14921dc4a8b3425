"""The pages of a built site, read for a wiki."""

from collections.abc import Iterator
from pathlib import Path

from lxml import html

from rolebook.wiki.article import article, take_title
from rolebook.wiki.page import FILE, WikiFile, WikiHandbook, WikiPage

_OF_A_ROLE = ("ladders", "checklists", "workflows")
_INDEX = "index.html"


def wiki_handbook(company: str, site: Path) -> WikiHandbook:
    """Return what a wiki can show of a company's site, which lies in a folder; pages above come first."""
    pages = tuple(sorted(_pages(site), key=lambda page: (_depth(page), page.id)))
    linked = {path for page in pages for path in _files_in(page.html)}
    files = tuple(WikiFile(path, site / path) for path in sorted(linked) if (site / path).is_file())
    return WikiHandbook(company, pages, files)


def _pages(site: Path) -> Iterator[WikiPage]:
    for file in site.rglob("*.html"):
        place = file.relative_to(site)
        if place.as_posix() == "404.html":
            continue
        document = html.fromstring(file.read_bytes().decode())
        folder = place.parent.as_posix()
        body = article(document, "" if folder == "." else f"{folder}/")
        if body is None:
            continue
        title, kind = take_title(body)
        inner = html.tostring(body, encoding="unicode", with_tail=False)
        edit = document.cssselect("a[rel=edit]")
        page_id = place.with_suffix("").as_posix() if file.name != _INDEX else folder.strip(".")
        yield WikiPage(page_id, title, kind, inner, _parent(page_id), edit[0].get("href", "") if edit else "")


def _parent(page_id: str) -> str:
    """Return the page that a page belongs under: a role's pages under the role, a role under the roles."""
    section, _, rest = page_id.partition("/")
    if section in _OF_A_ROLE and rest:
        return f"roles/{rest.partition('/')[0]}"
    return section if rest else ""


def _depth(page: WikiPage) -> int:
    """Return how far below the home page a page stands, so that those above come first."""
    if not page.id:
        return 0
    return 1 + bool(page.parent) + page.parent.startswith("roles/")


def _files_in(inner: str) -> Iterator[str]:
    for found in html.fromstring(inner).cssselect(f'[href^="{FILE}"], [src^="{FILE}"]'):
        yield (found.get("href") or found.get("src") or "").removeprefix(FILE)
