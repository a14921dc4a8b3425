"""The tree of what a reader sees of a role: few kinds of nodes, whatever a spec holds.

Texts are role text, as in the model; nothing here is HTML, and nothing knows what a page looks like.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from rolebook.model.role import Markdown, SectionKind, Text


class NodeKind(StrEnum):
    """What a node is of a role; whoever lays it out may treat each in its own way."""

    PROSE = "prose"
    SUBHEADING = "subheading"
    ITEM = "item"
    FIELD = "field"
    AREA = "area"
    WORKFLOW = "workflow"
    TOOLS = "tools"
    METRIC = "metric"
    LADDER = "ladder"
    REFERENCE = "reference"
    CHECK = "check"


@dataclass(frozen=True)
class Destination:
    """A place in the handbook: the source path of a page, such as `roles/qa-engineer.md`, and an id on it."""

    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Passage:
    """Paragraphs that stand for themselves."""

    markdown: Markdown
    kind: NodeKind = NodeKind.PROSE


@dataclass(frozen=True)
class Headline:
    """A heading within a section; `level` is 3 to 6."""

    text: Text
    level: int
    id: str
    kind: NodeKind = NodeKind.SUBHEADING


@dataclass(frozen=True)
class Detail:
    """What is said of an entry beside its name; `label` is a message in English, or empty."""

    text: Text
    label: str = ""

    def lead(self, translate: Callable[[str], str]) -> str:
        """Return what stands before the text: the label in a handbook's language, or nothing."""
        return f"{translate(self.label)}: " if self.label else ""


@dataclass(frozen=True)
class ListEntry:
    """Something that stands in a list: a duty, a step, a tool, a metric.

    First comes its `text`, then its details in their order, then what it holds: `body`, and the entries
    nested in it. `number` is its place in a numbered list. `to` is where the handbook says more of it.
    """

    kind: NodeKind
    text: Text
    details: tuple[Detail, ...] = ()
    body: Markdown = ""
    children: tuple["ListEntry", ...] = ()
    number: int = 0
    to: Destination | None = None


@dataclass(frozen=True)
class Person:
    """A role that is named, and what stands before it, such as " or "; without a page, `to` is None."""

    title: Text
    to: Destination | None
    joint: str = ""


@dataclass(frozen=True)
class Definition:
    """A term and what is said of it, as `written`; where that names roles, `people` are these."""

    label: Text
    written: Text
    people: tuple[Person, ...] = ()
    kind: NodeKind = NodeKind.FIELD


@dataclass(frozen=True)
class EntryGroup:
    """Entries of one name, which may be empty, with what stands before and behind them.

    Where they have a page of their own, `to`, they may be shown in brief elsewhere.
    """

    kind: NodeKind
    name: Text
    entries: tuple[ListEntry, ...]
    intro: Markdown = ""
    outro: Markdown = ""
    to: Destination | None = None


@dataclass(frozen=True)
class LadderColumn:
    """A column of a table: its id, and its name, which is a token that each company stamps."""

    id: str
    name: str


@dataclass(frozen=True)
class LadderRow:
    """A row of a table: one cell for each column, empty where nothing is defined.

    `to` is the row in the whole table, `more` what the handbook says of its name.
    """

    id: str
    name: Text
    cells: tuple[Text, ...]
    to: Destination
    more: Destination


@dataclass(frozen=True)
class Ladder:
    """What is expected: competencies down, levels across. `to` is the page that shows all of it."""

    name: Text
    columns: tuple[LadderColumn, ...]
    rows: tuple[LadderRow, ...]
    to: Destination
    kind: NodeKind = NodeKind.LADDER

    @property
    def says_something(self) -> bool:
        """Tell whether it has rows and columns."""
        return bool(self.rows and self.columns)


@dataclass(frozen=True)
class Source:
    """A work to read: the title it has here, its address, which may be empty, and what is said of it.

    `known_as` is its title in the whole handbook, `to` its place there, `others` how many
    other roles cite it.
    """

    title: Text
    url: str
    details: tuple[Detail, ...]
    known_as: Text
    to: Destination
    others: int
    kind: NodeKind = NodeKind.REFERENCE


Node: TypeAlias = Passage | Headline | ListEntry | Definition | EntryGroup | Ladder | Source


@dataclass(frozen=True)
class SectionTree:
    """A section, its nodes in the order of the spec; `heading` may be empty."""

    kind: SectionKind
    heading: Text
    id: str
    nodes: tuple[Node, ...] = field(default=())
