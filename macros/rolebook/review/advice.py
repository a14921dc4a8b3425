"""Advice on a library of roles: what no spec is wrong in, and what makes all of them better together."""

from collections.abc import Sequence

from rolebook.model.problem import Problem
from rolebook.model.role import Role
from rolebook.review.addresses import address_problems
from rolebook.review.cells import cell_problems
from rolebook.review.habits import habit_problems
from rolebook.review.sections import section_problems

_REVIEWS = (habit_problems, address_problems, cell_problems, section_problems)


def advice_on(roles: Sequence[Role]) -> tuple[Problem, ...]:
    """Return every piece of advice, in order of place."""
    return tuple(sorted({problem for review in _REVIEWS for problem in review(roles)}))
