"""Advice on a library of roles: what no spec is wrong in, and what makes all of them better together."""

from collections.abc import Sequence
from datetime import date

from rolebook.model.problem import Problem
from rolebook.model.role import Role
from rolebook.review.addresses import address_problems
from rolebook.review.cells import cell_problems
from rolebook.review.habits import habit_problems
from rolebook.review.managers import manager_problems
from rolebook.review.reviewed import reviewed_problems
from rolebook.review.sections import section_problems
from rolebook.review.shared import shared_problems

_REVIEWS = (
    habit_problems,
    manager_problems,
    address_problems,
    cell_problems,
    shared_problems,
    section_problems,
)


def advice_on(roles: Sequence[Role], today: date) -> tuple[Problem, ...]:
    """Return every piece of advice, in order of place; `today` is what no review can be later than."""
    problems = {problem for review in _REVIEWS for problem in review(roles)}
    return tuple(sorted(problems.union(reviewed_problems(roles, today))))
