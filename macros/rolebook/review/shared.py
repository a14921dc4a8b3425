"""Competencies that roles share word for word, but for a level at which one says something else."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.assemble.names import as_written, name_key
from rolebook.model.problem import Problem, advice
from rolebook.model.role import Competency, Matrix, Role
from rolebook.review.alike import LIKENESS, Words, likeness, words_of

_FEWEST_ALIKE = 2
_MOST = 0.5


@dataclass(frozen=True)
class _Row:
    path: str
    line: int
    name: str
    levels: tuple[str, ...]
    cells: tuple[Words, ...]


def shared_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the cells in which a competency departs from the words that it shares at most other levels.

    A departure of few words is told with the other cells that are nearly alike.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[_Row]] = defaultdict(list)
    for role in roles:
        for matrix in role.matrices:
            levels = tuple(as_written(level) for level in matrix.levels)
            for competency in matrix.competencies:
                key = name_key(competency.name), tuple(map(name_key, levels))
                groups[key].append(_row(role, matrix, competency))
    for rows in groups.values():
        yield from _departures(rows)


def _row(role: Role, matrix: Matrix, competency: Competency) -> _Row:
    return _Row(
        role.path,
        competency.line,
        as_written(competency.name),
        tuple(as_written(level) for level in matrix.levels),
        tuple(map(words_of, competency.expectations)),
    )


def _departures(rows: Sequence[_Row]) -> Iterator[Problem]:
    if len(rows) == 1:
        return
    common = [
        Counter(column).most_common(1)[0][0] for column in zip(*(row.cells for row in rows), strict=True)
    ]
    first_of = {(number, words): row for row in reversed(rows) for number, words in enumerate(row.cells)}
    for row in rows:
        others = [number for number, words in enumerate(row.cells) if words != common[number]]
        alike = len(common) - len(others)
        if alike < _FEWEST_ALIKE or alike <= _MOST * len(common):
            continue
        for number in others:
            if likeness(row.cells[number], common[number]) < LIKENESS:
                first = first_of[number, common[number]]
                yield _departure(row, row.levels[number], f"{first.path}:{first.line}")


def _departure(row: _Row, level: str, place: str) -> Problem:
    message = f'"{row.name}" at "{level}" departs from {place}, with which it agrees at most levels'
    return advice(Problem(row.path, row.line, f"{message}; word what roles share alike"))
