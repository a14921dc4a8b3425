"""Parts put in their places on a page."""

import pytest

from rolebook.render.placing import RenderedPart, joined, placeholder, put

_LISTED = [
    RenderedPart("<b>0</b>", ("words.js", "ladder.js"), ("page", 3)),
    RenderedPart(
        '<section id="x"><h2>1</h2><h3>in it</h3></section>', ("store.js", "words.js", "filter.css")
    ),
    RenderedPart("<h1>2</h1>"),
]
KEYS = [str(number) * 64 for number in range(3)]
_PARTS = dict(zip(KEYS, _LISTED, strict=True))
P0, P1, P2 = map(placeholder, KEYS)


def test_a_page_loads_what_its_parts_need() -> None:
    """Each script once, in an order in which what is needed comes before what needs it; unused parts need nothing."""
    assert put(f"{P0}\n{P1}\n{P0}", _PARTS).needs == ("words.js", "ladder.js", "store.js", "filter.css")
    assert put(f"<p>text</p>{P2}", _PARTS).needs == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"<p>{P0}</p>", "<b>0</b>"),
        (f"<p>\n{P0}\n{P0}\n</p>", "<b>0</b><b>0</b>"),
        (f"<p>one {P0} two</p>", "<p>one </p><b>0</b><p> two</p>"),
        (f"<ul><li>{P0}</li></ul>", "<ul><li><b>0</b></li></ul>"),
        (f"<table><tr><td>{P0}</td></tr></table>", "<table><tr><td><b>0</b></td></tr></table>"),
        (f"<p>a</p><!-- {P0} --><p></p>", "<p>a</p><!--  --><p></p>"),
    ],
)
def test_no_paragraph_holds_a_part(written: str, shown: str) -> None:
    """A part stands beside paragraphs, never in one, which a browser would break; nor in a comment."""
    placed = put(written, _PARTS)
    assert (placed.html, placed.misplaced) == (shown, ())


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (f'<h2 id="a">See {P0}</h2>', "a heading"),
        (f'<p>See <a href="x">{P0}</a></p>', "a link"),
        (f"<p><strong>{P0}</strong></p>", "emphasised words"),
        (f"<details><summary>{P0}</summary></details>", "a title"),
        (f'<pre><code>&lt;div data-rolebook-part="{KEYS[0]}"&gt;&lt;/div&gt;</code></pre>', "code"),
        (f'<code><i>div</i> <i>data-rolebook-part</i>=<i>"{KEYS[0]}"</i></code>', "code"),
        (f'<img alt="{P0}">', "an attribute or a script"),
    ],
)
def test_places_of_words(written: str, what: str) -> None:
    """Where words only can stand, the author is told what a part stands in."""
    assert put(written, _PARTS).misplaced == ((_LISTED[0], what),)


def test_a_place_written_by_hand() -> None:
    """What looks like a place, and is none, stays what it is."""
    other = placeholder("f" * 64)
    assert put(f"<h2>{other}</h2>{P0}", _PARTS).html == f"<h2>{other}</h2><b>0</b>"
    assert put(placeholder("70"), {}).html == placeholder("70")


def test_headings_go_below_those_of_the_page() -> None:
    """The highest heading of a part is one below the heading it stands under; a page's own head stays."""
    assert "<h2>1</h2><h3>in it</h3>" in put(f"<h1>Page</h1>{P1}", _PARTS).html
    assert "<h3>1</h3><h4>in it</h4>" in put(f"<h1>Page</h1><h2>Part</h2>{P1}", _PARTS).html
    assert put(f"<h3>deep</h3>{P2}{P1}", _PARTS).html == f"<h3>deep</h3>{_LISTED[2].html}{_LISTED[1].html}"
    assert put(f"<h2>Part</h2>{P1}{P1}", _PARTS).html.count("<h3") == 2


def test_parts_as_one() -> None:
    """A page's parts can be joined to one, that needs what they need."""
    assert joined(f"{P0}\n\n{P2}", _PARTS) == RenderedPart(
        "<b>0</b>\n\n<h1>2</h1>", ("words.js", "ladder.js")
    )
