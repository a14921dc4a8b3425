"""A role as its spec describes it.

Every `Text` is inline Markdown, every `Markdown` is block Markdown; in both, facts stand as
tokens (see `rolebook.facts.token`). Lines count from 1 in the spec's file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

Text: TypeAlias = str
Markdown: TypeAlias = str
_P = TypeVar("_P")


class SectionKind(StrEnum):
    """The sections Rolebook understands; the values are the names used in configuration."""

    IDENTITY = "identity"
    OBJECTIVES = "objectives"
    RESPONSIBILITIES = "responsibilities"
    WORKFLOWS = "workflows"
    TOOLS = "tools"
    METRICS = "metrics"
    MATRIX = "matrix"
    REFERENCES = "references"
    CHECKLIST = "checklist"
    LEARNING = "learning"
    OTHER = "other"


@dataclass(frozen=True)
class Prose:
    """Markdown that no section kind claims; it is rendered where it stands."""

    markdown: Markdown
    line: int


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section; `level` is 3 to 6, the section's own heading being 2."""

    text: Text
    level: int
    id: str
    line: int


@dataclass(frozen=True)
class Item:
    """A list item: its first paragraph, the items nested in it, and whatever else it holds.

    `number` is its place in a numbered list, 0 in a bulleted one.
    """

    text: Text
    line: int
    children: tuple["Item", ...] = ()
    body: Markdown = ""
    number: int = 0


@dataclass(frozen=True)
class Field:
    """One line of the Identity; `key` is a known name such as `reports_to`, or empty."""

    label: Text
    key: str
    value: Text
    line: int


@dataclass(frozen=True)
class Area:
    """A responsibility area and its duties; `name` is empty for duties that stand alone."""

    name: Text
    duties: tuple[Item, ...]
    line: int
    intro: Markdown = ""


@dataclass(frozen=True)
class Workflow:
    """A named sequence of steps; `id` is unique within the role and part of an address."""

    id: str
    name: Text
    steps: tuple[Item, ...]
    line: int
    intro: Markdown = ""
    outro: Markdown = ""


@dataclass(frozen=True)
class Tool:
    """A tool by its name, and what the spec says of it."""

    name: Text
    note: Text = ""


@dataclass(frozen=True)
class ToolCategory:
    """Tools that belong together; `name` may be empty."""

    name: Text
    tools: tuple[Tool, ...]
    line: int


@dataclass(frozen=True)
class Metric:
    """A KPI; `detail` is what follows its name: a target, a definition."""

    name: Text
    line: int
    detail: Text = ""
    children: tuple[Item, ...] = ()
    body: Markdown = ""


@dataclass(frozen=True)
class Competency:
    """A row of the matrix; `expectations` has one cell per level, empty where none is defined."""

    id: str
    name: Text
    expectations: tuple[Text, ...]
    line: int


@dataclass(frozen=True)
class Matrix:
    """An Evaluation Matrix: competencies down, levels across; `name` is empty for the only one."""

    name: Text
    levels: tuple[Text, ...]
    competencies: tuple[Competency, ...]
    line: int


@dataclass(frozen=True)
class Reference:
    """A work to read; `url` is empty when the spec gives none, `note` is what follows the link."""

    title: Text
    url: str
    line: int
    note: Text = ""


@dataclass(frozen=True)
class ChecklistItem:
    """A statement one can answer yes or no."""

    text: Text
    line: int
    children: tuple[Item, ...] = ()
    body: Markdown = ""


Part: TypeAlias = (
    Prose
    | Subheading
    | Item
    | Field
    | Area
    | Workflow
    | ToolCategory
    | Metric
    | Matrix
    | Reference
    | ChecklistItem
)


@dataclass(frozen=True)
class Section:
    """A section in the order of the spec; its parts keep their order too."""

    kind: SectionKind
    heading: Text
    id: str
    line: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class FactUse:
    """A fact named in a text."""

    name: str
    line: int


