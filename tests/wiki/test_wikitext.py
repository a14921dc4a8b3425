"""Wikitext that shows a reader whatever text went in: MediaWiki itself says so."""

import html as escaping
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.mediawiki.titles import title_part
from rolebook_wiki.mediawiki.wikitext import address, literal, wikitexts
from tests.wiki.mediawiki_server import MediaWikiServer

MARKUP = [
    *(
        "[[a]]",
        "[[a|b]]",
        "{{b}}",
        "{{{c}}}",
        "''d''",
        "'''e'''",
        "~~~~",
        "__TOC__",
        "__NOTOC__",
        "----",
        "{|",
        "|}",
    ),
    *(
        "||",
        "!!",
        "|-",
        "== f ==",
        "* g",
        "# h",
        ": i",
        "; j : k",
        " l",
        "<nowiki>",
        "</nowiki>",
        "<!-- m -->",
    ),
    *(
        "<script>n</script>",
        "<ref>o</ref>",
        "&amp;",
        "&#91;",
        "#REDIRECT [[p]]",
        "[https://q r]",
        "-{s}-",
        "[[File:t]]",
    ),
    *(
        "ISBN 0123456789",
        "RFC 1",
        "<pre>",
        "</pre>",
        "[",
        "]",
        "[[",
        "]]",
        "`u`",
        "v !! w",
        "'",
        "x || y",
        "\\",
        "$v$",
        "\U0010f100",
        "\uf100",
    ),
]
TEXTS = st.lists(
    st.lists(
        st.one_of(
            st.sampled_from(MARKUP),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co"]), max_size=8),
        ),
        min_size=1,
        max_size=4,
    )
    .map(" ".join)
    .filter(lambda text: bool(text.strip())),
    min_size=1,
    max_size=12,
)
PLACES = (
    "<p>{}</p>",
    "<ul><li>{}</li></ul>",
    "<ul><li>x<ul><li>{}</li></ul></li></ul>",
    "<table><tr><th>{}</th><td>y</td></tr></table>",
    "<table><thead><tr><th>{}</th></tr></thead><tbody><tr><td>y</td></tr></tbody></table>",
    "<table><tr><td>z</td><td>{}</td></tr></table>",
    "<h2>{}</h2>",
    "<p>a <strong>{}</strong> b</p>",
    "<p>a <code>{}</code> b</p>",
    "<p>a <a href='page:x'>{}</a> b</p>",
    "<p>a<br>{}</p>",
    "<blockquote><p>{}</p></blockquote>",
)


def shown(server: MediaWikiServer, wikitext: str) -> str:
    """Return the words that a reader sees; what a wiki adds, such as numbers and "edit", is left out."""
    answer = server.ask(
        action="parse",
        text=wikitext,
        contentmodel="wikitext",
        prop="text",
        disabletoc="1",
        disableeditsection="1",
    )
    return read(answer["parse"]["text"])


def read(text: str) -> str:
    """Return what HTML says."""
    element: HtmlElement = html.fromstring(text)
    return plain(element.text_content())


def plain(text: str) -> str:
    """Return a text as one compares it by eye."""
    return "".join(unicodedata.normalize("NFC", text).replace("\U0010f100", "\ufffd").split())


def body(text: str) -> str:
    """Return a page that has a text in every place."""
    return f"<article>{''.join(place.format(escaping.escape(text)) for place in PLACES)}</article>"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_whatever_goes_in_is_shown(mediawiki_server: MediaWikiServer, texts: list[str]) -> None:
    """In every place a text can stand in, the page shows it, and saving does not change its source."""
    whole = f"<article>{''.join(body(text) for text in texts)}</article>"
    (text,) = wikitexts([whole], [()], lambda _link: ":X")
    assert shown(mediawiki_server, text) == read(whole)
    saved = mediawiki_server.ask(action="parse", text=text, contentmodel="wikitext", onlypst="1")
    assert saved["parse"]["text"].strip() == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_of_markup_in_every_place(mediawiki_server: MediaWikiServer, place: str) -> None:
    """Each is shown as it is written."""
    whole = "".join(place.format(escaping.escape(text)) for text in MARKUP)
    (text,) = wikitexts([f"<article>{whole}</article>"], [()], lambda _link: ":X")
    assert shown(mediawiki_server, text) == read(whole)


@pytest.mark.parametrize("text", MARKUP)
def test_literal_text(mediawiki_server: MediaWikiServer, text: str) -> None:
    """A text that stands in a line of its own is shown as it is written."""
    assert shown(mediawiki_server, literal(text)) == plain(text)


@given(st.text(max_size=20))
def test_an_address_has_no_markup(text: str) -> None:
    """Whatever a link leads to, nothing in its address begins or ends something."""
    found = address(f"https://example.org/{text}")
    assert not set(found) & set("[]{}|<>'\" ~")
    assert "__" not in found


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.sampled_from(MARKUP), st.text(st.characters(codec="utf-8"), max_size=40)),
        min_size=1,
        max_size=40,
    )
)
def test_titles_are_titles(mediawiki_server: MediaWikiServer, texts: list[str]) -> None:
    """MediaWiki takes every title as it is, and changes nothing about it."""
    titles = sorted({f"Handbook/{title_part(text)}"[:60] for text in texts})
    answer = mediawiki_server.ask(action="query", titles="|".join(titles))["query"]
    assert {page["title"] for page in answer["pages"]} == set(titles)
    assert not [page for page in answer["pages"] if page.get("invalid")]
