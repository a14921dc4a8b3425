"""A handbook folder of any size: distinct roles in departments of twenty-five, no two texts alike."""

import random
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


def write_handbook(folder: Path, roles: int) -> None:
    """Write `roles/` and `companies/` below the folder; the same number gives the same bytes."""
    (folder / "companies").mkdir(parents=True)
    (folder / "companies" / "benchmark.yml").write_text(_COMPANY, encoding="utf-8")
    for number in range(roles):
        department = folder / "roles" / f"department-{number // _DEPARTMENT_SIZE:02}"
        department.mkdir(parents=True, exist_ok=True)
        (department / f"role-{number:04}.md").write_text(_spec(number), encoding="utf-8")


def _spec(number: int) -> str:
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
- **Department**: Department {number // _DEPARTMENT_SIZE:02}
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
