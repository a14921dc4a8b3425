"""What pages tell wikis by `data-wiki`, and what becomes of pages that tell them nothing."""

import re
from pathlib import Path

import pytest

from rolebook.model.problem import BuildError
from rolebook.resources import default_overrides
from rolebook_wiki.hints import Hint
from tests.wiki.test_article import read, shown

ROOT = Path(__file__).parents[2]
IN_TEMPLATES = {
    hint
    for template in default_overrides().rglob("*.html")
    for hint in re.findall(r'data-wiki="([^"]*)"', template.read_text(encoding="utf-8"))
}


def test_templates_and_their_guide_know_the_hints() -> None:
    """Each is given by a template that ships, and all that there are stand in the guide."""
    guide = (
        (ROOT / "TEMPLATES.md").read_text(encoding="utf-8").partition("## For wikis")[2].partition("\n## ")[0]
    )
    assert set(Hint) == IN_TEMPLATES
    assert re.findall(r"^\| `([^`]*)` \|", guide, re.MULTILINE) == list(Hint)


def test_a_hint_that_nobody_knows_is_told() -> None:
    """A template of a folder's own may misspell one; the page is told, and what was likely meant."""
    with pytest.raises(BuildError) as told:
        read('<p data-wiki="aprat">x</p>')
    known = "leave-out, keep, kind, apart, line, with-link"
    assert str(told.value) == f'/roles/qa/: data-wiki="aprat" is none of {known}; did you mean "apart"?'


def test_left_out_or_kept() -> None:
    """What the search leaves out is nothing for a wiki either, unless the page says so."""
    inner = '<h2 data-wiki="leave-out">a</h2><p data-search-exclude>b</p><p data-search-exclude data-wiki="keep">c</p>'
    assert shown(inner) == "<p>c</p>"


@pytest.mark.parametrize(
    ("inner", "article"),
    [
        (
            '<p>a <span data-wiki="apart">b</span><a data-wiki="apart" href="#x">c</a></p>',
            '<p>a · b · <a href="#x">c</a></p>',
        ),
        ('<p>\n<span data-wiki="apart">a</span> b</p>', "<p>\na b</p>"),
        (
            '<li><b>a</b>\n<span data-wiki="apart">b <i>c</i></span>, d</li>',
            "<li><b>a</b> · b <i>c</i>, d</li>",
        ),
    ],
)
def test_apart(inner: str, article: str) -> None:
    """What a style sets apart on the site, a dot does in a wiki, unless nothing stands before it."""
    assert shown(inner) == article


def test_a_card_becomes_a_link_and_what_is_said_of_it() -> None:
    """A wiki's link holds its words alone; nothing that stands in the card is lost."""
    card = '<a href="../b/"><strong>B</strong><span data-wiki="apart">2 steps</span>: <span data-wiki="apart">x</span></a>, y'
    assert (
        shown(f"<p>{card}</p>") == '<p><a href="page:roles/b"><strong>B</strong>: </a> · 2 steps · x, y</p>'
    )


def test_a_list_in_a_line() -> None:
    """Tags stand side by side on the site."""
    tags = '<ul data-wiki="line"><li><a href="../b/">B</a></li>\n<li>C</li></ul>'
    assert shown(f"<div>{tags}</div>") == '<a href="page:roles/b">B</a> · C'


def test_what_only_invites_to_what_needs_a_script_goes() -> None:
    """A picture that a script draws is not in the wiki, so nothing invites to it."""
    invitation = '<p data-wiki="with-link">Now <a href="{}">see</a> <a href="../b/">them</a></p>'
    assert shown(invitation.format("../../organization/?path=qa")) == ""
    assert ">see</a>" in shown(invitation.format("../../organization/"))


def test_templates_without_hints() -> None:
    """Those that were written before there were any still give words that can be told from each other."""
    card = '<li><a class="rb-card" href="../b/"><strong>B</strong><span>2 steps</span><span>x · y</span></a></li>'
    metric = '<li><span class="rb-metric__name">Uptime</span> <span>per month</span></li>'
    tags = '<ul class="rb-tags"><li>B</li><li>C</li></ul>'
    found = read(f"<h1>QA <span>Career ladder</span></h1><ul>{card}{metric}</ul>{tags}")
    assert found.title == "QA Career ladder"
    assert found.body.text_content() == "B 2 steps x · yUptime per monthBC"
