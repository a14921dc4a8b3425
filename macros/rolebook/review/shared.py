"""Competencies that roles share word for word, but for a level at which one says something else."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.assemble.names import as_written, name_key
from rolebook.model.problem import Problem, advice
from rolebook.model.role import Competency, Matrix, Role
from rolebook.review.alike import LIKENESS, SHORTEST, Words, likeness, words_of

_FEWEST_ALIKE = 2
_MOST = 0.5
_TOO_SHORT = 4
"""Words; one level of two that agrees in fewer, such as "None", may do so by chance."""


@dataclass(frozen=True)
class _Row:
    path: str
    line: int
    name: str
    levels: tuple[str, ...]
    cells: tuple[Words, ...]


def shared_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the cells in which a competency departs from the words that it shares at most other levels.

    Of two levels, one is enough. A departure of few words is told with the other cells that are nearly
    alike, unless they are too short to be compared there.
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
        if not _agrees(common, others):
            continue
        for number in others:
            if not _told_as_nearly_alike(row.cells[number], common[number]):
                first = first_of[number, common[number]]
                yield _departure(row, row.levels[number], f"{first.path}:{first.line}")


def _agrees(common: Sequence[Words], departing: Sequence[int]) -> bool:
    """Tell whether a competency that departs at some levels is the shared one at the others."""
    alike = [words for number, words in enumerate(common) if number not in departing]
    if len(common) == 2:  # noqa: PLR2004 - two levels, of which one departs
        return len(alike) == 1 and len(alike[0]) >= _TOO_SHORT
    return len(alike) >= _FEWEST_ALIKE and len(alike) > _MOST * len(common)


def _told_as_nearly_alike(one: Words, other: Words) -> bool:
    return min(len(one), len(other)) >= SHORTEST and likeness(one, other) >= LIKENESS


def _departure(row: _Row, level: str, source: str) -> Problem:
    where = "at most levels" if len(row.levels) > _FEWEST_ALIKE else "at the other level"
    message = f'"{row.name}" at "{level}" departs from {source}, with which it agrees {where}'
    return advice(Problem(row.path, row.line, f"{message}; word what roles share alike"))
