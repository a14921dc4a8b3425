"""What templates ask of a handbook, by name."""

from collections.abc import Sequence

import pytest

from rolebook.assemble.handbook import assemble
from rolebook.facts.token import token
from rolebook.model.company import Company
from rolebook.model.handbook import ToolEntry
from rolebook.model.role import SectionKind
from rolebook.render.lookup import Lookup, by_letter
from rolebook.render.templates import host, runs
from tests.conftest import role, spec

BODY = """\
## Workflows
1. **Release**
   1. Build

## Tools
- **Languages**: C, C++, Git
- Docker

## Evaluation Matrix
| Skill | C | C++ | 🚀 |
|--|--|--|--|
| Design | a | b | c |
"""
ROLE = role("x/a", spec("A", body=BODY))
LOOKUP = Lookup.of(assemble([ROLE], Company("a", "companies/a.yml", "A")))


def letters(*names: str) -> Sequence[tuple[str, list[str]]]:
    """Return the letters of a list of tools."""
    entries = [ToolEntry(name, name, ()) for name in names]
    return [(letter, [entry.name for entry in found]) for letter, found in by_letter(entries)]


def test_levels() -> None:
    """A level's name is a token, which each company stamps; its id is unique and stays."""
    assert [LOOKUP.level(name) for name in ("C", "**C++**", "🚀")] == [token(f"level.{n}") for n in range(3)]
    assert [LOOKUP.level_id(name) for name in ("C", "C++", "🚀")] == ["c", "c-2", "level-3"]


def test_entries_of_the_indexes() -> None:
    """Each tool, competency and workflow of a role leads to its own entry."""
    tools = {tool.name: LOOKUP.tool_id(tool) for category in ROLE.tool_categories for tool in category.tools}
    assert tools == {"C": "c", "C++": "c-2", "Docker": "docker", "Git": "git"}
    assert LOOKUP.competency_id(ROLE.matrices[0].competencies[0]) == "design"
    assert [use.role.id for use in LOOKUP.workflow_entry(ROLE.workflows[0]).uses] == ["a"]


def test_sections() -> None:
    """A link into a role's page needs the id of its section; there may be none."""
    assert LOOKUP.section_id(ROLE, SectionKind.TOOLS) == "tools"
    assert LOOKUP.section_id(ROLE, SectionKind.METRICS) == ""


def test_runs() -> None:
    """Parts of one type are rendered by one template."""
    section = ROLE.in_section(SectionKind.TOOLS)[0]
    assert [(name, len(parts)) for name, parts in runs(section)] == [("toolcategory", 2)]


def test_by_letter() -> None:
    """Names stand under the letter they begin with, accents aside; each letter comes once."""
    assert letters("3D", "Ada", "ämel", "Zig", "«x»", "Éa", "データ") == [
        ("#", ["3D", "«x»"]),
        ("A", ["Ada", "ämel"]),
        ("Z", ["Zig"]),
        ("E", ["Éa"]),
        ("テ", ["データ"]),
    ]
    assert letters("ß", f"{token('X')} tool", "**Git**") == [
        ("#", [f"{token('X')} tool"]),
        ("S", ["ß"]),
        ("G", ["**Git**"]),
    ]
    assert letters() == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.x.example/a", "x.example"),
        ("https://me:secret@x.example", "x.example"),
        ("handbook:roles/x.md", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    """A reader is told where a link leads."""
    assert host(url) == expected
