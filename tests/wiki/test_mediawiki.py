"""A handbook in a real MediaWiki, as a reader sees it."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import pytest
from lxml.html import HtmlElement

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import ActionKind
from tests.wiki.conftest import HARD
from tests.wiki.mediawiki_server import MediaWikiServer
from tests.wiki.publishing import published

QA = "Handbook/QA Engineer"


@pytest.fixture(scope="module")
def wiki(mediawiki_server: MediaWikiServer, handbook: WikiHandbook) -> MediaWikiServer:
    """Return a wiki with the small handbook in it."""
    mediawiki_server.restore()
    assert published(mediawiki_server.url, handbook, pause=1).in_sync
    return mediawiki_server


@pytest.fixture(scope="module")
def pages(wiki: MediaWikiServer) -> Mapping[str, HtmlElement]:
    """Return what a reader gets, by title."""
    return {title: wiki.shown(title) for title in wiki.texts() if title.startswith("Handbook")}


def words(element: HtmlElement) -> str:
    """Return the words of an element, as a reader reads them."""
    return " ".join(element.text_content().split())


def links(pages: Mapping[str, HtmlElement]) -> Iterator[tuple[str, str, str]]:
    """Yield the page, the address and the anchor of each link."""
    for title, shown in pages.items():
        for link in shown.cssselect("a[href]"):
            address, _, anchor = str(link.get("href")).partition("#")
            yield title, address, unquote(anchor)


def test_what_is_published_is_not_written_again(server: MediaWikiServer, handbook: WikiHandbook) -> None:
    """The first run makes every page, the second changes none."""
    first = published(server.url, handbook)
    assert first.in_sync
    assert {action.kind for action in first.done} == {ActionKind.CREATE}
    assert len(first.done) == len(handbook.pages) + len(handbook.files) + 1
    before = server.revisions()
    again = published(server.url, handbook)
    assert again.in_sync
    assert not again.done
    assert server.revisions() == before


def test_links_lead_to_pages(pages: Mapping[str, HtmlElement]) -> None:
    """No link is red, and each page of the handbook is linked from another."""
    found = list(links(pages))
    assert not [(title, address) for title, address, _ in found if "redlink" in address]
    reached = {unquote(address.removeprefix("/index.php/")).replace("_", " ") for _, address, _ in found}
    assert pages.keys() - reached == {"Handbook/Published pages"}


def test_anchors_are_there(pages: Mapping[str, HtmlElement]) -> None:
    """A link into a page leads to a place that the page has."""
    into = [(title, address, anchor) for title, address, anchor in links(pages) if anchor]
    assert len(into) > 10
    for title, address, anchor in into:
        target = unquote(address.removeprefix("/index.php/")).replace("_", " ") or title
        if target in pages:
            assert anchor in {element.get("id") for element in pages[target].cssselect("[id]")}, (
                title,
                target,
                anchor,
            )


def test_hard_names_print_as_they_are(pages: Mapping[str, HtmlElement]) -> None:
    """In lists, tables, headings and navigation a reader sees the words, and no script comes through."""
    role = pages[QA]
    assert f"Find what breaks at {HARD}" in [words(item) for item in role.cssselect("li")]
    ladder = pages[f"{QA}/Career ladder"]
    cells = [words(cell) for cell in ladder.cssselect("td, th")]
    assert HARD in cells
    assert {"Level | [[1]]", "[[Links]]", "- starts with a dash", "Writes a | b tests"} <= set(cells)
    (hard,) = (shown for title, shown in pages.items() if title.endswith("♯1"))
    assert "==none== and ----" in words(hard)
    assert "~~~~ and __TOC__" in words(hard)
    assert "a = [[ $x ]] && echo '''b'''\n\n\n    <nowiki>c</nowiki>" in hard.text_content()
    assert not [title for title, shown in pages.items() if shown.cssselect("script, nowiki")]


def test_lists_and_tasks(pages: Mapping[str, HtmlElement]) -> None:
    """Lists in lists stay so, and each statement of a checklist has its box."""
    tasks = [words(item) for item in pages[f"{QA}/Checklist"].cssselect("li")]
    assert "☐ Every defect has a cause" in tasks
    assert "☐ '''quoted''' names are kept" in tasks
    nested = [words(item) for item in pages[QA].cssselect("li, h3 + ul > li")]
    assert "Rank risks with product" in nested


def test_addresses_outside_stay_whole(pages: Mapping[str, HtmlElement]) -> None:
    """A link to elsewhere leads to the same place, whatever stands in its address."""
    found = {address for _, address, _ in links(pages)}
    assert "https://style.example/a_b?c=%7Bd%7D&e=%27%27%27f%27%27%27" in found
    assert "https://example.org/explore?a=1&b=2" in found


def test_a_picture_is_shown(
    wiki: MediaWikiServer, handbook: WikiHandbook, pages: Mapping[str, HtmlElement]
) -> None:
    """It is uploaded under the handbook's name, and the page shows it."""
    (file,) = handbook.files
    answer = wiki.ask(action="query", titles="File:Handbook-the-way.png", prop="imageinfo", iiprop="size")
    assert answer["query"]["pages"][0]["imageinfo"][0]["size"] == file.file.stat().st_size
    assert pages["Handbook/How we work"].cssselect('a[href="/index.php/File:Handbook-the-way.png"]')


def test_every_page_says_where_it_comes_from(pages: Mapping[str, HtmlElement]) -> None:
    """A person who wants to edit reads first that the page is made."""
    for title, shown in pages.items():
        if title != "Handbook/Published pages":
            assert "This page is made from the handbook of" in words(shown), title
