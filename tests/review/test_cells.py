"""Level cells that say the same."""

import pytest

from rolebook.review.cells import cell_problems
from tests.conftest import role


def _matrix(*rows: str, levels: str = "Junior | Senior") -> str:
    return "\n".join(["# R", "## Evaluation Matrix", f"| Skill | {levels} |", "|--|--|--|", *rows, ""])


def _found(**specs: str) -> list[str]:
    roles = [role(f"it/{name}", text) for name, text in specs.items()]
    return [str(problem) for problem in cell_problems(roles)]


@pytest.mark.parametrize(
    ("junior", "senior", "said"),
    [
        ("Writes tests", "Writes tests", "the same"),
        ("Writes *tests*.", "writes tests", "the same"),
        ("Good data checks", "Very good data checks", "the same but for a word of degree"),
        ("Basic SQL", "Advanced SQL", "the same but for a word of degree"),
        ("Gute Prüfungen", "Sehr gute Prüfungen", "the same but for a word of degree"),
        ("Хорошие проверки", "Очень хорошие проверки", "the same but for a word of degree"),
        ("良いデータ確認", "非常に良いデータ確認", "the same but for a word of degree"),
        ("Bonne écoute", "Très bonne écoute", "the same but for a word of degree"),
        ("Designs simple services for users", "Designs complex services for users", "nearly the same"),
    ],
)
def test_a_level_that_adds_nothing(junior: str, senior: str, said: str) -> None:
    """Two levels of one competency that say the same, or swap an adjective, are told."""
    assert _found(a=_matrix(f"| Testing | {junior} | {senior} |")) == [
        (
            f'roles/it/a.md:5: notice: "Testing" says {said} at "Junior" and "Senior"; '
            "say what the later level does that the earlier does not"
        )
    ]


def test_levels_that_differ() -> None:
    """Short cells, empty cells and cells about different things are left alone, as those of the seed."""
    rows = [
        "| Security | Basic practices | Security architecture |",
        "| SQL | Basic | Expert |",
        "| Testing | Writes unit tests | Writes load tests |",
        "| Mentoring | Mentors juniors | Mentors seniors |",
        "| 指導 | 新人を教える | 同僚を教える |",
        "| Lead | Leads a team | Leads a department |",
        "| Risk | Handles low risks | Handles high risks |",
        "| Picking | 80 lines an hour | 120 lines an hour |",
        "| Selling | Closes 2 deals a quarter alone | Closes 9 deals a quarter alone |",
        "| Triage | Assigns ESI 3-5 | Assigns ESI 1-5 |",
        "| Other |  |  |",
    ]
    assert _found(a=_matrix(*rows)) == []


def test_a_cell_copied_from_another_role() -> None:
    """The same cell under another competency is told at the later role, with the place of the first."""
    one = _matrix("| Testing | Reviews each change within a day | Leads reviews across many teams |")
    other = _matrix("| Review | Reviews each change within a day | Designs the review rules of a product |")
    assert _found(a=one, b=other) == [
        (
            'roles/it/b.md:5: notice: "Review" at "Junior" says the same as "Testing" at "Junior" in '
            "roles/it/a.md:5; say what is particular here"
        )
    ]


def test_a_cell_that_is_nearly_another() -> None:
    """A copied cell in which one word was changed is told too."""
    one = _matrix("| Testing | Reviews each change of the team within a day | x |")
    other = _matrix("| Review | Reviews each change of the group within a day | y |")
    (found,) = _found(a=one, b=other)
    assert found.startswith('roles/it/b.md:5: notice: "Review" at "Junior" says nearly the same as "Testing"')


def test_a_shared_competency() -> None:
    """A competency that roles share says the same on purpose; where it drifts apart, that is told."""
    shared = "| Delivery | Finishes tasks on time and says when a date is at risk | Leads projects |"
    drifted = "| Delivery | Finishes tasks on time and says when the date is at risk | Leads projects |"
    assert _found(a=_matrix(shared), b=_matrix(shared), c=_matrix(shared)) == []
    assert _found(a=_matrix(shared), b=_matrix(drifted)) == [
        (
            'roles/it/b.md:5: notice: "Delivery" at "Junior" differs by few words from roles/it/a.md:5; '
            "word what roles share alike"
        )
    ]


def test_facts_are_named_in_messages() -> None:
    """A competency named by a fact is told as its author wrote it."""
    (found,) = _found(a=_matrix("| {{COMPANY_NAME}} values | Lives them | Lives them |"))
    assert '"{{COMPANY_NAME}} values" says the same' in found


def test_each_is_told_once() -> None:
    """Of many that say nearly the same, each is told once: against the first."""
    cell = "Gives medicines alone after a check by {} on each of our wards"
    specs = {name: _matrix(f"| {name} | {cell.format(name)} | x |") for name in ("ann", "bob", "cy", "dee")}
    found = _found(**specs)
    assert [problem.partition(":")[0] for problem in found] == [
        f"roles/it/{n}.md" for n in ("bob", "cy", "dee")
    ]
    assert all("in roles/it/ann.md:5" in problem for problem in found)
    row = _matrix("| Notes | Good notes | Very good notes | Excellent notes |", levels="One | Two | Three")
    assert [
        problem.partition("; ")[0] for problem in _found(a=row.replace("|--|--|--|", "|--|--|--|--|"))
    ] == [
        f'roles/it/a.md:5: notice: "Notes" says the same but for a word of degree at "One" and "{level}"'
        for level in ("Two", "Three")
    ]
