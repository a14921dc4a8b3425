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
        "roles/it/role-11.md: warning: has no Objectives section, as most roles here do; add it"
    ]


def test_an_open_chain() -> None:
    """A manager who is no role, and a second role without one, break a chain that is closed else."""
    assert _found([*_team(20), _role(21, "Somebody else"), _role(22, "")]) == [
        (
            'roles/it/role-21.md:4: warning: Reports To names "Somebody else", which is no role here; '
            "add that role or name another"
        ),
        "roles/it/role-22.md: warning: reports to nobody, like roles/it/role-0.md; say whom this role reports to",
    ]


def test_a_small_folder_has_no_habits() -> None:
    """In a folder of a few roles, each may be different."""
    assert _found([*_team(4), _role(11, "Somebody else", "")]) == []


def test_a_work_at_two_addresses() -> None:
    """The later of two addresses of one work is told; a slash or `www.` makes no difference."""

    def citing(number: int, url: str) -> Role:
        return _role(number, "", f"## References\n- [The Book]({url})\n")

    same = [citing(0, "https://books.example/book"), citing(1, "http://www.books.example/book/")]
    assert list(address_problems(same)) == []
    assert list(map(str, address_problems([*same, citing(2, "https://shop.example/1")]))) == [
        (
            'roles/it/role-2.md:5: warning: "The Book" has another address in roles/it/role-0.md:5: '
            "https://books.example/book; use one of the two"
        )
    ]
