"""What holds for every text, and for every spec put together from parts."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.model.role import Role
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.reading.blocks import blocks
from rolebook.reading.shapes import sources

KINDS = kinds_by_name()
ROLES = sorted((Path(__file__).parents[2] / "roles").rglob("*.md"))

MARKUP = st.sampled_from(
    [
        "# ",
        "## Workflows\n",
        "## Evaluation Matrix\n",
        "## KPIs\n",
        "## References\n",
        "## Identity\n",
        "- ",
        "1. ",
        "  - ",
        "\t* ",
        "**",
        "`",
        "```\n",
        "|",
        "|--|--|\n",
        "| a | b | c |\n",
        "[x]",
        "[x]: y\n",
        "](",
        "[ ] ",
        ":",
        "---\n",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "<div>",
        "{{X}}",
        "\\",
        "{#id}",
        "Reports to",
        "\xa0",
        "\ufeff",
        "=\n",
    ]
)
ANY_SPEC = st.lists(MARKUP | st.text(max_size=8), max_size=40).map("".join)


@given(st.text() | ANY_SPEC)
@settings(max_examples=400, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    """Any text becomes a role or a problem, never an exception; lines lie within the file."""
    parsed = parse_role("## Objectives\n" + text, "roles/x/y.md", KINDS)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert parsed.role or parsed.problems
    assert all(0 <= problem.line <= last for problem in parsed.problems)
    if parsed.role:
        assert all(1 <= part.line <= last for section in parsed.role.sections for part in section.parts)


WORDS = st.lists(st.text("abcdefghij", min_size=2, max_size=8), min_size=1, max_size=4).map(" ".join)
NAMES = st.lists(WORDS, min_size=1, max_size=4)
TREE = st.lists(st.tuples(WORDS, NAMES), min_size=1, max_size=4)


@dataclass(frozen=True)
class Style:
    """How an author writes lists."""

    bullet: str
    indent: str
    number: str
    gap: str
    newline: str

    def nested(self, tree: list[tuple[str, list[str]]]) -> Iterator[str]:
        """Yield the lines of numbered bold items with bullets below."""
        for number, (name, children) in enumerate(tree, 1):
            yield f"{number}{self.number} **{name}**"
            yield from (f"{self.indent}{self.bullet} {child}" for child in children)
            yield from [""] * len(self.gap)


STYLES = st.builds(
    Style,
    bullet=st.sampled_from("-*+"),
    indent=st.sampled_from(["  ", "   ", "    ", "\t"]),
    number=st.sampled_from([".", ")"]),
    gap=st.sampled_from(["", "\n"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)


@given(STYLES, TREE, TREE, NAMES, st.lists(st.lists(WORDS, min_size=3, max_size=11), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_spec_comes_back_as_it_was_put_together(
    style: Style,
    areas: list[tuple[str, list[str]]],
    workflows: list[tuple[str, list[str]]],
    metrics: list[str],
    rows: list[list[str]],
) -> None:
    """Areas, duties, workflows, steps, metrics, competencies and levels are those written, in any style."""
    width = min(map(len, rows))
    table = [f"| {' | '.join(row[:width])} |" for row in rows]
    lines = ["# Engineer", "## Core Responsibilities", *style.nested(areas), "## Workflows"]
    for name, steps in workflows:
        lines += [f"### {name}", *(f"{n}{style.number} {step}" for n, step in enumerate(steps, 1))]
    lines += ["## KPIs", *(f"{style.bullet} {metric}" for metric in metrics), "## Evaluation Matrix"]
    lines += [f"| Competency | {' | '.join(f'L{n}' for n in range(1, width))} |", "|--" * width + "|", *table]
    parsed = parse_role(style.newline.join(lines), "roles/x/y.md", KINDS)
    role = parsed.role
    assert role
    assert parsed.problems == ()
    assert [(area.name, [duty.text for duty in area.duties]) for area in role.areas] == areas
    assert [(flow.name, [step.text for step in flow.steps]) for flow in role.workflows] == workflows
    assert [metric.name for metric in role.metrics] == metrics
    assert len(role.matrices[0].levels) == width - 1
    assert [[row.name, *row.expectations] for row in role.matrices[0].competencies] == [
        row[:width] for row in rows
    ]


def texts(value: object) -> Iterator[str]:
    """Yield every text in the model, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words(text: str) -> set[str]:
    """Return the words of a text, whatever marks stand between them."""
    return set("".join(c if c.isalnum() else " " for c in text).split())


def role_of(text: str) -> Role:
    """Return the role of a spec."""
    role = parse_role(text, "roles/x/y.md", KINDS).role
    assert role
    return role


@pytest.mark.parametrize("path", ROLES, ids=lambda path: path.stem)
def test_no_word_of_our_own_specs_is_lost(path: Path) -> None:
    """Every word below the front matter is somewhere in the model."""
    text = path.read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1] if text.startswith("---") else text
    dropped = {"Agent", "Competency", "x", "1", "2", "3", "4", "5", "6", "7", "8", "9"}
    assert words(body) - words(" ".join(texts(role_of(text)))) <= dropped


LINES = st.lists(
    st.tuples(
        st.sampled_from(
            ["- ", "  - ", "    - ", "1. ", "   1. ", "", "> ", "### ", "**", "- [ ] ", "- **", "- > "]
        ),
        WORDS,
        st.sampled_from(
            ["", ":", "**", "**:", ", ", "\n", "\n\n```\n\tcode\n```", " ([link](https://x.example))"]
        ),
    ).map("".join),
    min_size=1,
    max_size=12,
).map("\n".join)
SECTIONS = [
    "Objectives",
    "Responsibilities",
    "Workflows",
    "Tools",
    "KPIs",
    "References",
    "Checklist",
    "Learning",
    "Notes",
]


@given(st.sampled_from([*SECTIONS, "Identity", "Evaluation Matrix"]), LINES)
@settings(max_examples=400, deadline=None)
def test_no_word_of_any_section_is_lost(section: str, body: str) -> None:
    """However odd the lists, lines, quotes and code of a section: what was written is in the model."""
    role = role_of(f"# Engineer\n## Goals\n## {section}\n{body}\n")
    assert words(body) - words(" ".join(texts(role))) <= {"link", "1"}


CODE = st.lists(
    st.text("ab \t{}[]#$|*-_\\<>&`", max_size=12).filter(lambda line: "```" not in line), max_size=6
)


@given(CODE, st.sampled_from(["", "- item\n\n", "## Notes\n"]), st.sampled_from(["yaml", "", "{{< x >}}"]))
@settings(deadline=None)
def test_code_between_fences_is_unchanged(code: list[str], before: str, language: str) -> None:
    """A code block comes through character by character, tabs, trailing spaces and all."""
    block = "\n".join([f"```{language}", *code, "```"])
    role = role_of(f"## Objectives\n{before}{block}\n\n[a]: https://x.example\n")
    assert block in "\n".join(texts(role))


@given(LINES)
@settings(deadline=None)
def test_blocks_written_anew_keep_their_words(text: str) -> None:
    """Markdown written from the blocks of a text has its words, and keeps them when it is read again."""
    once = sources(blocks(text))
    assert words(text) - words(once) <= {"1"}
    assert words(sources(blocks(once))) >= words(text) - {"1"}
