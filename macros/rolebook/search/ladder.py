"""What a career ladder says: row by row, then level by level."""

from collections.abc import Iterator

from rolebook.model.role import Matrix, Role
from rolebook.reading.plain import plain
from rolebook.render.anchors import LEVEL_BY_LEVEL, level_place, matrix_place
from rolebook.search.heading import Heading, Told, said
from rolebook.search.known import Known


def ladder_told(role: Role, known: Known) -> Iterator[Told]:
    """Yield the tables of a ladder page, then each level with what it expects."""
    for number, matrix in enumerate(role.ladders, 1):
        if matrix.name:
            yield Heading(matrix_place(number), plain(matrix.name), "ladder")
        yield from _table(matrix, known)
    yield Heading(LEVEL_BY_LEVEL, known.translate("Level by level"), "ladder")
    for number, matrix in enumerate(role.ladders, 1):
        yield from _levels(matrix, number, known)


def _table(matrix: Matrix, known: Known) -> Iterator[Told]:
    yield said(known.translate("Competency"), *map(known.lookup.level, matrix.levels))
    for row in matrix.competencies:
        yield said(plain(row.name), *map(plain, row.expectations))


def _levels(matrix: Matrix, number: int, known: Known) -> Iterator[Told]:
    for column, name in enumerate(matrix.levels):
        level = known.lookup.level(name)
        title = f"{level} {plain(matrix.name)}".strip()
        yield Heading(level_place(known.lookup.level_id(name), number), title, "ladder", level)
        for row in matrix.competencies:
            yield said(plain(row.name), plain(row.expectations[column]))
