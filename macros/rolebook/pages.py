"""Every generated page of a handbook: its address, its title, and the one macro call it consists of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role, Text
from rolebook.presentation.source_paths import checklist_page, ladder_page, role_page, workflow_page
from rolebook.reading.plain import plain

_ROLE_BOOST, _PART_BOOST, _INDEX_BOOST = 2, 1, 1
"""Weights in search: a role before its parts and before the listings that name it."""

INDEXES = MappingProxyType(
    {
        "roles": ("Roles", "Every role by department, with what it is for."),
        "ladders": ("Career ladders", "What each level of a role is expected to do, and what changes next."),
        "workflows": ("Workflows", "How the work is done, step by step."),
        "checklists": ("Checklists", "Statements to answer with yes or no, role by role."),
        "references": ("References", "The works that the roles lean on, and who cites them."),
        "competencies": ("Competencies", "What people are good at here, and which roles expect it."),
        "tools": ("Tools", "What the work is done with, and who uses it."),
        "metrics": ("Metrics", "How success is measured, and for whom."),
        "organization": ("Organization", "Who reports to whom, and where each role leads."),
        "compare": ("Compare", "Two roles, or one role at two levels, side by side."),
        "assessment": ("Self-assessment", "Where you stand and what comes next. It stays in this browser."),
    }
)
"""The index pages by folder: English title and lead."""

_PARTS = MappingProxyType({"ladder": "Career ladder", "checklist": "Checklist"})
"""The pages that are called after their role and what they show of it."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page that no file in `docs/` stands for.

    `source` is its path as if it lay in `docs/`, `given` what its macro call names, `boost` its
    weight in search. Pages of one kind have the same Markdown, which so is compiled once.
    """

    source: str
    kind: str
    title: Text
    markdown: str
    boost: float
    given: Mapping[str, str]
    role: Role | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether this is the ladder or checklist of a role that has none."""
        if not self.role:
            return False
        shown = {"ladder": self.role.ladders, "checklist": self.role.checklist}
        return self.kind in shown and not shown[self.kind]

    def shown_title(self, translate: Callable[[str], str]) -> Text:
        """Return the title in the handbook's language, in plain words."""
        title = self.title if self.role else translate(self.title)
        return f"{title}: {translate(_PARTS[self.kind])}" if self.kind in _PARTS else title

    @property
    def spec(self) -> str:
        """Return the path of the spec that "edit this page" opens, relative to the folder."""
        return self.role.path if self.role else ""


def generated_pages(handbook: Handbook) -> Iterator[GeneratedPage]:
    """Yield the pages of a handbook: the indexes, then each role's own."""
    for name, (title, _lead) in INDEXES.items():
        given = MappingProxyType({"index": name})
        yield GeneratedPage(f"{name}/index.md", name, title, "{{ index_page(index) }}", _INDEX_BOOST, given)
    for role in handbook.roles:
        yield from _pages_of_role(role)


def role_sources(role: Role) -> frozenset[str]:
    """Return the paths of the pages that are generated for a role."""
    return frozenset(page.source for page in _pages_of_role(role))


def _pages_of_role(role: Role) -> Iterator[GeneratedPage]:
    title = plain(role.title)
    given = MappingProxyType({"role": role.id})
    own = (
        ("role", role_page(role.id), _ROLE_BOOST),
        ("ladder", ladder_page(role.id), _PART_BOOST),
        ("checklist", checklist_page(role.id), _PART_BOOST),
    )
    for kind, source, boost in own:
        yield GeneratedPage(source, kind, title, f"{{{{ {kind}_page(role) }}}}", boost, given, role)
    for workflow in role.workflows:
        yield GeneratedPage(
            source=workflow_page(role.id, workflow.id),
            kind="workflow",
            title=plain(workflow.name),
            markdown="{{ workflow_page(role, workflow) }}",
            boost=_PART_BOOST,
            given=MappingProxyType({"role": role.id, "workflow": workflow.id}),
            role=role,
        )
