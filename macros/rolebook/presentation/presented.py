"""A role as the tree that a reader sees: the one place where a field of a part is taught to all."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from rolebook.model.handbook import Handbook
from rolebook.model.role import (
    Area,
    ChecklistItem,
    Competency,
    Field,
    Item,
    Matrix,
    Metric,
    Part,
    Prose,
    Reference,
    Role,
    Section,
    Subheading,
    Text,
    Tool,
    ToolCategory,
    Workflow,
)
from rolebook.presentation.source_paths import (
    COMPETENCIES,
    REFERENCES,
    TOOLS,
    ladder_page,
    role_page,
    workflow_page,
)
from rolebook.presentation.tree import (
    Definition,
    Destination,
    Detail,
    EntryGroup,
    Headline,
    Ladder,
    LadderColumn,
    LadderRow,
    ListEntry,
    Node,
    NodeKind,
    Passage,
    Person,
    SectionTree,
    Source,
)


class HandbookNames(Protocol):
    """What is asked of a handbook by name."""

    @property
    def handbook(self) -> Handbook:
        """Return the handbook."""

    def level(self, name: Text, /) -> str:
        """Return the token of a level's name."""

    def level_id(self, name: Text, /) -> str:
        """Return a level's id."""

    def competency_id(self, competency: Competency, /) -> str:
        """Return the id of a competency in the index of competencies."""

    def tool_id(self, tool: Tool, /) -> str:
        """Return the id of a tool in the index of tools."""


def presented(section: Section, role: Role, names: HandbookNames) -> SectionTree:
    """Return what a reader sees of a section of a role."""
    nodes = tuple(node_of(part, role, names) for part in section.parts)
    return SectionTree(section.kind, section.heading, section.id, nodes)


def node_of(part: Part, role: Role, names: HandbookNames) -> Node:  # noqa: PLR0911 - one case for each kind of part
    """Return what a reader sees of a part of a role."""
    match part:
        case Prose():
            return Passage(part.markdown)
        case Subheading():
            return Headline(part.text, part.level, part.id)
        case Field():
            return _definition(part, role, names)
        case Area() | Workflow() | ToolCategory():
            return group_of(part, role, names)
        case Matrix():
            return ladder_of(part, role, names)
        case Reference():
            return source_of(part, role, names)
        case Item() | Metric() | ChecklistItem():
            return entry_of(part)


def _entries(items: Sequence[Item]) -> tuple[ListEntry, ...]:
    return tuple(
        ListEntry(
            NodeKind.ITEM,
            item.text,
            body=item.body,
            children=_entries(item.children),
            number=item.number,
        )
        for item in items
    )


def entry_of(part: Item | Metric | ChecklistItem) -> ListEntry:
    """Return what a reader sees of a part that is one entry of a list."""
    match part:
        case Item():
            return _entries([part])[0]
        case Metric():
            held = part.body, _entries(part.children)
            return ListEntry(NodeKind.METRIC, part.name, _details(*metric_details(part)), *held)
        case ChecklistItem():
            return ListEntry(NodeKind.CHECK, part.text, (), part.body, _entries(part.children))


def metric_details(metric: Metric) -> Iterator[Detail]:
    """Yield what is said of a metric beside its name, in the order of reading."""
    yield Detail(metric.detail)


def _details(*details: Detail) -> tuple[Detail, ...]:
    return tuple(detail for detail in details if detail.text)


def group_of(part: Area | Workflow | ToolCategory, role: Role, names: HandbookNames) -> EntryGroup:
    """Return what a reader sees of a part that is several entries of one name."""
    match part:
        case Area():
            return EntryGroup(NodeKind.AREA, part.name, _entries(part.duties), part.intro)
        case Workflow():
            page = Destination(workflow_page(role.id, part.id))
            return EntryGroup(
                NodeKind.WORKFLOW, part.name, _entries(part.steps), part.intro, part.outro, page
            )
        case ToolCategory():
            return EntryGroup(NodeKind.TOOLS, part.name, tuple(_tools(part.tools, names)))


def _tools(tools: Sequence[Tool], names: HandbookNames) -> Iterator[ListEntry]:
    for tool in tools:
        details, entry = _details(Detail(tool.note)), Destination(TOOLS, names.tool_id(tool))
        yield ListEntry(NodeKind.ITEM, tool.name, details, to=entry)


def _definition(part: Field, role: Role, names: HandbookNames) -> Definition:
    managers = names.handbook.managers[role.id] if part.key == "reports_to" else ()
    people = (
        Person(each.role.title, Destination(role_page(each.role.id)), each.joint)
        if each.role
        else Person(each.name, None, each.joint)
        for each in managers
    )
    return Definition(part.label, part.value, tuple(people))


def ladder_of(part: Matrix, role: Role, names: HandbookNames) -> Ladder:
    """Return what a reader sees of a matrix."""
    page = ladder_page(role.id)
    columns = tuple(LadderColumn(names.level_id(name), names.level(name)) for name in part.levels)
    rows = tuple(_row(competency, page, names) for competency in part.competencies)
    return Ladder(part.name, columns, rows, Destination(page))


def _row(competency: Competency, page: str, names: HandbookNames) -> LadderRow:
    to = Destination(page, competency.id)
    more = Destination(COMPETENCIES, names.competency_id(competency))
    return LadderRow(competency.id, competency.name, competency.expectations, to, more)


def source_of(part: Reference, role: Role, names: HandbookNames) -> Source:
    """Return what a reader sees of a work that a role cites."""
    work = names.handbook.work_of_reference[part]
    others = sum(citation.role != role for citation in work.citations)
    to = Destination(REFERENCES, work.id)
    return Source(part.title, part.url, _details(Detail(part.note)), work.title, to, others)
