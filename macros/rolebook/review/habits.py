"""What most roles of a folder have and a few lack: the folder's own habit is the measure."""

from collections.abc import Iterator, Sequence

from rolebook.assemble.names import as_written
from rolebook.assemble.reporting import line_of_manager, managers, role_names
from rolebook.model.problem import Problem, warning
from rolebook.model.role import Role, SectionKind

_FEWEST_ROLES = 10
_MOST = 0.8
_NAMES = {
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


def habit_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the roles that lack a section most have, or a manager among the roles where most have one."""
    for kind, name in _NAMES.items():
        for role in _exceptions(roles, [role for role in roles if not role.in_section(kind)]):
            yield warning(Problem(role.path, 0, f"has no {name} section, as most roles here do; add it"))
    yield from _open_ends(roles)


def _exceptions(roles: Sequence[Role], lacking: Sequence[Role]) -> Sequence[Role]:
    """Return the roles that lack something, if most have it."""
    is_habit = len(roles) >= _FEWEST_ROLES and len(roles) - len(lacking) >= _MOST * len(roles)
    return lacking if is_habit else ()


def _open_ends(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the breaks in a reporting chain that is closed but for them; one role may report to nobody."""
    names = role_names(roles)
    managed_by = {role.id: managers(role, names) for role in roles}
    unmanaged = [role for role in roles if not any(manager.role for manager in managed_by[role.id])]
    root = next((role for role in unmanaged if not managed_by[role.id]), None)
    for role in _exceptions(roles, unmanaged):
        if managed_by[role.id]:
            title = as_written(managed_by[role.id][0].name)
            message = f'Reports To names "{title}", which is no role here; add that role or name another'
            yield warning(Problem(role.path, line_of_manager(role), message))
        elif root and role is not root:
            message = f"reports to nobody, like {root.path}; say whom this role reports to"
            yield warning(Problem(role.path, 0, message))
