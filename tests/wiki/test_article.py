"""What of a page of the site a wiki shows, and where its links lead."""

import pytest
from lxml import html

from rolebook_wiki.anchors import linked_anchors
from rolebook_wiki.article import Article, article
from rolebook_wiki.page import WikiHandbook, WikiPage


def read(inner: str, address: str = "roles/qa/") -> Article:
    """Return the article of a page at an address."""
    found = article(html.fromstring(f"<html><body><article>{inner}</article></body></html>"), address)
    assert found
    return found


def shown(inner: str, address: str = "roles/qa/") -> str:
    """Return the HTML of an article, without its frame."""
    whole: str = html.tostring(read(inner, address).body, encoding="unicode", with_tail=False)
    return whole.removeprefix("<article>").removesuffix("</article>")


LINKS = {
    "../../": "page:index",
    "../qa-lead/": "page:roles/qa-lead",
    "../../ladders/qa/#level--1": "page:ladders/qa#level--1",
    "../../about.html": "page:about",
    "../../assets/print/qa.pdf": "file:assets/print/qa.pdf",
    "../../pictures/way%20in.png": "file:pictures/way%20in.png",
    "#tools": "#tools",
    "https://example.org/a.pdf": "https://example.org/a.pdf",
    "mailto:a@example.org": "mailto:a@example.org",
}


@pytest.mark.parametrize(("link", "target"), LINKS.items(), ids=LINKS)
def test_links(link: str, target: str) -> None:
    """Links within the site lead to pages and files, all others to where they led."""
    assert shown(f'<p><a href="{link}">x</a></p>') == f'<p><a href="{target}">x</a></p>'


@pytest.mark.parametrize("link", ["../../compare/", "../../assessment/?role=qa", "../?tag=x"])
def test_links_to_what_needs_a_script(link: str) -> None:
    """A wiki has no such page, so that the words stay and the link goes."""
    assert shown(f'<p><a href="{link}">x</a></p>') == "<p>x</p>"


def test_title_and_kind() -> None:
    """A wiki shows the title itself; what stands beside it says what kind of page it is."""
    found = read('<h1>QA <em>Engineer</em> <span data-wiki="kind">Career ladder</span></h1><p>x</p>')
    assert (found.title, found.kind) == ("QA Engineer", "Career ladder")
    assert "h1" not in html.tostring(found.body, encoding="unicode")


def test_what_needs_a_script_is_left_out() -> None:
    """Buttons and forms do nothing in a wiki; a checklist's boxes become tasks."""
    inner = "<button>Copy</button><form><input></form><p hidden>x</p><ul><li><label><input type=checkbox>y</label></li></ul>"
    assert shown(inner) == '<ul><li class="task">y</li></ul>'
    assert article(html.fromstring("<article><p>x</p></article>"), "compare/") is None
    assert article(html.fromstring("<div><p>x</p></div>"), "roles/qa/") is None


def test_terms_become_a_table() -> None:
    """Every wiki can show a table."""
    rows = "<tr><th>Title</th><td>QA</td></tr><tr><th>Also</th><td>Tester</td></tr>"
    assert shown("<dl><dt>Title</dt><dd>QA</dd><dt>Also</dt><dd>Tester</dd></dl>") == f"<table>{rows}</table>"


def test_code_keeps_its_words() -> None:
    """The spans that colour code say nothing."""
    assert (
        shown("<pre><code><span>a</span> <span>=</span> <span>1</span></code></pre>")
        == "<pre><code>a = 1</code></pre>"
    )


def test_the_place_of_a_frame_stays_a_place() -> None:
    """A link that led to a frame leads to what comes first in it."""
    assert shown('<section id="tools"><h2>Tools</h2></section>') == '<h2 id="tools">Tools</h2>'


def test_places_that_links_lead_to() -> None:
    """Within a page and from another, whatever the spelling."""
    pages = (
        WikiPage(
            "a", "A", "", '<p><a href="#x">x</a><a href="page:b#y%C3%A9">y</a><a href="page:b">b</a></p>'
        ),
        WikiPage("b", "B", "", '<p><a href="https://example.org/#z">z</a><a href="#r&amp;d">r</a></p>'),
    )
    assert linked_anchors(WikiHandbook("acme", pages, ())) == {"a": {"x"}, "b": {"yé", "r&d"}}


def test_what_is_new_between_levels_is_not_set_apart() -> None:
    """A wiki shows an expectation whole: a script alone marks the words that are new against another level."""
    cell = 'Knows <span data-new="0">all</span> <span data-new="0 1">of it</span>'
    assert shown(f"<table><tr><td data-keeps='0'>{cell}</td></tr></table>") == (
        "<table><tr><td>Knows all of it</td></tr></table>"
    )
