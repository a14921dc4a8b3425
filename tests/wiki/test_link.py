"""Links between pages and files, as they travel through HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from rolebook_wiki.link import file_link, linked_file, linked_page, page_link

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("%2 #?&äß/"), min_size=1, max_size=20
)


def through_html(link: str) -> str:
    """Return a link as it comes back from a page's HTML."""
    element = html.fromstring(html.tostring(html.Element("a", href=link), encoding="unicode"))
    return str(element.get("href"))


@given(NAMES)
def test_a_file_is_found_by_its_link(path: str) -> None:
    """Whatever a file is called: `50%.png`, `a b.png`, `a%20b.png`."""
    assert linked_file(through_html(file_link(path))) == path


@given(NAMES)
def test_a_page_is_found_by_its_link(page_id: str) -> None:
    """A place on it is what a browser would look for."""
    assert linked_page(through_html(page_link(page_id, "Pr%C3%BCfen")), "index") == (page_id, "Prüfen")


@pytest.mark.parametrize("link", ["https://x.example/page:a", "mailto:a@x.example", ""])
def test_other_links_lead_elsewhere(link: str) -> None:
    """What is no link of the handbook is left alone."""
    assert linked_page(link, "index") is None
    assert linked_file(link) == ""


def test_a_link_within_a_page_stays_on_it() -> None:
    """It names no page."""
    assert linked_page("#tools", "roles/qa") == ("roles/qa", "tools")
