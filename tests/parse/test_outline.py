"""How specs are cut into sections: input and outcome side by side in `outlines.yml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolebook.facts.slug import slugify
from rolebook.model.role import Section, SectionKind
from rolebook.parse.kinds import default_names, kind_of, kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.reading.plain import plain

CASES = yaml.safe_load((Path(__file__).parent / "outlines.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_outline(case: dict[str, Any]) -> None:
    """The title and the sections of a spec are those the case expects."""
    role = parse_role(case["input"], "roles/x/some-role.md", kinds_by_name()).role
    assert role
    assert role.title == case["title"]
    assert [shown(section) for section in role.sections] == case["sections"]


def shown(section: Section) -> str:
    """Return a section as `kind heading`, with its id where that is not the heading's slug."""
    own_id = f" #{section.id}" if section.id != slugify(plain(section.heading)) else ""
    return f"{section.kind} {section.heading}{own_id}"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Responsibilities", SectionKind.RESPONSIBILITIES),
        ("What you'll do", SectionKind.RESPONSIBILITIES),
        ("What you\u2019ll do:", SectionKind.RESPONSIBILITIES),
        ("In this role, you will", SectionKind.RESPONSIBILITIES),
        ("Your main duties and responsibilities", SectionKind.RESPONSIBILITIES),
        ("Competencies", SectionKind.MATRIX),
        ("Skills Matrix", SectionKind.MATRIX),
        ("KPIs", SectionKind.METRICS),
        ("Metrics", SectionKind.METRICS),
        ("Key Performance Indicators (KPIs)", SectionKind.METRICS),
        ("Resources", SectionKind.REFERENCES),
        ("Reading list", SectionKind.REFERENCES),
        ("Checklist", SectionKind.CHECKLIST),
        ("SELF ASSESSMENT", SectionKind.CHECKLIST),
        ("Reporting to the CTO", SectionKind.IDENTITY),
        ("Reports To", SectionKind.IDENTITY),
        ("Tools / Technologies", SectionKind.TOOLS),
        ("Our tech stack", SectionKind.TOOLS),
        ("The key workflows", SectionKind.WORKFLOWS),
        ("Learning & Development", SectionKind.LEARNING),
    ],
)
def test_a_section_goes_by_common_names(heading: str, kind: SectionKind) -> None:
    """Job descriptions and career ladders name the same thing in many ways."""
    assert kind_of(heading, kinds_by_name()) is kind


@pytest.mark.parametrize(
    "heading",
    [
        "About us",
        "Overview",
        "Your profile",
        "Requirements",
        "Qualifications",
        "Benefits",
        "Ways of working",
        "Development",
        "Metrics that matter to customers",
        "Reporting",
        "The role of tools",
        "",
        "🎉",
    ],
)
def test_other_headings_open_sections_of_their_own(heading: str) -> None:
    """What only resembles a name of ours is left to its author."""
    assert kind_of(heading, kinds_by_name()) is SectionKind.OTHER


def test_a_folder_declares_its_own_names() -> None:
    """Names of a folder's own are recognised like ours, and win over them."""
    kinds = kinds_by_name({"metrics": ["Signals", "Tools"], "other": ["Resources"]})
    found = [kind_of(heading, kinds) for heading in ("📶 Our signals:", "Tools", "Resources", "KPIs")]
    assert found == [SectionKind.METRICS, SectionKind.METRICS, SectionKind.OTHER, SectionKind.METRICS]


def test_every_kind_has_names_and_none_has_two_kinds() -> None:
    """The list of names covers all kinds and contradicts itself nowhere."""
    names = [name.casefold() for listed in default_names().values() for name in listed]
    assert set(default_names()) == {kind.value for kind in SectionKind} - {"other"}
    assert len(names) == len(set(names))
