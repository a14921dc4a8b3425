"""What a career ladder says: row by row, then level by level."""

from collections.abc import Iterator

from rolebook.model.role import Matrix, Role
from rolebook.reading.plain import plain
from rolebook.render.anchors import LEVEL_BY_LEVEL, level_place, matrix_place
from rolebook.search.heading import SearchHeading, Told, said
from rolebook.search.known import KnownHandbook


def ladder_told(role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield the tables of a ladder page, then each level with what it expects."""
    for number, matrix in enumerate(role.ladders, 1):
        if matrix.name:
            yield SearchHeading(matrix_place(number), plain(matrix.name), "ladder")
        yield from _table(matrix, known)
    yield SearchHeading(LEVEL_BY_LEVEL, known.translate("Level by level"), "ladder")
    for number, matrix in enumerate(role.ladders, 1):
        yield from _levels(matrix, number, known)


def _table(matrix: Matrix, known: KnownHandbook) -> Iterator[Told]:
    yield said(known.translate("Competency"), *map(known.lookup.level, matrix.levels))
    for row in matrix.competencies:
        yield said(plain(row.name), *map(plain, row.expectations))


def _levels(matrix: Matrix, number: int, known: KnownHandbook) -> Iterator[Told]:
    for column, name in enumerate(matrix.levels):
        level = known.lookup.level(name)
        title = f"{level} {plain(matrix.name)}".strip()
        yield SearchHeading(level_place(known.lookup.level_id(name), number), title, "ladder", level)
        for row in matrix.competencies:
            yield said(plain(row.name), plain(row.expectations[column]))
