"""What the indexes say that list roles by department."""

from collections.abc import Callable, Iterator

from rolebook.model.role import Role
from rolebook.reading.plain import plain
from rolebook.render.anchors import department_place
from rolebook.search.heading import SearchHeading, Told, in_one_line
from rolebook.search.known import KnownHandbook


def roles_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield every role with what it is for."""
    yield from _by_department("roles", known, lambda role: plain(role.meta.summary))


def ladders_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield every role with the levels of its first matrix."""

    def levels(role: Role) -> str:
        return in_one_line(
            *(known.lookup.level(name) for matrix in role.matrices[:1] for name in matrix.levels)
        )

    yield from _by_department("ladders", known, levels)


def checklists_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield every role."""
    yield from _by_department("checklists", known, lambda _role: "")


def _by_department(kind: str, known: KnownHandbook, note: Callable[[Role], str]) -> Iterator[Told]:
    for department in known.handbook.departments:
        yield SearchHeading(department_place(department), plain(department.name), kind)
        yield from (in_one_line(plain(role.title), note(role)) for role in department.roles)
