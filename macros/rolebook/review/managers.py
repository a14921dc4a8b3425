"""Managers who are no role of the handbook."""

from collections.abc import Iterator, Sequence

from rolebook.assemble.names import name_key
from rolebook.assemble.reporting import line_of_manager, role_names, title_hints, unknown_managers
from rolebook.model.problem import Problem, advice, listed
from rolebook.model.role import Role

_NOBODY = frozenset({"none", "nobody", "no one", "n a"})


def manager_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield each manager whom no role describes, once, at the first role that names it.

    Where a role has nearly that title, a warning says so already.
    """
    names, hint_for = role_names(roles), title_hints(roles)
    named: dict[str, tuple[str, list[Role]]] = {}
    for role in roles:
        for name in unknown_managers(role, names):
            if not hint_for(name) and name_key(name) not in _NOBODY:
                named.setdefault(name_key(name), (name, []))[1].append(role)
    for name, (first, *others) in named.values():
        message = f'Reports To names "{name}", which is no role here; add that role or name another'
        lines = listed([f"{role.path}:{line_of_manager(role)}" for role in others])
        also = f" (so do {lines})" if lines else ""
        yield advice(Problem(first.path, line_of_manager(first), message + also))
