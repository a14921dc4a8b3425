"""What a career ladder says: row by row, then level by level."""

from collections.abc import Iterator

from rolebook.model.role import Role
from rolebook.presentation.presented import ladder_of
from rolebook.presentation.tree import Ladder
from rolebook.reading.plain import plain
from rolebook.render.anchors import LEVEL_BY_LEVEL, level_place, matrix_place
from rolebook.search.heading import SearchHeading, Told, in_one_line
from rolebook.search.known import KnownHandbook


def ladder_told(role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield the tables of a ladder page, then each level with what it expects."""
    ladders = [ladder_of(matrix, role, known.lookup) for matrix in role.ladders]
    for number, ladder in enumerate(ladders, 1):
        if ladder.name:
            yield SearchHeading(matrix_place(number), plain(ladder.name), "ladder")
        yield from _table(ladder, known)
    yield SearchHeading(LEVEL_BY_LEVEL, known.translate("Level by level"), "ladder")
    for number, ladder in enumerate(ladders, 1):
        yield from _levels(ladder, number)


def _table(ladder: Ladder, known: KnownHandbook) -> Iterator[Told]:
    yield in_one_line(known.translate("Competency"), *(level.name for level in ladder.columns))
    for row in ladder.rows:
        yield in_one_line(plain(row.name), *map(plain, row.cells))


def _levels(ladder: Ladder, number: int) -> Iterator[Told]:
    for column, level in enumerate(ladder.columns):
        title = f"{level.name} {plain(ladder.name)}".strip()
        yield SearchHeading(level_place(level.id, number), title, "ladder", level.name)
        for row in ladder.rows:
            yield in_one_line(plain(row.name), plain(row.cells[column]))
