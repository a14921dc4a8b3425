"""What most roles of a folder have and a few lack: the folder's own habit is the measure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rolebook.assemble.reporting import managers, role_names
from rolebook.model.problem import Problem, advice
from rolebook.model.role import Role, SectionKind

_FEWEST_ROLES = 5
_MOST = 0.8
_FEW = 3
"""A role has few of something where others have this many times as much."""

_NAMES = MappingProxyType(
    {
        SectionKind.IDENTITY: "Identity",
        SectionKind.OBJECTIVES: "Objectives",
        SectionKind.RESPONSIBILITIES: "Core Responsibilities",
        SectionKind.WORKFLOWS: "Workflows",
        SectionKind.TOOLS: "Tools & Technologies",
        SectionKind.METRICS: "Success Metrics & KPIs",
        SectionKind.MATRIX: "Evaluation Matrix",
        SectionKind.REFERENCES: "GOLD_STANDARD References",
        SectionKind.CHECKLIST: "Self-Assessment Checklist",
        SectionKind.LEARNING: "Continuous Learning",
    }
)
_COUNTED: Mapping[str, Callable[[Role], int]] = MappingProxyType(
    {
        "objectives": lambda role: len(role.objectives),
        "responsibility areas": lambda role: len(role.areas),
        "duties": lambda role: sum(len(area.duties) for area in role.areas),
        "workflows": lambda role: len(role.workflows),
        "tools": lambda role: sum(len(category.tools) for category in role.tool_categories),
        "metrics": lambda role: len(role.metrics),
        "competencies": lambda role: sum(len(matrix.competencies) for matrix in role.matrices),
        "references": lambda role: len(role.references),
        "checklist items": lambda role: len(role.checklist),
        "ways to learn": lambda role: len(role.learning),
    }
)
_IN_FRONT: Mapping[str, Callable[[Role], object]] = MappingProxyType(
    {
        "summary": lambda role: role.meta.summary,
        "owner": lambda role: role.meta.owner,
        "reviewed": lambda role: role.meta.reviewed,
        "tags": lambda role: role.meta.tags,
    }
)


def habit_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the roles that lack what most have: a section, front matter, a way on, somebody to report to.

    Also those that have a third, or less, of the parts that most have.
    """
    if len(roles) < _FEWEST_ROLES:
        return
    for kind, name in _NAMES.items():
        for role in _exceptions(roles, [role for role in roles if not role.in_section(kind)]):
            yield _at(role, f"has no {name} section, as most roles here do; add it")
    yield from _few_parts(roles)
    yield from _in_front(roles)
    yield from _dead_ends(roles)
    yield from _reporting_to_nobody(roles)


def _at(role: Role, message: str) -> Problem:
    return advice(Problem(role.path, 0, message))


def _exceptions(roles: Sequence[Role], lacking: Sequence[Role]) -> Sequence[Role]:
    """Return the roles that lack something, if most have it."""
    return lacking if len(roles) - len(lacking) >= _MOST * len(roles) else ()


def _few_parts(roles: Sequence[Role]) -> Iterator[Problem]:
    for name, number_of in _COUNTED.items():
        numbers = {role.id: number_of(role) for role in roles}
        usual = _usual(sorted(numbers.values()))
        for role in roles:
            number = numbers[role.id]
            if 0 < number <= usual / _FEW:
                message = f"has few {name}: {number}, where most roles here have {usual} or more"
                yield _at(role, f"{message}; add what is missing")


def _usual(ascending: Sequence[int]) -> int:
    """Return the number that most roles reach."""
    return ascending[int(len(ascending) * (1 - _MOST))]


def _in_front(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield, for each role, what its front matter does not say and that of most roles does."""
    lacking = {
        name: {role.id for role in _exceptions(roles, [role for role in roles if not value(role)])}
        for name, value in _IN_FRONT.items()
    }
    for role in roles:
        missing = [f"`{name}`" for name, ids in lacking.items() if role.id in ids]
        if missing:
            yield _at(
                role, f"has no {', no '.join(missing)} in its front matter, as most roles here do; add it"
            )


def _dead_ends(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the roles that name no next role, as most do, and have no manager to follow either."""
    names = role_names(roles)
    for role in _exceptions(roles, [role for role in roles if not role.meta.next_roles]):
        if not any(manager.role for manager in managers(role, names)):
            yield _at(role, "leads to no other role, as most roles here do; name some in `next_roles`")


def _reporting_to_nobody(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the roles without a manager where most have one; one role may report to nobody."""
    unmanaged = [role for role in roles if not role.identity_value("reports_to")]
    for role in _exceptions(roles, unmanaged)[1:]:
        yield _at(role, f"reports to nobody, like {unmanaged[0].path}; say whom this role reports to")
