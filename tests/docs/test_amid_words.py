"""Where macros stand on a page, before it is built."""

import pytest

from rolebook.docs.page import read_docs_page


def found(text: str) -> list[tuple[str, int, str]]:
    """Return the calls that stand amid words: the macro, its line, and what it stands in."""
    return [(call.macro, call.line, what) for call, what in read_docs_page(text, "docs/page.md").amid_words]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# A\n\n## See {{ org_chart() }}\n", ("org_chart", 3, "a heading")),
        ("```\nx\n{{ checklist('a') }}\n```\n", ("checklist", 3, "code")),
        ("---\ntitle: x\n---\nSee `{{ matrix('a') }}`\n", ("matrix", 4, "code")),
    ],
)
def test_words_only(text: str, what: tuple[str, int, str]) -> None:
    """A heading and code hold no block."""
    assert found(text) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "{{ org_chart() }}\n",
        '=== "Tab"\n\n    {{ org_chart() }}\n',
        "- {{ org_chart() }}\n",
        "{{ org_chart() }}\n---\n",
        "Use `org_chart()`:\n{{ tools('a') }}\n",
        "```\n{% raw %}{{ org_chart() }}{% endraw %}\n```\n",
    ],
)
def test_blocks(text: str) -> None:
    """A line of its own, in a tab or a list too, and code that is only shown, are fine."""
    assert found(text) == []
