"""Who needs what: tools, competencies, metrics and workflows with the roles that have them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rolebook.assemble.names import name_key, order_key
from rolebook.facts.slug import slugify, unique
from rolebook.model.handbook import (
    CompetencyEntry,
    CompetencyUse,
    MetricEntry,
    MetricUse,
    ToolEntry,
    ToolUse,
    WorkflowEntry,
    WorkflowUse,
)
from rolebook.model.role import Role, Text
from rolebook.reading.plain import plain

_Use = TypeVar("_Use")
_Entry = TypeVar("_Entry")


def tools(roles: Sequence[Role]) -> tuple[ToolEntry, ...]:
    """Return every tool by name."""
    return _entries(_tool_uses(roles), lambda use: use.tool.name, ToolEntry)


def competencies(roles: Sequence[Role]) -> tuple[CompetencyEntry, ...]:
    """Return every competency by name."""
    return _entries(_competency_uses(roles), lambda use: use.competency.name, CompetencyEntry)


def metrics(roles: Sequence[Role]) -> tuple[MetricEntry, ...]:
    """Return every metric by name."""
    uses = (MetricUse(role, metric) for role in roles for metric in role.metrics)
    return _entries(uses, lambda use: use.metric.name, MetricEntry)


def workflows(roles: Sequence[Role]) -> tuple[WorkflowEntry, ...]:
    """Return every workflow by name; same-named ones of several roles stand together."""
    uses = (WorkflowUse(role, workflow) for role in roles for workflow in role.workflows)
    return _entries(uses, lambda use: use.workflow.name, WorkflowEntry)


def _tool_uses(roles: Sequence[Role]) -> Iterator[ToolUse]:
    for role in roles:
        seen = set()
        for category in role.tool_categories:
            for tool in category.tools:
                if name_key(tool.name) not in seen:
                    yield ToolUse(role, tool, category.name)
                seen.add(name_key(tool.name))


def _competency_uses(roles: Sequence[Role]) -> Iterator[CompetencyUse]:
    for role in roles:
        for matrix in role.matrices:
            for competency in matrix.competencies:
                yield CompetencyUse(role, matrix, competency)


def _entries(
    uses: Iterable[_Use],
    name_of: Callable[[_Use], Text],
    entry: Callable[[str, Text, tuple[_Use, ...]], _Entry],
) -> tuple[_Entry, ...]:
    """Return one entry for each name, in the order of the names; the id is unique among them."""
    by_key: dict[str, list[_Use]] = {}
    for use in uses:
        by_key.setdefault(name_key(name_of(use)), []).append(use)
    ordered = sorted(by_key.values(), key=lambda alike: order_key(name_of(alike[0])))
    taken: set[str] = set()
    return tuple(
        entry(unique(slugify(plain(name_of(alike[0]))), taken), name_of(alike[0]), tuple(alike))
        for alike in ordered
    )
