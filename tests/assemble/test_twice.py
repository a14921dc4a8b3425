"""What a spec gives twice."""

import pytest

from rolebook.assemble.twice import twice_problems
from tests.conftest import role


def _told(text: str) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in twice_problems([role("x/r", text)])]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "## Tools\n- A: B\n## Notes\nx\n## 🔧 tools:\n- C: D\n",
            6,
            'the section "🔧 tools" stands in line 2',
        ),
        (
            "## Key Responsibilities\n- A\n## Core Responsibilities\n- B\n",
            4,
            'the section "Core Responsibilities" stands in line 2',
        ),
        ("## Tools\n- A\n## Über uns\nx\n## ÜBER UNS\ny\n", 6, 'the section "ÜBER UNS" stands in line 4'),
        ("## Identity\n- **Title**: A\n- **Title**: B\n", 4, 'the line "Title" stands in line 3'),
        (
            "## Workflows\n### Go live\n1. A\n### go live\n1. B\n",
            5,
            'the workflow "go live" stands in line 3',
        ),
        (
            "## Ladder\n| Skill | Junior | Senior |\n|-|-|-|\n| C++ | a | b |\n| C | a | c |\n| c++ | d | e |\n",
            7,
            'the competency "c++" stands in line 5',
        ),
    ],
)
def test_given_twice(text: str, line: int, said: str) -> None:
    """A name that stands twice is told at the later place, with the line of the first."""
    assert _told(f"# R\n{text}") == [f"{line}: {said} already; make one of the two, or name them apart"]


@pytest.mark.parametrize(
    "text",
    [
        "## Tools\n- A: B\n## Technologies\n- C: D\n",
        "## Metrics\n- A\n## KPIs\n- B\n## Tools (daily)\n- C\n## Tools (weekly)\n- D\n",
        "## Tools\n### Core\n- A\n## Metrics\n### Core\n- B\n",
        "## Identity\n- **Manager**: A\n- **Reports To**: B\n",
        "## Ladder\n### Craft\n| Skill | Junior | Senior |\n|-|-|-|\n| Go | a | b |\n### People\n| Skill | Junior | Senior |\n|-|-|-|\n| Go | c | d |\n",
    ],
)
def test_names_that_differ(text: str) -> None:
    """Sections of one kind by different names, and names that repeat in different places, are meant."""
    assert _told(f"# R\n{text}") == []
