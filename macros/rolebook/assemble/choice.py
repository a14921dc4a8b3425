"""Which roles a company's handbook holds."""

import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from rolebook.model.company import Company
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role

_WILD = re.compile(r"[*?\[]")


def chosen(roles: Sequence[Role], company: Company) -> tuple[Role, ...]:
    """Return the roles a company includes and does not exclude; all when it names none."""
    included, excluded = _matcher(company.include), _matcher(company.exclude)
    return tuple(role for role in roles if (not company.include or included(role)) and not excluded(role))


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
        yield _path(role)
        if role.folder:
            yield f"{role.folder}/*"


def _matcher(patterns: Sequence[str]) -> Callable[[Role], bool]:
    """Return whether a role matches any pattern; those that are names are looked up, however many."""
    names = frozenset(pattern for pattern in patterns if not _WILD.search(pattern))
    wild = [pattern for pattern in patterns if pattern not in names]
    return lambda role: (
        role.id in names or _path(role) in names or any(_matches(role, pattern) for pattern in wild)
    )


def _matches(role: Role, pattern: str) -> bool:
    """Match a pattern against a role's id, and against its path below `roles/` without `.md`."""
    return fnmatchcase(role.id, pattern) or fnmatchcase(_path(role), pattern)


def _path(role: Role) -> str:
    return PurePosixPath(role.path).relative_to("roles").with_suffix("").as_posix()
