"""Career paths: where a role leads, and where people come from."""

from collections.abc import Iterator, Mapping, Sequence

from rolebook.assemble.reporting import Names, find_role
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role


def leads_to(roles: Sequence[Role], names: Names) -> Mapping[str, tuple[Role, ...]]:
    """Return the next roles of each role, as its front matter names them."""
    return {
        role.id: tuple(
            dict.fromkeys(found for name in role.meta.next_roles if (found := find_role(name, names)))
        )
        for role in roles
    }


def comes_from(roles: Sequence[Role], leads: Mapping[str, tuple[Role, ...]]) -> Mapping[str, tuple[Role, ...]]:
    """Return the roles from which each role is a next one."""
    return {
        role.id: tuple(earlier for earlier in roles if role in leads[earlier.id])
        for role in roles
        if any(role in following for following in leads.values())
    }


def path_problems(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    """Yield the next roles that no role answers to."""
    for role in roles:
        for name in role.meta.next_roles:
            if not find_role(name, names):
                hint = did_you_mean(name, [other.id for other in roles])
                message = f'next_roles names no role "{name}"{hint}'
                yield warning(Problem(role.path, 1, message))
