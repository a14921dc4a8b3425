"""Pages in `docs/` before they are built: facts are printed there, and nothing else is done with them."""

import pytest

from rolebook.docs.front_matter import tokens_in_front_matter
from rolebook.docs.page import read_docs_page, read_template
from rolebook.facts.token import token
from rolebook.model.docs_page import DocsPage
from rolebook.model.role import FactUse

COMPUTED = (
    "X is a fact: it can be printed, as {{ X }}, but not compared, filtered or passed on; "
    "use a setting for that (settings: in the company's file)"
)
ASSIGNED = "X is written like a fact; a name of the page's own is written in lower case"


def page(text: str) -> DocsPage:
    """Return what a page names."""
    return read_docs_page(text, "docs/page.md")


def told(text: str) -> list[str]:
    """Return what is wrong with a page."""
    return [str(problem) for problem in page(text).problems]


@pytest.mark.parametrize(
    "text",
    [
        "{{ X }}",
        "{{X}}",
        "{{- X -}}",
        "**{{ X }}**",
        "`{{ X }}`",
        "[a]({{ X }})",
        "{% if settings.remote %}{{ X }}{% endif %}",
        "{% for role in handbook.roles %}{{ X }}{% endfor %}",
        "{% block a %}{{ X }}{% endblock %}",
        "{{ 1 }}{{ X }}",
    ],
)
def test_a_fact_is_printed(text: str) -> None:
    """Anywhere on a page, within branches and loops too."""
    found = page(f"# Page\n\n{text}\n")
    assert (found.facts, found.problems) == ((FactUse("X", 3),), ())


@pytest.mark.parametrize(
    "text",
    [
        '{% if X == "Acme" %}a{% endif %}',
        "{% if X %}a{% endif %}",
        "{% if not X %}a{% endif %}",
        "{{ X | upper }}",
        '{{ X ~ "!" }}',
        '{{ X + "!" }}',
        '{{ "%s" % X }}',
        "{{ role_link(X) }}",
        "{{ X() }}",
        "{{ X.name }}",
        "{{ X[0] }}",
        "{% set name = X %}",
        "{% for letter in X %}{{ letter }}{% endfor %}",
        '{{ "a" if X else "b" }}',
        "{{ X in [1] }}",
        "{{ [X] }}",
        "{{ {'a': X} }}",
        "{{ X is defined }}",
        "{% filter upper %}{{ X }}{% endfilter %}",
        "{% set name %}{{ X }}{% endset %}",
        "{% filter upper %}{% if y %}{{ X }}{% endif %}{% endfilter %}",
    ],
)
def test_a_fact_is_computed_with(text: str) -> None:
    """Comparing, filtering, joining, assigning and passing on are errors at their line."""
    assert told(f"# Page\n\n{text}\n") == [f"docs/page.md:3: {COMPUTED}"]


@pytest.mark.parametrize(
    "text", ["{% set X = 1 %}", "{% for X in [1] %}{% endfor %}", "{% macro a(X) %}{% endmacro %}"]
)
def test_a_name_that_would_hide_a_fact(text: str) -> None:
    """A page cannot give a fact another value."""
    assert told(f"# Page\n\n{text}\n") == [f"docs/page.md:3: {ASSIGNED}"]
    assert page(text).facts == ()


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}{{ X }}{% endraw %}",
        "{# {{ X }} #}",
        "# Heading {#X}",
        "## A {#id}\n\ntext {#other}",
        "{{ settings.X }}",
        "{{ 'X' }}",
        "{{ x }}",
        "$X",
        "{X}",
        "```\n{% raw %}{{ .Values.X }}{% endraw %}\n```",
        "{{ role_link(name='X') }}",
    ],
)
def test_no_fact(text: str) -> None:
    """Comments, raw blocks, ids of headings, settings and lower-case names are none."""
    found = page(text)
    assert (found.facts, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ .Values.x }}", "unexpected '.'"),
        ("{{< x >}}", "unexpected '<'"),
        ("{% nonsense %}", "Encountered unknown tag 'nonsense'."),
        (
            "{% if x %}",
            (
                "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or "
                "'endif'. The innermost block that needs to be closed is 'if'."
            ),
        ),
        ("{{ X | nofilter }}{{ a b }}", "expected token 'end of print statement', got 'b'"),
    ],
)
def test_a_syntax_error(text: str, message: str) -> None:
    """It has its line, and a way out for pages that show other template languages."""
    hint = "wrap code that holds {{ or {% in {% raw %} … {% endraw %}"
    assert told(f"---\ntitle: x\n---\n\n{text}\n") == [f"docs/page.md:5: {message}; {hint}"]


def test_every_problem_at_once() -> None:
    """One page, three mistakes, three lines; Windows line ends do not shift them."""
    text = "---\nX: Acme\n---\n\n{{ X | upper }}\n{{ X }}\n{% if X %}{% endif %}\n"
    expected = [
        "docs/page.md:2: X is a fact; give it in the company's file, not in a page's front matter",
        f"docs/page.md:5: {COMPUTED}",
        f"docs/page.md:7: {COMPUTED}",
    ]
    assert told(text) == expected
    assert told(text.replace("\n", "\r\n")) == expected
    assert [use.line for use in page(text).facts] == [5, 6, 7]


