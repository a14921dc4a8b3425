"""Every generated page of a handbook: its address, its title, and the one macro call it consists of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role, Text
from rolebook.parse.plain import plain
from rolebook.render.links import checklist_page, ladder_page, role_page, workflow_page

_ROLE_BOOST, _PART_BOOST, _INDEX_BOOST = 4, 1.5, 0.3
"""Weights in search: a role before its parts, its parts before the listings that name it."""

INDEXES = MappingProxyType(
    {
        "roles": "Roles",
        "ladders": "Career ladders",
        "workflows": "Workflows",
        "checklists": "Checklists",
        "references": "References",
        "competencies": "Competencies",
        "tools": "Tools",
        "metrics": "Metrics",
        "organization": "Organization",
    }
)
"""The index pages by folder, and their English titles."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page that no file in `docs/` stands for.

    `source` is its path as if it lay in `docs/`, `spec` the role spec it came from, if one.
    """

    source: str
    kind: str
    title: Text
    markdown: str
    boost: float
    role: Role | None = None
    meta: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def spec(self) -> str:
        """Return the path of the spec that "edit this page" opens, relative to the folder."""
        return self.role.path if self.role else ""


def generated_pages(handbook: Handbook) -> Iterator[GeneratedPage]:
    """Yield the pages of a handbook: the indexes, then each role's own."""
    for name, title in INDEXES.items():
        yield GeneratedPage(f"{name}/index.md", name, title, _call("index_page", name), _INDEX_BOOST)
    for role in handbook.roles:
        yield from _pages_of_role(role)


def _pages_of_role(role: Role) -> Iterator[GeneratedPage]:
    title = plain(role.title)
    yield GeneratedPage(role_page(role.id), "role", title, _call("role_page", role.id), _ROLE_BOOST, role)
    yield GeneratedPage(ladder_page(role.id), "ladder", title, _call("ladder_page", role.id), _PART_BOOST, role)
    yield GeneratedPage(
        checklist_page(role.id), "checklist", title, _call("checklist_page", role.id), _PART_BOOST, role
    )
    for workflow in role.workflows:
        call = _call("workflow_page", role.id, workflow.id)
        source = workflow_page(role.id, workflow.id)
        yield GeneratedPage(source, "workflow", plain(workflow.name), call, _PART_BOOST, role)


def _call(macro: str, *arguments: str) -> str:
    """Return a macro call; Jinja reads Python's spelling of a string."""
    return f"{{{{ {macro}({', '.join(map(repr, arguments))}) }}}}"
