"""Where to find a role's tool, competency, workflow or level in the indexes; built once for a handbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from rolebook.assemble.names import name_key, order_key
from rolebook.facts.slug import slugify, unique
from rolebook.facts.token import token
from rolebook.model.document import Document
from rolebook.model.handbook import Handbook, WorkflowEntry
from rolebook.model.role import Competency, Role, Text, Tool, Workflow
from rolebook.parse.plain import plain
from rolebook.render.menu import groups

_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Lookup:
    """Answers by name what templates ask of a handbook."""

    handbook: Handbook

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return {name: index for index, name in enumerate(self.handbook.levels)}

    @cached_property
    def _level_ids(self) -> Sequence[str]:
        taken: set[str] = set()
        numbered = enumerate(self.handbook.levels, 1)
        return [unique(slugify(name) or f"level-{number}", taken) for number, name in numbered]

    @cached_property
    def _tools(self) -> Mapping[str, str]:
        return {name_key(entry.name): entry.id for entry in self.handbook.tools}

    @cached_property
    def _competencies(self) -> Mapping[str, str]:
        return {name_key(entry.name): entry.id for entry in self.handbook.competencies}

    @cached_property
    def _workflows(self) -> Mapping[str, WorkflowEntry]:
        return {name_key(entry.name): entry for entry in self.handbook.workflows}

    def level(self, name: Text) -> str:
        """Return the token of a level's name, which is stamped with the company's own."""
        return token(f"level.{self._levels[plain(name)]}")

    def level_id(self, name: Text) -> str:
        """Return a level's id; it does not change with the company's name for it."""
        return self._level_ids[self._levels[plain(name)]]

    def tool_id(self, tool: Tool) -> str:
        """Return the id of a tool's entry in the index."""
        return self._tools[name_key(tool.name)]

    def competency_id(self, competency: Competency) -> str:
        """Return the id of a competency's entry in the index."""
        return self._competencies[name_key(competency.name)]

    def workflow_entry(self, workflow: Workflow) -> WorkflowEntry:
        """Return the index entry of a workflow, with all roles that have one of its name."""
        return self._workflows[name_key(workflow.name)]

    def level_count(self, role: Role) -> int:
        """Return how many levels a role's ladder has, its longest where there are several."""
        return max((len(matrix.levels) for matrix in role.matrices if matrix.competencies), default=0)

    @cached_property
    def level_counts(self) -> Sequence[int]:
        """Return how many levels ladders have here, each number once."""
        return sorted({self.level_count(role) for role in self.handbook.roles})

    def checklist_keys(self, role: Role) -> Sequence[str]:
        """Return what a reader's ticks are kept under, one for each item: its words, wherever it stands."""
        taken: set[str] = set()
        return [unique(slugify(plain(item.text)), taken) for item in role.checklist]

    def print_size(self, document: Document) -> str:
        """Return the token of a document's size, which is known when it is set."""
        place = f".{self._places[document.role.id]}" if document.role else ""
        return token(f"print.{document.product}{place}")

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {role.id: place for place, role in enumerate(self.handbook.roles)}

    def near(self, role: Role) -> Sequence[Role]:
        """Return the roles that the menu names on a role's pages, itself among them."""
        return self._near[role.id]

    @cached_property
    def _near(self) -> Mapping[str, Sequence[Role]]:
        return {
            role.id: group
            for department in self.handbook.departments
            for group in groups(department)
            for role in group
        }

    def section_id(self, role: Role, kind: str) -> str:
        """Return the id of a role's first section of a kind; empty when it has none with a heading."""
        return next((section.id for section in role.sections if section.kind == kind), "")


def by_letter(entries: Iterable[_Entry], name: str = "name") -> Sequence[tuple[str, Sequence[_Entry]]]:
    """Return entries, already in order, under the first letter of their names; the rest under "#"."""
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        found.setdefault(_letter(getattr(entry, name)), []).append(entry)
    return [(letter, tuple(found[letter])) for letter in sorted(found, key=lambda letter: letter != "#")]


def _letter(name: Text) -> str:
    first = order_key(name)[0][:1].upper()[:1]
    return first if first.isalpha() else "#"