@dataclass(frozen=True)
class NearFact:
    """What may be meant as a fact: how it is written, and the name it would have.

    Where it is `exact`, only a fact of just that name can be meant.
    """

    written: str
    name: str
    line: int
    exact: bool


@dataclass(frozen=True)
class TemplateUse:
    """A piece of a template, such as `{% if settings.remote %}`, and the names in it."""

    written: str
    names: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class AnchorLink:
    """A link to a place on a page, as it is written; `page` is the page's path as if it lay in `docs/`."""

    link: str
    page: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Meta:
    """What front matter adds to a spec; `lines` says where each key stands."""

    summary: Text = ""
    owner: Text = ""
    status: Text = ""
    reviewed: date | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    next_roles: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Role:
    """One job, described by one spec; `path` is relative to the handbook folder.

    `files` are the files that it links to, by their site paths. `digest` tells it from what its spec said at
    another time; empty where it was read from none.
    """

    id: str
    path: str
    folder: str
    heading: Text
    title: Text
    sections: tuple[Section, ...]
    meta: Meta = field(default_factory=Meta)
    facts: tuple[FactUse, ...] = ()
    links: tuple[AnchorLink, ...] = ()
    files: tuple[str, ...] = ()
    near_facts: tuple[NearFact, ...] = ()
    templates: tuple[TemplateUse, ...] = ()
    digest: str = field(default="", compare=False)

    def _parts(self, kind: type[_P]) -> tuple[_P, ...]:
        parts: tuple[_P, ...] = self._by_kind.get(kind, ())
        return parts

    @cached_property
    def _by_kind(self) -> Mapping[type, tuple[Any, ...]]:
        # Nothing else of a role is asked for as often.
        by_kind: dict[type, list[Part]] = {}
        for section in self.sections:
            for part in section.parts:
                by_kind.setdefault(type(part), []).append(part)
        return {kind: tuple(parts) for kind, parts in by_kind.items()}

    def in_section(self, kind: SectionKind) -> tuple[Section, ...]:
        """Return the sections of one kind."""
        return tuple(section for section in self.sections if section.kind is kind)

    def _items(self, kind: SectionKind) -> tuple[Item, ...]:
        return tuple(
            part for section in self.in_section(kind) for part in section.parts if isinstance(part, Item)
        )

    @property
    def identity(self) -> tuple[Field, ...]:
        """Return the Identity, line by line."""
        return self._parts(Field)

    def identity_value(self, key: str) -> Text:
        """Return the Identity's value for a known key such as `department`, or nothing."""
        return next((f.value for f in self.identity if f.key == key), "")

    @property
    def objectives(self) -> tuple[Item, ...]:
        """Return the objectives."""
        return self._items(SectionKind.OBJECTIVES)

    @property
    def learning(self) -> tuple[Item, ...]:
        """Return the ways to learn."""
        return self._items(SectionKind.LEARNING)

    @property
    def areas(self) -> tuple[Area, ...]:
        """Return the responsibility areas."""
        return self._parts(Area)

    @property
    def workflows(self) -> tuple[Workflow, ...]:
        """Return the workflows."""
        return self._parts(Workflow)

    @property
    def tool_categories(self) -> tuple[ToolCategory, ...]:
        """Return the tools by category."""
        return self._parts(ToolCategory)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics."""
        return self._parts(Metric)

    @property
    def matrices(self) -> tuple[Matrix, ...]:
        """Return the Evaluation Matrix, or several."""
        return self._parts(Matrix)

    @property
    def ladders(self) -> tuple[Matrix, ...]:
        """Return the matrices that are ladders: those with levels and competencies."""
        return tuple(matrix for matrix in self.matrices if matrix.levels and matrix.competencies)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Return the GOLD_STANDARD references."""
        return self._parts(Reference)

    @property
    def checklist(self) -> tuple[ChecklistItem, ...]:
        """Return the Self-Assessment Checklist."""
        return self._parts(ChecklistItem)
