"""Where to find a role's tool, competency, workflow or level in the indexes; built once for a handbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Protocol, TypeVar

from rolebook.assemble.indexes import normal_tool
from rolebook.facts.slug import slugify
from rolebook.facts.token import token
from rolebook.model.handbook import Handbook, WorkflowEntry
from rolebook.model.role import Competency, Role, Text, Tool, Workflow
from rolebook.parse.plain import normal, plain


class _Named(Protocol):
    @property
    def name(self) -> Text: ...


_Entry = TypeVar("_Entry", bound=_Named)


@dataclass(frozen=True)
class Lookup:
    """Answers by name what templates ask of a handbook."""

    handbook: Handbook

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return {name: index for index, name in enumerate(self.handbook.levels)}

    @cached_property
    def _tools(self) -> Mapping[str, str]:
        return {normal_tool(entry.name): entry.id for entry in self.handbook.tools}

    @cached_property
    def _competencies(self) -> Mapping[str, str]:
        return {normal(entry.name): entry.id for entry in self.handbook.competencies}

    @cached_property
    def _workflows(self) -> Mapping[str, WorkflowEntry]:
        return {normal(entry.name): entry for entry in self.handbook.workflows}

    def level(self, name: Text) -> str:
        """Return the token of a level's name, which is stamped with the company's own."""
        return token(f"level.{self._levels[plain(name)]}")

    def level_id(self, name: Text) -> str:
        """Return a level's id; it does not change with the company's name for it."""
        return slugify(plain(name)) or f"level-{self._levels[plain(name)] + 1}"

    def tool_id(self, tool: Tool) -> str:
        """Return the id of a tool's entry in the index."""
        return self._tools[normal_tool(tool.name)]

    def competency_id(self, competency: Competency) -> str:
        """Return the id of a competency's entry in the index."""
        return self._competencies[normal(competency.name)]

    def workflow_entry(self, workflow: Workflow) -> WorkflowEntry:
        """Return the index entry of a workflow, with all roles that have one of its name."""
        return self._workflows[normal(workflow.name)]

    def section_id(self, role: Role, kind: str) -> str:
        """Return the id of a role's first section of a kind; empty when it has none with a heading."""
        return next((section.id for section in role.sections if section.kind == kind), "")


def by_letter(entries: Iterable[_Entry]) -> Sequence[tuple[str, Sequence[_Entry]]]:
    """Return entries, already in order of their names, under the first letter of each."""
    return [(letter, tuple(members)) for letter, members in groupby(entries, key=_letter)]


def _letter(entry: _Named) -> str:
    first = plain(entry.name)[:1].upper()
    return first if first.isalpha() else "#"
