"""Days of review that have not come yet."""

from collections.abc import Iterator, Sequence
from datetime import date

from rolebook.model.problem import Problem, advice
from rolebook.model.role import Role


def reviewed_problems(roles: Sequence[Role], today: date) -> Iterator[Problem]:
    """Yield the roles that say they were reviewed after today, wherever on earth today is."""
    for role in roles:
        reviewed = role.meta.reviewed
        if reviewed and (reviewed - today).days > 1:
            line = role.meta.lines.get("reviewed", 1)
            message = f"`reviewed: {reviewed}` lies in the future; write the day of the last review"
            yield advice(Problem(role.path, line, message))
