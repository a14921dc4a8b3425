"""Which roles a company's handbook holds."""

import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase

from rolebook.model.company import Company
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role

_WILD = re.compile(r"[*?\[]")


def chosen(roles: Sequence[Role], company: Company) -> tuple[Role, ...]:
    """Return the roles a company includes and does not exclude; all when it names none."""
    included, excluded = _matcher(company.include), _matcher(company.exclude)
    kept = [role for role in roles if included(role)] if company.include else roles
    return tuple([role for role in kept if not excluded(role)] if company.exclude else kept)


def choice_problems(roles: Sequence[Role], company: Company) -> Iterator[Problem]:
    """Yield the patterns that match no role, and a choice that leaves nothing."""
    for key, patterns in (("include", company.include), ("exclude", company.exclude)):
        for index, pattern in enumerate(patterns):
            if not any(_matches(role, pattern) for role in roles):
                line = company.line("roles", key, str(index))
                hint = did_you_mean(pattern, _names(roles))
                message = f'roles.{key}: "{pattern}" matches no role{hint}'
                yield warning(Problem(company.path, line, message))
    if roles and not chosen(roles, company):
        yield Problem(company.path, company.line("roles"), "the choice under `roles:` leaves no role")


def _names(roles: Sequence[Role]) -> Iterator[str]:
    """Yield what a pattern may have meant."""
    for role in roles:
        yield role.id
        yield role_path(role)
        if role.folder:
            yield f"{role.folder}/*"


def _matcher(patterns: Sequence[str]) -> Callable[[Role], bool]:
    """Return whether a role matches any pattern; those that are names are looked up, however many."""
    names = frozenset(pattern for pattern in patterns if not _WILD.search(pattern))
    wild = [pattern for pattern in patterns if pattern not in names]
    return lambda role: (
        role.id in names or role_path(role) in names or any(_matches(role, pattern) for pattern in wild)
    )


def _matches(role: Role, pattern: str) -> bool:
    """Match a pattern against a role's id, and against its path below `roles/` without `.md`."""
    return fnmatchcase(role.id, pattern) or fnmatchcase(role_path(role), pattern)


def role_path(role: Role) -> str:
    """Return a role's path below `roles/`, without `.md`."""
    return role.path.removeprefix("roles/").rpartition(".")[0]