def test_facts_in_front_matter() -> None:
    """Title and description may print facts too; they become tokens there."""
    text = '---\ntitle: "{{COMPANY_NAME}} handbook"\ndescription: for {{ TEAM }}\n---\n\n{{ X }}\n'
    assert page(text) == DocsPage(
        "docs/page.md",
        (FactUse("COMPANY_NAME", 2), FactUse("TEAM", 3), FactUse("X", 6)),
        (),
        anchors=frozenset(),
    )
    assert tokens_in_front_matter("for {{ TEAM }}") == f"for {token('TEAM')}"
    assert tokens_in_front_matter("for {{ team }}") == "for {{ team }}"


def test_front_matter_that_begins_with_a_fact() -> None:
    """YAML takes such a value for a mapping, so it needs quotes."""
    message = 'docs/page.md:2: not valid YAML: text that begins with "{" or "[" must be in quotes'
    assert told("---\ntitle: {{COMPANY_NAME}} handbook\n---\n") == [message]
    assert told("---\ntitle: {{COMPANY_NAME}}\n---\n") == [message]


def test_front_matter_is_read_as_every_other_yaml() -> None:
    """A key given twice, a line a space off and a date that is none have their lines."""
    assert told("---\ntitle: a\n\ntitle: b\n---\n") == [
        'docs/page.md:4: the key "title" is given twice; keep one'
    ]
    assert told("---\nsearch:\n  boost: 2\n   exclude: true\n---\n") == [
        (
            "docs/page.md:4: not valid YAML: this line is indented by 3 where those above it are by 2; "
            "if it is more of the text above, put all of that text in quotes"
        )
    ]
    assert told("---\ntitle: a\nwhen: 2026-13-01\n---\n") == [
        "docs/page.md:3: when: month must be in 1..12; put text in quotes"
    ]
    assert told("---\ntitle: a\n\n# Page\n") == [
        "docs/page.md:1: the front matter is never closed; end it with a line `---`"
    ]


@pytest.mark.parametrize("line", ['"X": Acme', "X : Acme", "'X': 1"])
def test_a_key_that_would_hide_a_fact(line: str) -> None:
    """However it is written, a page's own value would win over the company's."""
    assert told(f"---\ntitle: a\n{line}\n---\n") == [
        "docs/page.md:3: X is a fact; give it in the company's file, not in a page's front matter"
    ]


def test_text_that_looks_like_a_key() -> None:
    """Inside a value nothing is a key; text that MkDocs would take for front matter is told."""
    assert told("---\ndescription: >\n  NOTE: this\nmeta:\n  X: 1\n---\n") == []
    assert told("# Page\nX: Acme\n") == told("\nNote: read this\n") == []
    assert told("Note: read this first.\n\n# Page\n") == [
        (
            "docs/page.md:1: warning: MkDocs reads a page's first line as front matter where it begins with a "
            "word and a colon, and does not show it; leave a blank line above it"
        )
    ]


@pytest.mark.parametrize(
    "text", ["{#- {{ nothing -#}\n", "{#{% if %}#}\n", "{% trans %}Next{% endtrans %}\n"]
)
def test_templates_are_read_as_they_are_used(text: str) -> None:
    """A comment of the theme needs no space, and words may be marked for translation."""
    assert read_template(text, "overrides/partials/footer.html").problems == ()
    assert read_template("{% if %}\n", "overrides/partials/footer.html").problems


@pytest.mark.parametrize("key", ["render_macros", "ignore_macros"])
def test_a_page_that_would_show_facts_as_they_stand(key: str) -> None:
    """What keeps mkdocs-macros from a page is told at its line."""
    found = read_docs_page(f"---\ntitle: X\n{key}: false\n---\n# X\n\n{{{{ TEAM }}}}\n", "docs/x.md").problems
    assert [(problem.line, problem.message.partition(":")[0]) for problem in found] == [(3, key)]


@pytest.mark.parametrize(("text", "what"), [("{{ x | shout }}", "filter"), ("{{ x is shout }}", "test")])
def test_a_filter_that_is_not_there(text: str, what: str) -> None:
    """A misspelt filter is told at its line, like any other template that cannot be read."""
    (found,) = told(f"Text\n\n{text}\n")
    assert found.startswith(f"docs/page.md:3: No {what} named 'shout'.; wrap code")


@pytest.mark.parametrize("text", ["{{" * 5000, "{{ " + "[" * 5000 + "]" * 5000 + " }}", "{% if a %}" * 5000])
def test_what_lies_too_deep(text: str) -> None:
    """A page that cannot be read for its depth is told, however its braces stand."""
    (found,) = read_docs_page(f"# P\n\n{text}\n", "docs/p.md").problems[:1]
    assert found.path == "docs/p.md"
