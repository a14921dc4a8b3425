"""What the parts of a role's sections say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from rolebook.model.role import (
    Area,
    ChecklistItem,
    Field,
    Item,
    Matrix,
    Metric,
    Prose,
    Reference,
    Role,
    Section,
    Subheading,
    ToolCategory,
    Workflow,
)
from rolebook.reading.plain import plain
from rolebook.render.addresses import followed
from rolebook.render.templates import host
from rolebook.search.heading import SearchHeading, Told, said
from rolebook.search.known import KnownHandbook
from rolebook.search.words import block_lines

_Tell: TypeAlias = Callable[[Any, Role, KnownHandbook], Iterator[str]]


def section_told(section: Section, role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield what stands in a section, its subheadings and all, in the order of the spec."""
    for part in section.parts:
        if isinstance(part, Subheading):
            yield SearchHeading(part.id, plain(part.text), section.kind)
        else:
            yield from _TELL[type(part)](part, role, known)


def items_told(items: Sequence[Item]) -> Iterator[str]:
    """Yield what list items say, and what is nested in them."""
    for item in items:
        yield plain(item.text)
        yield from _inner(item)


def _inner(part: Item | Metric | ChecklistItem) -> Iterator[str]:
    yield from block_lines(part.body)
    yield from items_told(part.children)


def _prose(part: Prose, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield from block_lines(part.markdown)


def _item(part: Item, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield from items_told([part])


def _field(part: Field, role: Role, known: KnownHandbook) -> Iterator[str]:
    managers = known.managers(role) if part.key == "reports_to" else ""
    yield f"{plain(part.label)} {managers or plain(part.value)}".strip()


def _area(part: Area, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield plain(part.name)
    yield from block_lines(part.intro)
    yield from items_told(part.duties)


def _workflow(part: Workflow, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield plain(part.name)
    yield said(*(plain(step.text) for step in part.steps))


def _tools(part: ToolCategory, _role: Role, known: KnownHandbook) -> Iterator[str]:
    tools = (f"{plain(tool.name)} {plain(tool.note)}".strip() for tool in part.tools)
    yield said(plain(part.name) or known.translate("Tools"), *tools)


def _metric(part: Metric, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield f"{plain(part.name)} {plain(part.detail)}".strip()
    yield from _inner(part)


def _matrix(part: Matrix, _role: Role, known: KnownHandbook) -> Iterator[str]:
    """Yield the matrix in brief: what is expected at its first level and at its last."""
    yield plain(part.name)
    if part.competencies and part.levels:
        ends = sorted({0, len(part.levels) - 1})
        yield said(known.translate("Competency"), *(known.lookup.level(part.levels[end]) for end in ends))
        for row in part.competencies:
            yield said(plain(row.name), *(plain(row.expectations[end]) for end in ends))


def _reference(part: Reference, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    where = host(part.url) if followed(part.url) else ""
    yield said(plain(part.title), where, plain(part.note))


def _checklist_item(part: ChecklistItem, _role: Role, _known: KnownHandbook) -> Iterator[str]:
    yield plain(part.text)
    yield from _inner(part)


_TELL: Mapping[type, _Tell] = MappingProxyType(
    {
        Prose: _prose,
        Item: _item,
        Field: _field,
        Area: _area,
        Workflow: _workflow,
        ToolCategory: _tools,
        Metric: _metric,
        Matrix: _matrix,
        Reference: _reference,
        ChecklistItem: _checklist_item,
    }
)
