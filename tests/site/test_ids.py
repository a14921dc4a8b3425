"""Ids: whatever names people choose, no two things on a page have the same."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.site.conftest import Build

_SPEC = """\
# Objectives
## Identity
- **Title**: Career paths
## Objectives
- One
## Workflows
### Who
1. Ask
### Workflow
1. Answer
## Tools
- Letter A, Öl, Ohm, Order, 1984, “Quoted”, Index
## Evaluation Matrix
| Competency | Lead | Level by level |
|---|---|---|
| Lead | a | b |
| Career ladder | c | d |
| Level by level | e | f |
| lead | g | h |
## References
- [Öl](https://a.example)
- [Ohm](https://b.example)
- [Order](https://c.example)
- [“Quoted”](https://d.example)
- [1984](https://e.example)
- [References](https://f.example)
## Checklist
- [ ] Checklist
"""


def duplicates(site: Path) -> Mapping[str, list[str]]:
    """Return the ids that stand more than once on a page, by page."""
    found = {}
    for page in site.rglob("*.html"):
        ids = Counter(re.findall(r'\bid="([^"]*)"', page.read_text(encoding="utf-8")))
        twice = [name for name, count in ids.items() if count > 1]
        if twice:
            found[page.relative_to(site).as_posix()] = twice
    return found


def test_names_that_are_those_of_the_handbook(build: Build) -> None:
    """Competencies, workflows, tools and roles called like parts of a page leave its ids unique."""
    roles = {"roles/R&D/objectives.md": _SPEC, "roles/RD/tools.md": "# Tools\n## Objectives\n- Two\n"}
    assert duplicates(build(roles)) == {}
