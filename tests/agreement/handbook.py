"""A small handbook folder that has a little of everything, and both commands run on it."""

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from rolebook.model.problem import BuildError
from rolebook_build.content import content_of
from rolebook_build.workers import InlineExecutor
from rolebook_cli.main import cli
from tests.conftest import write_tree

_PICTURE = (
    b"""<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"""
)

_ONE = """\
---
summary: Finds what breaks
next_roles: [two]
---
# One Agent

## Identity

- **Title**: One
- **Reports To**: Two

## Objectives

- Find what breaks at {{COMPANY_NAME}}
- See [the other](two.md) and [the guide](../../docs/guide.md)

## Core Responsibilities

### Every day

1. **Quality**
   - Review each change
   - Measure ![what](picture.svg)

#### In short

Words, `code` and **more** of them.

## Workflows

### Ship it

1. Build it
2. Look at it

## Tools & Technologies

- **Tests**: pytest, tox

## Evaluation Matrix

| Competency | Junior | Senior |
|---|---|---|
| Craft | Writes tests | Designs tests |
| Advice | Asks for it | Gives it |

## GOLD_STANDARD References

- [A work](https://works.example/a%2Fb)
- [Another](https://works.example/caf%C3%A9)

## Self-Assessment Checklist

- [ ] I find what breaks
"""

_TWO = """\
# Two

## Identity

- **Title**: Two

## Objectives

- Lead {{TEAM}}

## Success Metrics & KPIs

- Defects found: fewer than one in a month

## Continuous Learning

- Read
"""

_THREE = """\
# Three

## Objectives

- Plan

## Evaluation Matrix

| Competency | Junior | Senior |
|---|---|---|
| Plans | Follows them | Makes them |
"""

_GUIDE = """\
---
title: The guide
---

# Guide of {{ company.name }}

Welcome to {{ COMPANY_NAME }}. See [one](roles/one.md#objectives), [them](roles/index.md), [notes](how/notes.md#more).

{{ career_ladder("one") }}

{% if "three" in roles %}
{{ checklist("three") }}
{% endif %}

{% if settings.remote %}
Work from anywhere, with {{ role_link("two") }}.
{% endif %}

## Places {#places}

- [Up](#places)
- ![A picture](picture.svg)

```yaml
key: {% raw %}{{ value }}{% endraw %}
```
"""

_NOTES = """\
# Notes

{{ workflow("one", "ship-it") }}

## More

| a | b |
|---|---|
| 1 | [guide](../guide.md#places) |

{{ tool_index() }}
"""

FOLDER: Mapping[str, str | bytes] = {
    "roles/quality/one.md": _ONE,
    "roles/quality/two.md": _TWO,
    "roles/plans/three.md": _THREE,
    "roles/quality/picture.svg": _PICTURE,
    "companies/facts.yml": "COMPANY_NAME: The name\nTEAM: {default: the team}\n",
    "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\nlevels: {Junior: Starter}\nsite:\n  url: https://acme.example/\n",
    "companies/globex.yml": (
        "name: Globex\nfacts:\n  COMPANY_NAME: Globex\nroles:\n  exclude: [three]\nsite: {language: de}\n"
        "settings: {remote: true}\n"
    ),
    "docs/guide.md": _GUIDE,
    "docs/how/notes.md": _NOTES,
    "docs/picture.svg": _PICTURE,
}
"""A handbook folder without any problem."""

_ERROR = re.compile(r"^(?P<path>[\w./ ()-]+\.\w+)(?::(?P<line>\d+))?: (?!warning: |notice: )", re.MULTILINE)


@dataclass(frozen=True)
class Told:
    """How a command ended, and where it found what is wrong: paths, and lines from 1 (0: none is named)."""

    code: int
    places: frozenset[tuple[str, int]]
    said: str


def run(root: Path, *arguments: str) -> Told:
    """Run the command in this process, with all work done in it."""
    content_of.cache_clear()
    said = io.StringIO()
    places = ("rolebook_build.run.workers", "rolebook_build.workers.workers")
    here, there = (patch(place, lambda *_: nullcontext(InlineExecutor())) for place in places)
    with here, there, redirect_stderr(said), redirect_stdout(said):
        code = _ended(["-C", str(root), *arguments], said)
    found = _ERROR.finditer(said.getvalue())
    return Told(code, frozenset((m["path"], int(m["line"] or 0)) for m in found), said.getvalue())


def _ended(arguments: Sequence[str], said: io.StringIO) -> int:
    try:
        cli(list(arguments), prog_name="rolebook")
    except SystemExit as end:
        return int(end.code or 0)
    except BuildError as error:
        said.write(str(error))
    return 1


def agreed(root: Path, files: Mapping[str, str | bytes]) -> Told:
    """Write a handbook folder, check and build it, assert that the two agree, and return what check says."""
    write_tree(root, files)
    check, build = run(root, "check"), run(root, "build", "--output", str(root / "built"))
    said = f"{check.said}\n---\n{build.said}"
    assert bool(check.code) == bool(build.code), (
        f"check ended with {check.code}, build with {build.code}:\n{said}"
    )
    untold = sorted(build.places - check.places)
    assert not untold, f"only build says {untold}:\n{said}"
    return check
