"""What holds for the handbook of any company, whichever roles it chose."""

import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.assemble.handbook import assemble, company_problems, levels_of, role_problems
from rolebook.model.company import Company
from rolebook.model.handbook import Handbook, Post
from rolebook.model.problem import errors
from rolebook.model.role import Role
from tests.conftest import role, spec

COMPANY = Company("initech", "companies/initech.yml", "Initech")
REPOSITORY = Path(__file__).parents[2]
SHIPPED = tuple(
    role(file.relative_to(REPOSITORY / "roles").with_suffix("").as_posix(), file.read_text(encoding="utf-8"))
    for file in sorted((REPOSITORY / "roles").rglob("*.md"))
)
TITLES = ("A", "B", "C and D", "C", "D", "A or B")


def posts(found: Sequence[Post]) -> Iterator[Role]:
    """Yield every role of the reporting tree."""
    for post in found:
        if post.role:
            yield post.role
        yield from posts(post.reports)


def references(handbook: Handbook) -> Iterator[Role]:
    """Yield the roles that any cross-reference points to."""
    for found in (handbook.reports, handbook.comes_from, handbook.leads_to):
        for roles in found.values():
            yield from roles
    for managers in handbook.managers.values():
        yield from (manager.role for manager in managers if manager.role)
    for department in handbook.departments:
        yield from department.roles
    for work in handbook.works:
        yield from (citation.role for citation in work.citations)
    for entries in (handbook.tools, handbook.competencies, handbook.metrics, handbook.workflows):
        yield from (use.role for entry in entries for use in entry.uses)


def check(roles: Sequence[Role]) -> None:
    """Assert what holds for the handbook of these roles."""
    handbook = assemble(roles, COMPANY)
    ids = {role.id for role in roles}
    assert {found.id for found in references(handbook)} <= ids
    assert sorted(found.id for found in posts(handbook.organization)) == sorted(ids)
    assert set(handbook.managers) == set(handbook.department_of) == ids
    assert all(handbook.work_of_reference[found] in handbook.works for r in roles for found in r.references)
    assert all(len({entry.id for entry in kind}) == len(kind) for kind in (handbook.tools, handbook.works))
    assert errors(role_problems(roles)) == ()
    assert list(company_problems(roles, levels_of(roles), COMPANY)) == []


def test_any_subset_of_the_shipped_roles() -> None:
    """Each pair and each handbook that lacks one or two roles is whole in itself."""
    for size in (0, 1, 2, len(SHIPPED) - 1, len(SHIPPED)):
        for subset in combinations(SHIPPED, size):
            check(subset)


@given(st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from((*TITLES, "", "E", "a / b, c")))))
@settings(max_examples=100, deadline=None)
def test_any_reporting_lines(people: list[tuple[str, str]]) -> None:
    """Whoever reports to whom, in circles and with titles shared, nobody is lost and nothing is invented."""
    check([role(f"x/r{number}", spec(title, boss)) for number, (title, boss) in enumerate(people)])


def test_eight_hundred_roles() -> None:
    """Twice the roles take about twice the time, not four times."""

    def many(count: int) -> list[Role]:
        front = "next_roles: [r0, r1]"
        body = "## References\n- [X](https://x.example)\n\n## Tools\n- Git\n"
        return [
            role(f"d{n % 20}/r{n}", spec(f"Role {n}", f"Role {n // 9}", body, front)) for n in range(count)
        ]

    def seconds(roles: Sequence[Role]) -> float:
        start = time.process_time()
        handbook = assemble(roles, COMPANY)
        assert all(handbook.role(found.id) is found for found in roles)
        return time.process_time() - start

    few, twice = many(400), many(800)
    seconds(twice)
    assert min(seconds(twice) for _ in range(3)) < 3 * min(seconds(few) for _ in range(3)) + 0.05
