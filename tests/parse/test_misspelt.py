"""Headings and labels that are slips of known ones are told; words of their own are not."""

import pytest

from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role

OTHER_HEADINGS = [
    "Slack",
    "Leading",
    "Evolution",
    "Evacuation",
    "Roles",
    "Process",
    "Positions",
    "About us",
    "The team",
    "Benefits",
    "Stock",
    "Leaders",
    "Working hours",
    "Requirements",
    "Qualifications",
    "Certifications",
    "Interview process",
    "First 90 days",
    "Stakeholders",
    "Escalation path",
    "On call",
    "Decision rights",
    "Ways of working",
    "Glossary",
    "Overview",
    "Anti-patterns",
    "Safety",
    "Locations",
    "Direct reports",
    "Inspection",
    "Promotion criteria",
    "Reviews",
    "Trainings offered",
    "Communities",
    "Matrices",
    "Traffic",
    "Public",
    "Functions",
    "Projects",
    "Accounting",
    "Competition",
    "Technicians",
    "Techniques",
    "Standards",
    "Output format",
    "Guardrails",
    "Reference architecture",
    "Metric definitions",
    "Learning budget",
    "Goal setting",
    "Skill gaps",
    "Stack ranking",
    "Checkpoints",
    "Identification",
    "Duty roster",
    "Task force",
    "Resource planning",
    "Literacy",
    "Readiness",
    "Verantwortung",
    "Aufgaben",
    "Ziele",
    "Kompetenzen",
    "Referenzen",
    "Ressourcen",
    "Checkliste",
    "Prozesse",
    "Technologien",
    "Verfahren",
    "Objectifs",
    "Responsabilités",
    "Compétences",
    "Références",
    "Procédures",
    "Formation",
    "Objetivos",
    "Referencias",
    "Competencias",
    "Procesos",
    "Responsabilità",
    "Competenties",
    "Referenties",
    "Resurser",
    "目的",
    "責任",
    "評価基準",
    "참고 자료",
    "Цели",
    "Обязанности",
]


def _told(text: str, **own: list[str]) -> list[str]:
    parsed = parse_role(f"# R\n## Objectives\n- Be useful\n{text}", "roles/x.md", kinds_by_name(own))
    return [f"{problem.line}: {problem.message}" for problem in parsed.problems]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Core Responsibilites", "Core responsibilities"),
        ("Your Responsabilities", "Responsibilities"),
        ("🎯 Resposibilties (daily)", "Responsibilities"),
        ("Idenity", "Identity"),
        ("Wrokflows", "Workflows"),
        ("Work flows", "Workflows"),
        ("Tools & Technolgies", "Tools and technologies"),
        ("Evaluation Matirx", "Evaluation matrix"),
        ("GOLD_STANDARD Refrences", "GOLD_STANDARD references"),
        ("Self-Assesment Checklist", "Self-assessment checklist"),
        ("Continous Learning", "Continuous learning"),
        ("Sucess Metrics & KPIs", "Success metrics and KPIs"),
    ],
)
def test_a_misspelt_section(heading: str, meant: str) -> None:
    """A letter left out, added or swapped in a section's name is told with the name."""
    said = f'4: "{heading}" is no section Rolebook knows; did you mean "{meant}"?'
    assert _told(f"## {heading}\nProse\n") == [said]


def test_a_folders_own_names() -> None:
    """Names that a folder adds, in any language, are known too."""
    own = {"responsibilities": ["Zuständigkeiten"], "metrics": ["Показатели"]}
    assert _told("## Zustandigkeiten\n- A\n## Показатли\n- B\n", **own) == [
        '4: "Zustandigkeiten" is no section Rolebook knows; did you mean "zuständigkeiten"?',
        '6: "Показатли" is no section Rolebook knows; did you mean "показатели"?',
    ]


@pytest.mark.parametrize("heading", OTHER_HEADINGS)
def test_other_headings(heading: str) -> None:
    """What is merely like a name is a section of the author's own, in whatever language."""
    assert _told(f"## {heading}\nProse\n") == []


def test_names_of_parts() -> None:
    """Workflows, areas and categories are called what their authors like; deeper sections are looked at."""
    assert _told("## Workflows\n### Evalution\n1. Ask\n") == []
    assert _told("## Details\nA\n### Core Responsibilites\n- B\n") == [
        '6: "Core Responsibilites" is no section Rolebook knows; did you mean "Core responsibilities"?'
    ]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Repots To", "Reports To"),
        ("Tilte", "Title"),
        ("Deparment", "Department"),
        ("line manger", "Line Manager"),
    ],
)
def test_a_misspelt_label(label: str, meant: str) -> None:
    """A label of the Identity that is nearly a known one is told at its line."""
    said = f'5: "{label}" is no label Rolebook knows; did you mean "{meant}"?'
    assert _told(f"## Identity\n- **{label}**: QA Lead\n") == [said]


@pytest.mark.parametrize(
    "label",
    ["Team", "Titel", "Grade", "Locations", "Plattform", "Standort", "Département", "Products", "部門"],
)
def test_other_labels(label: str) -> None:
    """Other labels are the author's own."""
    assert _told(f"## Identity\n- **{label}**: A\n") == []


def _said(text: str) -> list[str]:
    found = parse_role(text, "roles/x.md", kinds_by_name()).problems
    return [f"{problem.line}: {problem.message}" for problem in found]


def test_an_identity_of_another_name() -> None:
    """Whose title and manager stand below a heading that is not known, is told that they are not read."""
    lines = "- **Title**: Charge Nurse\n- Reports to: Ward Manager\n- Shift: nights\n"
    said = 'is no section Rolebook knows, so its Title, Reports to are not read; call it "Identity"'
    assert _said(f"# Nurse\n\n## The post\n{lines}\n## Duties\n- Care\n") == [f'3: "The post" {said}']
    assert _said(f"# Nurse\n\n## Identity\n{lines}\n## The post\n{lines}") == []
    assert _said("# Nurse\n\n## Duties\n- Care\n\n## Notes\n- Title: none\n- Next: none\n") == []
