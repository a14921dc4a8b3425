"""Days of review that have not come yet."""

from datetime import date

from rolebook.review.advice import advice_on
from tests.conftest import role, spec

TODAY = date(2026, 3, 31)


def _found(day: str) -> list[str]:
    front = f"summary: What it is for\nreviewed: {day}"
    return list(map(str, advice_on([role("qa/lead", spec("QA Lead", front=front))], TODAY)))


def test_a_review_in_the_future() -> None:
    """A day that has not come anywhere is told at its line; today is passed in, never asked for."""
    assert _found("2062-03-31") == [
        (
            "roles/qa/lead.md:3: notice: `reviewed: 2062-03-31` lies in the future; "
            "write the day of the last review"
        )
    ]


def test_a_review_of_today() -> None:
    """Today is no future, nor is tomorrow, which somewhere has begun."""
    for day in ("2020-01-01", "2026-03-31", "2026-04-01"):
        assert _found(day) == []
