"""Comparisons that are worth making."""

from rolebook.assemble.comparisons import longest_ladder, pairs_to_compare
from rolebook.assemble.handbook import assemble
from rolebook.model.company import Company
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from tests.conftest import role, spec

COMPANY = Company("initech", "companies/initech.yml", "Initech")


def matrix(*competencies: str, levels: int = 2) -> str:
    """Return a matrix with these competencies."""
    head = " | ".join(f"L{number}" for number in range(levels))
    cells = " | ".join("x" for _ in range(levels))
    rows = "".join(f"| {name} | {cells} |\n" for name in competencies)
    return f"## Evaluation Matrix\n| Skill | {head} |\n|{'--|' * (levels + 1)}\n{rows}"


def handbook(*roles: Role) -> Handbook:
    """Return a handbook of these roles."""
    return assemble(roles, COMPANY)


def test_roles_that_share_competencies() -> None:
    """Of the roles one leads to, the one with the most competencies in common stands beside it."""
    found = handbook(
        role("eng/a", spec("A", body=matrix("Go", "Tests"), front="next_roles: [b, c]")),
        role("eng/b", spec("B", body=matrix("Hiring"))),
        role("eng/c", spec("C", body=matrix("Go", "Hiring"))),
    )
    assert [[one.id, other.id] for one, other in pairs_to_compare(found)] == [["a", "c"]]


def test_no_role_twice_and_few_pairs() -> None:
    """Each department gives one pair at most, three in all; no role comes twice, nor beside itself."""
    roles = [
        role(f"d{number}/{name}{number}", spec(f"{name}{number}", front=f"next_roles: [{name}{number}, z]"))
        for number in range(5)
        for name in ("x", "y")
    ]
    pairs = pairs_to_compare(handbook(*roles, role("top/z", spec("Z"))))
    assert [[one.id, other.id] for one, other in pairs] == [["x0", "z"]]
    apart = [
        role(f"d{number}/{name}{number}", spec(f"{name}{number}")) for number in range(5) for name in "xy"
    ]
    assert [[one.id, other.id] for one, other in pairs_to_compare(handbook(*apart))] == [
        ["x0", "y0"],
        ["x1", "y1"],
        ["x2", "y2"],
    ]
    assert pairs_to_compare(handbook(role("a/only", spec("Only")))) == ()


def test_the_longest_ladder() -> None:
    """The ladder with the most levels shows what changes; a single level shows nothing."""
    short = role("eng/a", spec("A", body=matrix("Go", levels=1)))
    assert longest_ladder(handbook(short)) is None
    found = longest_ladder(handbook(short, role("eng/b", spec("B", body=matrix("Go", levels=3)))))
    assert found
    assert found[0].id == "b"
