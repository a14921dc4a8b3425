"""What most roles have, and the chain of reporting."""

from rolebook.model.role import Role
from rolebook.review.addresses import address_problems
from rolebook.review.habits import habit_problems
from tests.conftest import role


def _role(number: int, manager: str, more: str = "## Objectives\n- Be useful\n") -> Role:
    reports = f"- **Reports To**: {manager}\n" if manager else ""
    text = f"# Role {number}\n## Identity\n- **Title**: Role {number}\n{reports}{more}"
    return role(f"it/role-{number}", text)


def _team(size: int = 11) -> list[Role]:
    return [_role(0, ""), *(_role(number, "Role 0") for number in range(1, size))]


def _found(roles: list[Role]) -> list[str]:
    return [str(problem) for problem in habit_problems(roles)]


def test_a_whole_library() -> None:
    """Where every role has what the others have and one reports to nobody, nothing is told."""
    assert _found(_team()) == []


def test_a_section_that_most_have() -> None:
    """A role without a section that most roles have is told; no role needs what most lack."""
    assert _found([*_team(), _role(11, "Role 0", "")]) == [
        "roles/it/role-11.md: notice: has no Objectives section, as most roles here do; add it"
    ]


def test_a_second_role_that_reports_to_nobody() -> None:
    """One role may report to nobody; a second one is told where all others report to somebody."""
    assert _found([*_team(20), _role(21, "Somebody else"), _role(22, "")]) == [
        "roles/it/role-22.md: notice: reports to nobody, like roles/it/role-0.md; say whom this role reports to"
    ]


def _full(number: int, items: int = 8, workflows: int = 3, front: str = "summary: What it is for\n") -> Role:
    lines = [
        f"---\n{front}next_roles: [role-0]\n---\n# Role {number}\n## Identity\n- **Reports To**: Role 0\n"
    ]
    lines += ["## Checklist\n", *(f"- [ ] Item {item}\n" for item in range(items))]
    lines += ["## Workflows\n", *(f"### Flow {flow}\n1. Step\n" for flow in range(workflows))]
    return role(f"it/role-{number}", "".join(lines))


def test_few_parts() -> None:
    """One checklist item where others have eight is told, one workflow where others have three, too."""
    assert _found([*map(_full, range(6)), _full(6, items=1), _full(7, workflows=1)]) == [
        (
            "roles/it/role-7.md: notice: has few workflows: 1, where most roles here have 3 or more; "
            "add what is missing"
        ),
        (
            "roles/it/role-6.md: notice: has few checklist items: 1, where most roles here have 8 or more; "
            "add what is missing"
        ),
    ]


def test_front_matter_that_most_have() -> None:
    """A role without the summary that the others have is told."""
    assert _found([*map(_full, range(6)), _full(6, front="")]) == [
        "roles/it/role-6.md: notice: has no `summary` in its front matter, as most roles here do; add it"
    ]


def test_no_way_on() -> None:
    """A role from which no path leads on is told where most lead somewhere; a manager is a way on."""
    stuck = role("it/stuck", "---\nsummary: Stays\n---\n# Stuck\n## Identity\n- **Title**: Stuck\n")
    found = [line for line in _found([*map(_full, range(6)), stuck]) if "leads" in line]
    assert found == [
        (
            "roles/it/stuck.md: notice: leads to no other role, as most roles here do; "
            "name some in `next_roles`"
        )
    ]


def test_a_small_folder_has_no_habits() -> None:
    """In a folder of a few roles, each may be different."""
    assert _found([*_team(3), _role(11, "Somebody else", "")]) == []


def test_a_work_at_two_addresses() -> None:
    """The later of two addresses of one work is told; a slash or `www.` makes no difference."""

    def citing(number: int, url: str) -> Role:
        return _role(number, "", f"## References\n- [The Book]({url})\n")

    same = [citing(0, "https://books.example/book"), citing(1, "http://www.books.example/book/")]
    assert list(address_problems(same)) == []
    assert list(map(str, address_problems([*same, citing(2, "https://shop.example/1")]))) == [
        (
            'roles/it/role-2.md:5: notice: "The Book" has another address in roles/it/role-0.md:5: '
            "https://books.example/book; use one of the two"
        )
    ]
