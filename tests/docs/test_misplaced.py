"""Facts on hand-written pages where a value would be more than text."""

import pytest

from rolebook.docs.misplaced import misplaced
from rolebook.docs.page import read_docs_page
from rolebook.facts.token import token
from rolebook.model.docs_page import NameUse


def lines_told(text: str) -> list[int]:
    """Return the lines of the facts X and company.name that stand where they may not."""
    found = read_docs_page(text, "docs/page.md").problems
    assert all(" is a fact and stands where its value would be more than text: " in str(one) for one in found)
    return [problem.line for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "<img alt={{ X }}>",
        "<p class=a{{ X }}>",
        "<p class='a' id={{X}} title=\"b\">",
        "<input value={{ company.name }}>",
        "<div {{ X }}>",
        "<div data-{{ X }}='1'>",
        "<h{{ X }}>",
        "</h{{ X }}>",
        '<a b=c" title={{ X }}">',
        "<script>let name = '{{ X }}'</script>",
        '<script type="application/json">{"a": "{{ X }}"}</script>',
        "<SCRIPT\nasync>f({{ X }})</SCRIPT >",
        "<style>h1::after { content: '{{ X }}' }</style>",
        "<p style='color: {{ X }}'>",
        "<button onclick=\"f('{{ X }}')\">",
        "<svg><a xlink:href='javascript:f({{ X }})'></a></svg>",
        "<iframe srcdoc='<b>{{ X }}</b>'></iframe>",
        "<noscript>{{ X }}</noscript>",
        "<!-- {{ X }} -->",
        "<!doctype {{ X }}>",
        "<a href='java{{ X }}:f()'>a</a>",
        "<a href='{{ X }}:f()'>a</a>",
        "<a href=' java\tscript:f({{ X }})'>a</a>",
        "<form action='data:text/html,{{ X }}'>",
        "<a href='&#106;avascript:f({{ X }})'>a</a>",
        "<a href='java&Tab;script&colon;f({{ X }})'>a</a>",
        "<svg><a><set attributeName='href' to='{{ X }}'/></a></svg>",
        "<svg><animate attributeName='href' values='a;{{ X }}'/></svg>",
        "[a](javascript:f({{X}}))",
        "![a](<data:text/html,{{X}}>)",
        "[a](<java{{X}}:f()>)",
        "text **{{ Y }}** <b title={{X}}>b</b>",
        "{% if settings.y %}<b title={{ X }}>b</b>{% endif %}",
        "{%- if settings.y -%}  <b title={{- X -}}>b</b>{%- endif -%}",
        "!!! note\n\n    <b title={{ X }}>b</b>",
        '=== "A"\n\n    !!! note\n\n        <b title={{ X }}>b</b>',
    ],
)
def test_a_value_would_be_more_than_text(text: str) -> None:
    """As markup, as a part of a program or style, as the kind of an address, unread: each is told at its line."""
    (line,) = lines_told(f"# Page\n\n{text}\n\n{{{{ X }}}}\n")
    assert line == 3 + text[: max(text.find("X"), text.find("company"))].count("\n")


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="{{ X }}" src="a.png">',
        "<p title='{{ X }} of {{ Y }}'>{{ X }}</p>",
        "<a href='{{ X }}'>a</a> <a href='/{{ X }}/b'>b</a> <a href='https://{{ X }}:80/'>c</a>",
        "<a href='#{{ X }}' data-name='{{ X }}'>d</a>",
        "[a]({{ X }}) <{{ X }}> [b](https://b.example/{{X}}?c={{X}}:d)",
        "<https://b.example/{{ X }}>",
        "a < b and {{ X }} > c",
        "`<b title={{ X }}>`",
        "```html\n<script>{{ X }}</script>\n```",
        "Use:\n\n    <script>{{ X }}</script>\n",
        "\\<b {{ X }}>",
        "{% raw %}<b title={{ X }}>{% endraw %}",
        "{# <b title={{ X }}> #}",
        "<textarea>{{ X }}</textarea>",
        "<meta name='description' content='{{ X }}'>",
        "<ol><li value='1' to='{{ X }}'>a</li></ol>",
        "<div markdown>\n\n**{{ X }}**\n\n</div>",
    ],
)
def test_a_value_is_text(text: str) -> None:
    """In text, in quotes, in addresses and in code a fact is printed."""
    assert lines_told(f"# Page\n\n{text}\n") == []


def test_what_pages_are_made_into() -> None:
    """HTML is read in the same way, whatever it came from."""
    (found,) = misplaced(f"<p>\n<b title={token('X')}>b</b></p>")
    assert (found.name, found.line) == ("X", 2)


def test_where_a_reader_is_led() -> None:
    """A fact is not where a page goes by itself."""
    found = read_docs_page("# P\n\n<meta content='0;url={{ X }}' http-equiv=Refresh>\n", "docs/p.md").problems
    assert "a value cannot say where its reader is led" in str(found[-1])


@pytest.mark.parametrize(
    "text",
    [
        "<script>\nf('{{ role_link('a') }}')</script>",
        "<style>\n{{ role_link('a') }}</style>",
        "<b\ntitle={{ role_link('a') }}>b</b>",
        "<b\ntitle='to {{- role_link('a')|upper }}'>b</b>",
        "<b\n{{ 'x' ~ role_link('a') }}>b</b>",
        "!!! note\n    <svg><script>{{ role_link('a') }}</script></svg>",
    ],
)
def test_a_call_in_a_tag(text: str) -> None:
    """What is called in a tag, a script or a style is told to those who know the macros, at its line."""
    assert read_docs_page(f"# P\n{text}\n", "docs/p.md").misplaced == (NameUse("role_link", 3),)


def test_a_call_between_tags() -> None:
    """In text, in links, in comments and in code a call is let alone."""
    text = "<b>{{ f(1) }}</b> [a]({{ f(1) }}) <!-- {{ f(1) }} --> `<b title={{ f(1) }}>` <b title='f(1)'>"
    assert read_docs_page(f"{text}\n", "docs/p.md").misplaced == ()
