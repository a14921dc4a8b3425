"""Comparisons to begin with: a role and one it leads to, and a ladder whose levels lie close."""

from collections.abc import Iterator
from itertools import pairwise

from rolebook.assemble.names import name_key
from rolebook.model.handbook import Department, Handbook
from rolebook.model.role import Matrix, Role

_PAIRS = 3

Pair = tuple[Role, Role]


def pairs_to_compare(handbook: Handbook) -> tuple[Pair, ...]:
    """Return a few pairs of roles, one a department, no role twice.

    The second role is one that the first leads to, and they share many competencies; where nothing
    leads anywhere, two roles of a department stand for it.
    """
    pairs: list[Pair] = []
    taken: set[str] = set()
    for department in handbook.departments:
        free = [pair for pair in _pairs(department, handbook) if not taken & {role.id for role in pair}]
        if free and len(pairs) < _PAIRS:
            pairs.append(max(free, key=_shared))
            taken |= {role.id for role in pairs[-1]}
    return tuple(pairs)


def longest_ladder(handbook: Handbook) -> tuple[Role, Matrix] | None:
    """Return the matrix with the most levels, two at least, and its role."""
    ladders = [
        (role, matrix)
        for role in handbook.roles
        for matrix in role.matrices
        if len(matrix.levels) > 1 and matrix.competencies
    ]
    return max(ladders, key=lambda ladder: len(ladder[1].levels), default=None)


def _pairs(department: Department, handbook: Handbook) -> Iterator[Pair]:
    roles = department.roles
    leading = [(role, other) for role in roles for other in handbook.leads_to[role.id] if other is not role]
    yield from leading or pairwise(roles)


def _shared(pair: Pair) -> int:
    one, other = ({name_key(c.name) for m in role.matrices for c in m.competencies} for role in pair)
    return len(one & other)
