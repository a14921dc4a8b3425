"""Works that are cited at more than one address."""

from collections.abc import Iterator, Sequence

from rolebook.assemble.names import as_written, name_key
from rolebook.assemble.works import address_key
from rolebook.model.problem import Problem, advice
from rolebook.model.role import Reference, Role


def address_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the references whose work another reference cites at another address."""
    first_of: dict[str, tuple[str, Reference]] = {}
    for role in roles:
        for reference in role.references:
            if not reference.url:
                continue
            path, first = first_of.setdefault(name_key(reference.title), (role.path, reference))
            if address_key(reference.url) != address_key(first.url):
                title, other = as_written(reference.title), as_written(first.url)
                message = f'"{title}" has another address in {path}:{first.line}: {other}; use one of the two'
                yield advice(Problem(role.path, reference.line, message))
