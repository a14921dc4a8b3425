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


def test_what_only_invites_to_what_needs_a_script_goes() -> None:
    """A picture that a script draws is not in the wiki, so nothing invites to it."""
    invitation = '<p data-wiki="with-link">Now <a href="{}">see</a> <a href="../b/">them</a></p>'
    assert read(invitation.format("../../organization/?path=qa")) == "<article></article>"
    assert ">see</a>" in read(invitation.format("../../organization/"))
