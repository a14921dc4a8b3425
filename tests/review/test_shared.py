"""Competencies that roles share, and where one of them departs."""

from rolebook.review.shared import shared_problems
from tests.conftest import role

_LEVELS = "| Skill | Junior | Mid | Senior | Lead |\n|--|--|--|--|--|\n"


_TWO_LEVELS = "| Skill | Entry | Full |\n|--|--|--|\n"


def _found(*rows: str, levels: str = _LEVELS) -> list[str]:
    text = f"# R\n## Evaluation Matrix\n{levels}"
    return [str(p) for p in shared_problems([role(f"it/{n}", text + row) for n, row in enumerate(rows)])]


def test_a_level_reworded() -> None:
    """A competency that says at one level something else than where it is shared is told there."""
    shared = "| Mentoring | Answers questions | Teaches newcomers | Coaches peers | Shapes how we learn |"
    departing = shared.replace("Coaches peers", "Runs the guild")
    assert _found(shared, shared, departing, shared) == [
        (
            'roles/it/2.md:5: notice: "Mentoring" at "Senior" departs from roles/it/0.md:5, '
            "with which it agrees at most levels; word what roles share alike"
        )
    ]


def test_a_level_reworded_in_another_language() -> None:
    """Two roles are enough, and any script."""
    shared = "| 指導 | 質問に答える | 新人を教える | 同僚を育てる | 学びの形を作る |"
    (found,) = _found(shared, shared.replace("新人を教える", "会を開く"))
    assert found.startswith('roles/it/1.md:5: notice: "指導" at "Mid" departs from roles/it/0.md:5')


def test_competencies_that_are_not_shared() -> None:
    """The same name with other words at most levels is another competency; few words are told elsewhere."""
    one = "| Planning | Plans a day | Plans a week | Plans a quarter | Plans a year |"
    other = "| Planning | Plans a day | Plans for two | Plans for a team | Plans for all |"
    assert _found(one, other) == []
    small = "| Planning | Plans a day | Plans a week | Plans a quarter of the year | Plans a year |"
    assert _found(small, small.replace("quarter of", "third of")) == []
    assert _found(one) == []


def test_two_levels() -> None:
    """Of two levels one is enough, if it says something; cells too short to be near are told as well."""
    shared = "| Money | Counts the till at each handover | Reconciles |"
    (found,) = _found(shared, shared.replace("Reconciles", "Signs the ledger"), levels=_TWO_LEVELS)
    assert found.startswith('roles/it/1.md:5: notice: "Money" at "Full" departs from roles/it/0.md:5')
    assert "with which it agrees at the other level" in found
    assert len(_found(shared, shared, shared.replace("Counts", "Holds"), levels=_TWO_LEVELS)) == 0
    short = "| Post | Does tasks on time | Sorts all letters before ten |"
    (found,) = _found(short, short.replace("tasks", "the tasks"), levels=_TWO_LEVELS)
    assert '"Post" at "Entry" departs' in found
    none = "| Budget | None | Signs orders below a limit |"
    assert _found(none, none.replace("Signs", "Checks all"), levels=_TWO_LEVELS) == []
    assert _found(none, "| Budget | None | Plans a year |", levels=_TWO_LEVELS) == []
