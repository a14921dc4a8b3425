"""Career paths: where a role leads, and where people come from."""

from collections.abc import Iterator, Mapping, Sequence

from rolebook.assemble.names import name_key
from rolebook.assemble.reporting import Names, find_role
from rolebook.model.handbook import Manager
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Competency, Role
from rolebook.reading.plain import plain


def leads_to(
    roles: Sequence[Role], names: Names, managed_by: Mapping[str, tuple[Manager, ...]]
) -> Mapping[str, tuple[Role, ...]]:
    """Return the next roles of each role: those its front matter names, else those it reports to."""
    return {role.id: _next_roles(role, names) or _managing(role, managed_by) for role in roles}


def _managing(role: Role, managed_by: Mapping[str, tuple[Manager, ...]]) -> tuple[Role, ...]:
    named = () if role.meta.next_roles else managed_by[role.id]
    return tuple(manager.role for manager in named if manager.role and manager.role is not role)


def _next_roles(role: Role, names: Names) -> tuple[Role, ...]:
    roles = (find_role(name, names) for name in role.meta.next_roles)
    return tuple({following.id: following for following in roles if following}.values())


def comes_from(
    roles: Sequence[Role], leads: Mapping[str, tuple[Role, ...]]
) -> Mapping[str, tuple[Role, ...]]:
    """Return the roles from which each role is a next one."""
    earlier: dict[str, list[Role]] = {}
    for role in roles:
        for following in leads[role.id]:
            earlier.setdefault(following.id, []).append(role)
    return {role_id: tuple(before) for role_id, before in earlier.items()}


def new_on_the_way(
    roles: Sequence[Role], leads: Mapping[str, tuple[Role, ...]]
) -> Mapping[tuple[str, str], tuple[Competency, ...]]:
    """Return what each step from a role to a next one asks anew: competencies of its ladder alone.

    A step from or to a role without a ladder is left out: nobody can say what is new on it.
    """
    expected = {role.id: _on_the_ladder(role) for role in roles}
    return {
        (role.id, following.id): tuple(
            competency for key, competency in expected[following.id].items() if key not in expected[role.id]
        )
        for role in roles
        for following in leads[role.id]
        if expected[role.id] and expected[following.id]
    }


def _on_the_ladder(role: Role) -> Mapping[str, Competency]:
    by_name: dict[str, Competency] = {}
    for matrix in role.matrices:
        for competency in matrix.competencies if matrix.levels else ():
            by_name.setdefault(name_key(competency.name), competency)
    return by_name


def path_problems(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    """Yield the next roles that no role answers to."""
    known = [name for role in roles for name in (role.id, plain(role.title))]
    for role in roles:
        for name in role.meta.next_roles:
            if not find_role(name, names):
                message = f'next_roles names no role "{name}"{did_you_mean(name, known)}'
                yield warning(Problem(role.path, role.meta.lines.get("next_roles", 1), message))
