"""A built site as its reader meets it: pages, texts, links."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag


@cache
def page(file: Path) -> BeautifulSoup:
    """Return a page, parsed."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")


@cache
def ids(file: Path) -> frozenset[str]:
    """Return the ids of a page's elements: the places that a link can name."""
    return frozenset(str(element["id"]) for element in page(file).find_all(id=True))


def pages(site: Path) -> list[Path]:
    """Return every page of a site."""
    return sorted(site.rglob("*.html"))


def contents(site: Path) -> dict[str, bytes]:
    """Return every file of a site."""
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in site.rglob("*") if f.is_file()}


def address(site: Path, path: str) -> Path:
    """Return the file that answers an address such as `/roles/qa-engineer/`."""
    return (
        site / unquote(path.strip("/")) / "index.html"
        if path.endswith("/")
        else site / unquote(path.lstrip("/"))
    )


def article(file: Path) -> Tag:
    """Return a page's content without the theme around it."""
    found = page(file).find("article")
    assert isinstance(found, Tag)
    return found


def text(file: Path) -> str:
    """Return the words of a page's content."""
    return " ".join(article(file).get_text(" ").split())


def links(file: Path, site: Path) -> Iterator[tuple[str, str]]:
    """Yield a page's links within its site: path and fragment."""
    base = "https://here.example/" + file.relative_to(site).as_posix()
    for anchor in page(file).find_all("a", href=True):
        parts = urlsplit(urljoin(base, str(anchor["href"])))
        if parts.netloc == "here.example":
            yield parts.path, unquote(parts.fragment)


def loaded(file: Path) -> Iterator[str]:
    """Yield the address of everything a page loads by itself."""
    for element in page(file).find_all(["script", "img", "iframe", "source"]):
        if element.get("src"):
            yield str(element["src"])
    for element in page(file).find_all("link", href=True):
        if set(element.get("rel") or []) & {"stylesheet", "icon", "preload", "preconnect", "manifest"}:
            yield str(element["href"])
