"""What templates ask of a handbook by name: ids, tokens, neighbours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from rolebook.assemble.names import name_key, order_key
from rolebook.facts.slug import slugify, unique
from rolebook.facts.token import token
from rolebook.model.document import Document
from rolebook.model.handbook import Handbook, WorkflowEntry
from rolebook.model.role import Competency, Role, Text, Tool, Workflow
from rolebook.reading.plain import plain
from rolebook.render.indexes import Indexes, indexes_of, level_count

_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Lookup:
    """Answers by name what templates ask of a handbook."""

    handbook: Handbook
    indexes: Indexes

    @classmethod
    def of(cls, handbook: Handbook) -> Self:
        """Return what can be asked of a handbook."""
        return cls(handbook, indexes_of(handbook))

    def level(self, name: Text) -> str:
        """Return the token of a level's name, which is stamped with the company's own."""
        return token(f"level.{self.indexes.levels[plain(name)]}")

    def level_id(self, name: Text) -> str:
        """Return a level's id; it does not change with the company's name for it."""
        return self.indexes.level_ids[plain(name)]

    def tool_id(self, tool: Tool) -> str:
        """Return the id of a tool's entry in the index."""
        return self.indexes.tools[name_key(tool.name)]

    def competency_id(self, competency: Competency) -> str:
        """Return the id of a competency's entry in the index."""
        return self.indexes.competencies[name_key(competency.name)]

    def workflow_entry(self, workflow: Workflow) -> WorkflowEntry:
        """Return the index entry of a workflow, with all roles that have one of its name."""
        return self.indexes.workflows[name_key(workflow.name)]

    def level_count(self, role: Role) -> int:
        """Return how many levels a role's ladder has, its longest where there are several."""
        return level_count(role)

    @property
    def level_counts(self) -> Sequence[int]:
        """Return how many levels ladders have here, each number once."""
        return self.indexes.level_counts

    def checklist_keys(self, role: Role) -> Sequence[str]:
        """Return what a reader's ticks are kept under, one for each item: its words, wherever it stands."""
        taken: set[str] = set()
        return [unique(slugify(plain(item.text)), taken) for item in role.checklist]

    def print_size(self, document: Document) -> str:
        """Return the token of a document's size, which is known when it is set."""
        whose = f".{self.indexes.role_numbers[document.role.id]}" if document.role else ""
        return token(f"print.{document.product}{whose}")

    def near(self, role: Role) -> Sequence[Role]:
        """Return the roles that the menu names on a role's pages, itself among them."""
        return self.indexes.near[role.id]

    def section_id(self, role: Role, kind: str) -> str:
        """Return the id of a role's first section of a kind; empty when it has none with a heading."""
        return next((section.id for section in role.sections if section.kind == kind), "")


def by_letter(entries: Iterable[_Entry], name: str = "name") -> Sequence[tuple[str, Sequence[_Entry]]]:
    """Return entries, already in order, under the first letter of their names; the rest under "#"."""
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(_letter(getattr(entry, name)), []).append(entry)
    return [(letter, tuple(groups[letter])) for letter in sorted(groups, key=lambda letter: letter != "#")]


def _letter(name: Text) -> str:
    first = order_key(name)[0][:1].upper()[:1]
    return first if first.isalpha() else "#"
