"""A handbook whose hand-written pages hold every building block: each on a page of its own, and all on one."""

from inspect import Parameter
from pathlib import Path

import pytest

from rolebook.macros import SIGNATURES
from tests.browser.conftest import build
from tests.conftest import made_once
from tests.site.conftest import REPOSITORY

ROLE, OTHER = "backend-lead", "engineering-manager"
_SPECS = (
    "engineering/backend-lead",
    "engineering/backend-engineer",
    "engineering/engineering-manager",
    "quality/qa-engineer",
    "quality/qa-lead",
)
_ARGUMENTS = {"role": ROLE, "workflow": "code-review-workflow", "kind": "ladder", "name": "tools"}
_FACTS = """\
name: Acme
facts: {COMPANY_NAME: Acme, PLATFORM_DESCRIPTION: the Acme shop, INCIDENT_URL: "https://acme.example/alarm"}
"""


def call_of(macro: str, role: str = ROLE) -> str:
    """Return a call of a macro on lines of its own."""
    given = {**_ARGUMENTS, "role": role}
    needed = [p.name for p in SIGNATURES[macro].parameters.values() if p.default is Parameter.empty]
    call = f"{{{{ {macro}({', '.join(repr(given[name]) for name in needed)}) }}}}"
    return f"{call}\n\n{{{{ departments(full=true) }}}}" if macro == "role_filter" else call


def blocks_site(factory: pytest.TempPathFactory) -> Path:
    """Return the site, built once for all tests."""

    def make(output: Path) -> None:
        build(output, {"companies/acme.yml": _FACTS, **_roles(), **_pages()})

    return made_once(factory, "blocks", make) / "site/acme"


def _roles() -> dict[str, str]:
    names = [f"roles/{name}.md" for name in _SPECS] + ["companies/facts.yml"]
    return {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in names}


def _pages() -> dict[str, str]:
    calls = {macro: call_of(macro) for macro in sorted(SIGNATURES)}
    alone = {f"docs/alone-{macro.replace('_', '-')}.md": _page(macro, call) for macro, call in calls.items()}
    sections = [f"## {macro}\n\n{call}\n" for macro, call in calls.items()]
    two = [f"## {role}\n\n{call_of(macro, role)}\n" for macro in _PAIRS for role in (ROLE, OTHER, ROLE)]
    return {
        **alone,
        "docs/all.md": "# Everything\n\n" + "\n".join([*sections, "## Once more\n", *calls.values()]),
        "docs/two.md": "# Side by side\n\n" + "\n".join(two),
        "docs/inside.md": _INSIDE,
        "docs/narrow.md": _NARROW,
        f"docs/ladders/{OTHER}.md": f"# Our managers\n\nRead this first.\n\n{call_of('career_ladder', OTHER)}\n",
    }


def _page(macro: str, call: str) -> str:
    return f"# A page with {macro}\n\nWords before.\n\n{call}\n\n## Afterwards\n\nWords after.\n"


_PAIRS = ("career_ladder", "matrix", "checklist", "compare", "org_chart")

_INSIDE = f"""\
# Blocks inside

=== "Ladder"

    {call_of("career_ladder")}

=== "Checklist"

    {call_of("checklist")}

!!! note "A note"

    {call_of("tools")}

- In a list:

    {call_of("metrics")}

    {call_of("workflow_page")}

- {call_of("learning")}

| Who | What |
|---|---|
| They | {call_of("objectives")} |

<details markdown>
<summary>More</summary>
{call_of("responsibilities")}
</details>

A sentence on {call_of("role_link")}, then {call_of("ways_in")} and words after it.
"""

_COLUMNS = "\n\n".join(
    f"<div markdown>\n\n{call_of(macro)}\n\n</div>"
    for macro in ("career_ladder", "tools", "checklist", "role_filter", "workflow_page")
)
_NARROW = f"""\
# Narrow places

!!! note inline "A note at the side"

    {call_of("tools")}

    {call_of("workflow_page")}

Words beside it.

<div style="clear: both"></div>

!!! note inline end "A note at the other side"

    {call_of("career_ladder")}

Words beside it.

<div class="grid" style="clear: both" markdown>

{_COLUMNS}

</div>

| Who | Ways | What |
|---|---|---|
| They | {call_of("career_paths")} | Words |
"""
