"""Managers who are no role."""

from rolebook.review.managers import manager_problems
from tests.conftest import role, spec


def _found(**managers: str) -> list[str]:
    roles = [role(f"it/{name}", spec(name.title(), manager)) for name, manager in managers.items()]
    return [str(problem) for problem in manager_problems(roles)]


def test_a_manager_without_a_spec() -> None:
    """In a handbook of any size, a manager whom no role describes is told once, with all who name it."""
    assert _found(tester="QA Lead") == [
        (
            'roles/it/tester.md:6: notice: Reports To names "QA Lead", which is no role here; '
            "add that role or name another"
        )
    ]
    assert _found(one="Leiterin Qualität", two="leiterin qualität", three="One") == [
        (
            'roles/it/one.md:6: notice: Reports To names "Leiterin Qualität", which is no role here; '
            "add that role or name another (so do roles/it/two.md:6)"
        )
    ]


def test_managers_that_are_known() -> None:
    """A manager with a spec, none at all, and a slip that is told as such need no advice."""
    assert _found(lead="", tester="Lead", coder="None", builder="Testr") == []


def test_a_note_in_brackets() -> None:
    """A manager may be named without the note that the title has in brackets, where that is one role's."""
    sister = role("it/sister", spec("Ward Sister / Charge Nurse (Band 7)", "None"))
    nurse = role("it/five", spec("Staff Nurse (Band 5)", "Ward Sister / Charge Nurse"))
    other = role("it/six", spec("Staff Nurse (Band 6)", "Staff Nurse"))
    assert list(manager_problems([sister, nurse])) == []
    (found,) = map(str, manager_problems([sister, nurse, other]))
    assert 'Reports To names "Staff Nurse", which is no role here' in found
