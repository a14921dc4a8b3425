"""Odd specs, as word processors, other keyboards and slips make them: nothing is cut in silence."""

import pytest

from rolebook.model.role import ToolCategory
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import Parsed, parse_role

KINDS = kinds_by_name()
LINES = ["# T", "", "## Identity", "- **Title**: Tester", "", "## Tools", "- Boards: Jira, Trello", ""]


def parsed(text: str) -> Parsed:
    """Return what comes of a spec."""
    return parse_role(text, "roles/x/y.md", KINDS)


def tools(text: str) -> list[tuple[str, list[str]]]:
    """Return the categories of a spec's tools, and their tools."""
    role = parsed(text).role
    assert role
    found = [part for section in role.sections for part in section.parts if isinstance(part, ToolCategory)]
    return [(category.name, [tool.name for tool in category.tools]) for category in found]


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(LINES),
        "\r".join(LINES),
        "\ufeff" + "\n".join(LINES),
        "\n".join(LINES).replace(" ", "\u00a0"),
        "\n".join(LINES).replace("## ", "## \u200f"),
        "\n".join(LINES).replace("## Tools", "Tools\n-----"),
        "\n".join(LINES).replace("- ", "•\t"),
        "\n".join(LINES).replace(": ", "：").replace(", ", "、"),
        "\n".join(LINES).replace(", ", "، "),
        "\n".join(LINES).replace("Boards:", "Boards :"),
    ],
    ids=[
        "windows",
        "old-mac",
        "bom",
        "no-break",
        "rtl",
        "setext",
        "typed-bullets",
        "cjk",
        "arabic",
        "french",
    ],
)
def test_other_keyboards_say_the_same(text: str) -> None:
    """Line ends, spaces, bullets and punctuation of other systems and languages are read as what they are."""
    assert tools(text) == [("Boards", ["Jira", "Trello"])]


def test_the_end_of_an_entity_ends_no_entry() -> None:
    """`R&amp;D` is one word, though a semicolon parts entries."""
    assert tools("## Goals\n\n## Tools\n- R&amp;D: caf&eacute; suite; Jira\n") == [
        ("R&amp;D", ["caf&eacute; suite", "Jira"])
    ]


@pytest.mark.parametrize(
    ("opened", "line", "word"),
    [
        ("<!-- a remark\n\n## Tools\n- gone\n", 5, "comment"),
        ("```\ncode\n\n## Tools\n- gone\n", 5, "code"),
        ("- a\n\n~~~~ yaml\n~~~\n## Tools\n", 7, "code"),
        ("```", 5, "code"),
    ],
)
def test_what_is_never_closed_is_told_where_it_opens(opened: str, line: int, word: str) -> None:
    """It swallows all that follows, which no author means."""
    (problem,) = parsed("## Goals\n- x\n\n\n" + opened).problems
    assert str(problem).startswith(f"roles/x/y.md:{line}: warning: this {word} is never closed")


@pytest.mark.parametrize(
    "closed",
    [
        "<!-- a\n\nb -->\n",
        "<!-- a -->\n<!-- b -->",
        "```\na\n```",
        "~~~\na\n~~~~~\n\n",
        "- x\n\n  ```\n  a\n  ```\n",
        "text\n\n    ```\n    code that shows a fence",
        "> ```\n> quoted\n> ```",
        "1. ```\n   x\n   ```",
        "<div>\n<!-- a -->\n</div>",
    ],
)
def test_what_is_closed_needs_no_word(closed: str) -> None:
    """Nor does code that shows a fence."""
    assert parsed("## Goals\n- x\n\n" + closed).problems == ()
