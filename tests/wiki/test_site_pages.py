"""Where the pages of a site stand in a wiki."""

from pathlib import Path

import pytest

from rolebook_wiki.page_tree import PageTree
from rolebook_wiki.site_pages import wiki_handbook
from tests.conftest import write_tree

PAGES = (
    "",
    "roles/",
    "roles/qa/",
    "ladders/",
    "ladders/qa/",
    "ladders/testers/",
    "workflows/qa/triage/",
    "how/we/work/",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site whose pages say their address."""
    files = {f"{page}index.html": f"<article><h1>/{page}</h1></article>" for page in PAGES}
    return write_tree(tmp_path, files)


def test_each_page_stands_below_the_nearest_that_there_is(site: Path) -> None:
    """A role's pages below the role; no page is lost where a folder has no page of its own."""
    assert {page.id: page.parent for page in wiki_handbook("acme", site).pages} == {
        "index": "",
        "ladders": "index",
        "roles": "index",
        "how/we/work": "index",
        "roles/qa": "roles",
        "ladders/testers": "ladders",
        "ladders/qa": "roles/qa",
        "workflows/qa/triage": "roles/qa",
    }


def test_pages_above_and_below(site: Path) -> None:
    """From the home page down, and those right below."""
    handbook = wiki_handbook("acme", site)
    tree = PageTree(handbook)
    assert [page.title for page in tree.above(handbook.pages[-1])] == ["/", "/roles/", "/roles/qa/"]
    assert [page.id for page in tree.below("roles/qa")] == ["ladders/qa", "workflows/qa/triage"]
    assert not tree.below("ladders/qa")
