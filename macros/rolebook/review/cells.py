"""Level cells that say the same: from one level to the next, or in two roles by accident."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rolebook.assemble.names import as_written, name_key
from rolebook.model.problem import Problem, advice
from rolebook.model.role import Role
from rolebook.review.alike import Words, likeness, near_pairs, numbers_of, words_of
from rolebook.review.degree import same_but_for_degree

_ALIKE_IN_A_ROW = 0.75
_SHORTEST_IN_A_ROW = 4
_SHORTEST_REPEATED = 12
"""Characters; below that, cells such as "Basic" are too plain for their repetition to say anything."""


@dataclass(frozen=True)
class _Cell:
    path: str
    line: int
    competency: str
    level: str
    words: Words

    @property
    def key(self) -> tuple[str, str]:
        """Return what shared competencies have in common: competency and level."""
        return name_key(self.competency), name_key(self.level)

    @property
    def described(self) -> str:
        """Return the cell's competency and level, for a message."""
        return f'"{self.competency}" at "{self.level}"'


def cell_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the cells that say nearly what another cell says.

    A competency that several roles share says the same in each of them on purpose: cells of one
    competency and level may be equal, and are reported when they differ by a few words only.
    """
    by_words: dict[Words, list[_Cell]] = {}
    for row in _rows(roles):
        yield from _within(row)
        for cell in row:
            by_words.setdefault(cell.words, []).append(cell)
    for cells in by_words.values():
        yield from _repeated(cells)
    for later, earlier in _first_of_each(by_words).items():
        yield from _nearly(by_words[earlier][0], by_words[later][0])


def _first_of_each(texts: Iterable[Words]) -> Mapping[Words, Words]:
    """Return, for each text that says nearly what earlier ones say, the first of these."""
    order = {words: number for number, words in enumerate(texts)}
    nearest: dict[Words, Words] = {}
    for earlier, later in near_pairs(order):
        nearest[later] = min(nearest.get(later, earlier), earlier, key=order.__getitem__)
    return nearest


def _rows(roles: Sequence[Role]) -> Iterator[list[_Cell]]:
    for role in roles:
        for matrix in role.matrices:
            levels = [as_written(level) for level in matrix.levels]
            for competency in matrix.competencies:
                name = as_written(competency.name)
                cells = zip(levels, competency.expectations, strict=True)
                yield [
                    _Cell(role.path, competency.line, name, level, words)
                    for level, text in cells
                    if (words := words_of(text))
                ]


def _within(row: Sequence[_Cell]) -> Iterator[Problem]:
    """Yield the cells of a row that add nothing to an earlier one, each once: against the first."""
    for number, other in enumerate(row):
        repeated = ((one, how) for one in row[:number] if (how := _said_again(one.words, other.words)))
        for one, how in islice(repeated, 1):
            message = f'"{one.competency}" says {how} at "{one.level}" and "{other.level}"'
            yield _advice(other, f"{message}; say what the later level does that the earlier does not")


def _said_again(one: Words, other: Words) -> str:
    """Return how much of the same two levels say, nothing where they say enough of their own."""
    same_numbers = numbers_of(one) == numbers_of(other)
    long_enough = same_numbers and min(len(one), len(other)) >= _SHORTEST_IN_A_ROW
    if one == other:
        return "the same"
    if same_but_for_degree(one, other):
        return "the same but for a word of degree"
    return "nearly the same" if long_enough and likeness(one, other) >= _ALIKE_IN_A_ROW else ""


def _repeated(cells: Sequence[_Cell]) -> Iterator[Problem]:
    """Yield the cells whose words stand at another competency or level before."""
    first = cells[0]
    if len(" ".join(first.words)) < _SHORTEST_REPEATED:
        return
    for cell in cells[1:]:
        if cell.key != first.key and (cell.path, cell.line) != (first.path, first.line):
            message = f"{cell.described} says the same as {first.described} in {first.path}:{first.line}"
            yield _advice(cell, f"{message}; say what is particular here")


def _nearly(earlier: _Cell, later: _Cell) -> Iterator[Problem]:
    if (earlier.path, earlier.line) == (later.path, later.line):
        return
    source = f"{earlier.path}:{earlier.line}"
    if earlier.key == later.key:
        message = f"{later.described} differs by few words from {source}; word what roles share alike"
    else:
        same = f"{later.described} says nearly the same as {earlier.described} in {source}"
        message = f"{same}; say what is particular here"
    yield _advice(later, message)


def _advice(cell: _Cell, message: str) -> Problem:
    return advice(Problem(cell.path, cell.line, message))
