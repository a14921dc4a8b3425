"""Links of a page that a wiki cannot keep as the site has them."""

from lxml import html

from rolebook_wiki.article import article


def read(inner: str) -> str:
    """Return what is left of an article of the page `roles/qa-engineer/`."""
    found = article(
        html.fromstring(f"<html><body><article><h1>QA</h1>{inner}</article></body></html>"), "roles/qa/"
    )
    assert found is not None
    left: str = html.tostring(found.body, encoding="unicode", with_tail=False)
    return left


def test_a_paragraph_that_only_leads_to_what_needs_a_script_goes() -> None:
    """A picture that a script draws is not in the wiki, so nothing invites to it."""
    assert (
        read('<p class="rb-more"><a href="../../organization/?path=qa">See it</a></p>')
        == "<article></article>"
    )
    assert "See it" in read('<p class="rb-more"><a href="../../organization/">See it</a></p>')


def test_a_link_behind_words_is_set_apart() -> None:
    """On the site a style does that."""
    found = read(
        '<ul><li><a href="https://x.example">X</a> <span>x.example</span><a href="../b/">also</a></li></ul>'
    )
    assert 'x.example · <a href="page:roles/b">' in found
