"""A handbook folder of any size: distinct roles, no two texts alike, and the edits that are measured."""

import random
import re
from pathlib import Path

_DEPARTMENT_SIZE = 25
_VERBS = [
    "Design",
    "Build",
    "Review",
    "Measure",
    "Plan",
    "Document",
    "Simplify",
    "Automate",
    "Explain",
    "Test",
    "Operate",
    "Improve",
]
_OBJECTS = [
    "services",
    "interfaces",
    "schemas",
    "queues",
    "caches",
    "pipelines",
    "dashboards",
    "releases",
    "migrations",
    "alerts",
    "budgets",
    "experiments",
    "prototypes",
    "interviews",
    "surveys",
    "contracts",
    "backlogs",
    "audits",
    "reports",
    "playbooks",
]
_QUALIFIERS = [
    "across teams",
    "for every customer",
    "before each release",
    "with clear ownership",
    "under real load",
    "within a quarter",
    "from first idea to operation",
    "in plain language",
    "with measured results",
    "at low cost",
]
_TOOLS = [
    f"{name} {number}" for name in ("Atlas", "Beacon", "Cobalt", "Delta", "Ember") for number in range(40)
]
_LEVELS = ("Level 1 (Novice)", "Level 2 (Competent)", "Level 3 (Expert)", "Level 4 (Master)")
_COMPANY = """\
name: Benchmark & Co
facts:
  COMPANY_NAME: Benchmark & Co
  PLATFORM_DESCRIPTION: the Benchmark platform
site:
  url: https://handbook.benchmark.example/
"""
_ONE_OF_MANY = """\
name: Company {number} & Co
facts:
  COMPANY_NAME: Company {number} & Co
  PLATFORM_DESCRIPTION: the {word} platform
site:
  url: https://handbook-{number}.example/
"""
_DUTY = re.compile(r"^   - .*$", re.MULTILINE)


def write_handbook(folder: Path, roles: int, in_department: int = _DEPARTMENT_SIZE) -> None:
    """Write `roles/` and `companies/` below the folder; the same numbers give the same bytes."""
    (folder / "companies").mkdir(parents=True)
    (folder / "companies" / "benchmark.yml").write_text(_COMPANY, encoding="utf-8")
    for number in range(roles):
        department = folder / "roles" / f"department-{number // in_department:02}"
        department.mkdir(parents=True, exist_ok=True)
        spec = _spec(number, number // in_department)
        (department / f"role-{number:04}.md").write_text(spec, encoding="utf-8")


def write_companies(folder: Path, companies: int) -> None:
    """Write companies that differ in their facts, in the place of the one."""
    (folder / "companies" / "benchmark.yml").unlink()
    for number in range(companies):
        change_fact(folder, number, "great")


def change_fact(folder: Path, number: int, word: str) -> None:
    """Write the file of a company, which has a fact with this word."""
    file = folder / "companies" / f"company-{number:04}.yml"
    file.write_text(_ONE_OF_MANY.format(number=number, word=word), encoding="utf-8")


def change_duty(folder: Path, words: str) -> None:
    """Write other words for one duty of one role in the middle of the handbook."""
    specs = sorted((folder / "roles").rglob("*.md"))
    spec = specs[len(specs) // 2]
    text, changed = _DUTY.subn(f"   - {words}", spec.read_text(encoding="utf-8"), count=1)
    if not changed:
        raise ValueError(f"{spec} has no duty")
    spec.write_text(text, encoding="utf-8")


def _spec(number: int, department: int) -> str:
    # Chosen for text, not for secrets.
    chosen = random.Random(number)  # noqa: S311

    def phrase() -> str:
        return f"{chosen.choice(_VERBS)} {chosen.choice(_OBJECTS)} {chosen.choice(_QUALIFIERS)}"

    def expectations() -> str:
        return " | ".join(phrase() for _ in _LEVELS)

    def listed(count: int, indent: str = "") -> str:
        return "\n".join(f"{indent}- {phrase()}" for _ in range(count))

    manager = f"Role {number // 8 * 8:04}" if number % 8 else f"Role {number // 64 * 64:04}"
    areas = "\n\n".join(f"{i}. **{phrase()}**\n{listed(4, '   ')}" for i in range(1, 5))
    workflows = "\n\n".join(
        f"### {phrase()} Workflow\n" + "\n".join(f"{step}. {phrase()}" for step in range(1, 7))
        for _ in range(3)
    )
    tools = "\n".join(f"- **Category {c}**: {', '.join(chosen.sample(_TOOLS, 5))}" for c in range(1, 7))
    rows = "\n".join(
        f"| {chosen.choice(_VERBS)} {chosen.choice(_OBJECTS)} {row} | {expectations()} |"
        for row in range(1, 6)
    )
    works = "\n".join(
        f"- [Work {n} on {phrase()}](https://works.example/{n})" for n in chosen.sample(range(900), 4)
    )
    return f"""\
# Role {number:04} Agent

## Identity
- **Title**: Role {number:04}
- **Company**: {{{{COMPANY_NAME}}}}
- **Platform**: {{{{PLATFORM_DESCRIPTION}}}}
- **Department**: Department {department:02}
- **Reports To**: {manager}

## Objectives
{listed(5)}

## Core Responsibilities
{areas}

## Workflows

{workflows}

## Tools & Technologies
{tools}

## Success Metrics & KPIs
{listed(7)}

## Evaluation Matrix

| Competency | {" | ".join(_LEVELS)} |
|---|{"---|" * len(_LEVELS)}
{rows}

## GOLD_STANDARD References
{works}

## Self-Assessment Checklist
{listed(8).replace("- ", "- [ ] ")}

## Continuous Learning
{listed(6)}
"""
