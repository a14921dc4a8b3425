"""Who reports to whom: what the specs say, and what the handbook makes of it."""

from collections.abc import Sequence

import pytest

from rolebook.assemble.handbook import assemble, role_problems
from rolebook.model.company import Company
from rolebook.model.handbook import Handbook, Post
from rolebook.model.role import Role
from tests.conftest import role, spec

COMPANY = Company("initech", "companies/initech.yml", "Initech")
LEAD = role(
    "quality/qa-lead",
    spec("QA Lead", front="aliases: [Head of Quality]").replace("# QA Lead", "# Tester Agent"),
)
CTO = role("top/cto", spec("CTO"))


def handbook(*roles: Role) -> Handbook:
    """Return the handbook of a company that reads all roles."""
    return assemble(roles, COMPANY)


def managers(reports_to: str, *others: Role) -> list[tuple[str, str, str | None]]:
    """Return the managers of an engineer: what joins it to the one before, its name, its role."""
    engineer = role("quality/engineer", spec("Engineer", reports_to))
    found = handbook(engineer, *others).managers["engineer"]
    return [(manager.joint, manager.name, manager.role.id if manager.role else None) for manager in found]


def tree(posts: Sequence[Post]) -> dict[str, object]:
    """Return the reporting tree by names."""
    return {post.name: tree(post.reports) for post in posts}


def told(*roles: Role) -> list[str]:
    """Return what is wrong between the roles."""
    return [str(problem) for problem in role_problems(roles)]


@pytest.mark.parametrize(
    "name",
    [
        "QA Lead",
        "qa lead",
        "QA-Lead",
        "**QA Lead**",
        "QA Lead Agent",
        "`QA Lead`",
        "Tester",
        "Head of Quality",
        "qa-lead",
        "[QA Lead](qa-lead.md)",
        "[the lead](https://x.example/QA/Lead) or QA Lead",
    ],
)
def test_a_manager_by_any_of_its_names(name: str) -> None:
    """Title, heading, alias and id name a role, in any case and markup."""
    assert [found for _, _, found in managers(name, LEAD)][-1] == "qa-lead"


@pytest.mark.parametrize(
    ("reports_to", "expected"),
    [
        ("QA Lead or CTO", [("", "QA Lead", "qa-lead"), (" or ", "CTO", "cto")]),
        ("QA Lead / CTO", [("", "QA Lead", "qa-lead"), (" / ", "CTO", "cto")]),
        ("QA Lead, and CTO", [("", "QA Lead", "qa-lead"), (", and ", "CTO", "cto")]),
        ("QA Lead and the board", [("", "QA Lead", "qa-lead"), (" and ", "the board", None)]),
        ("VP of IT and Facilities or CTO", [("", "VP of IT and Facilities", None), (" or ", "CTO", "cto")]),
        ("QA Lead,", [("", "QA Lead,", "qa-lead")]),
        ("the board", [("", "the board", None)]),
        ("Sales and Marketing", [("", "Sales and Marketing", None)]),
        ("", []),
    ],
)
def test_several_managers(reports_to: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Each that has a spec is found; what no role answers to stays as it is written."""
    assert managers(reports_to, LEAD, CTO) == expected


@pytest.mark.parametrize(
    "title", ["Head of QA and Support", "Dev/Ops Lead", "VP, Engineering", "CTO or Deputy"]
)
def test_a_title_with_a_joint_in_it(title: str) -> None:
    """The whole is looked up before its pieces, alone and among others."""
    boss = role("top/boss", spec(title))
    assert managers(title, boss, CTO) == [("", title, "boss")]
    assert managers(f"CTO or {title}", boss, CTO) == [("", "CTO", "cto"), (" or ", title, "boss")]
    assert managers(f"{title} or CTO", boss, CTO) == [("", title, "boss"), (" or ", "CTO", "cto")]


def test_symbols_tell_titles_apart() -> None:
    """A C++ lead is no C# lead."""
    leads = [
        role(f"x/{name}", spec(title))
        for name, title in (("c", "C Lead"), ("cpp", "C++ Lead"), ("cs", "C# Lead"))
    ]
    assert [managers(f"{name} Lead", *leads)[0][2] for name in ("C", "C++", "C#")] == ["c", "cpp", "cs"]
    assert told(*leads) == []


def test_titles_of_other_scripts() -> None:
    """Vowel signs are part of a word: a title in Hindi is not another that shares its consonants."""
    one, other = role("x/one", spec("टीम लीड")), role("x/other", spec("टाम लड"))
    assert managers("टीम लीड", one, other)[0][2] == "one"
    assert managers("टाम लड", one, other)[0][2] == "other"


def test_a_title_wins_over_the_alias_of_another_role() -> None:
    """What a role is called matters more than what it also answers to, in any order."""
    alias = role("x/deputy", spec("Deputy", front="aliases: [CTO]"))
    assert managers("CTO", alias, CTO)[0][2] == "cto"


def test_a_fact_in_a_title() -> None:
    """The name of the company may be part of a title, and is matched like any word."""
    boss = role("top/boss", spec("{{COMPANY_NAME}} Lead"))
    assert managers("{{ COMPANY_NAME }} Lead", boss)[0][2] == "boss"


def test_a_near_miss() -> None:
    """A manager whose name is nearly a title is most likely a slip."""
    text = "# QA\n\n## Identity\n\n- Title: QA Engineer\n- Department: Quality\n- Reports To: QA Led\n"
    assert told(role("x", text), LEAD) == [
        'roles/x.md:7: warning: Reports To names no role "QA Led"; did you mean "QA Lead"?'
    ]


@pytest.mark.parametrize(
    ("reports_to", "title"),
    [
        ("Backend Engneering Lead", "Backend Engineering Lead"),
        ("CTO or QA Laed", "QA Lead"),
        ("Qa Leads", "QA Lead"),
    ],
)
def test_other_near_misses(reports_to: str, title: str) -> None:
    """A letter left out at the front, letters swapped, a plural: each is seen, among several managers too."""
    boss = role("x/boss", spec(title))
    (message,) = told(role("x/a", spec("A", reports_to)), boss, CTO)
    assert message.endswith(f'; did you mean "{title}"?')


@pytest.mark.parametrize(
    "reports_to", ["VP of Engineering", "Head of IT", "CFO", "the board", "Frontend Lead"]
)
def test_another_title_is_no_slip(reports_to: str) -> None:
    """Managers without a spec are usual, and no reason to warn."""
    known = [
        role(f"x/{index}", spec(title)) for index, title in enumerate(["CTO", "Head of PR", "Backend Lead"])
    ]
    assert told(role("x/a", spec("A", reports_to)), *known) == []


def test_one_title_twice() -> None:
    """Two roles of one title cannot be told apart; the later file is named."""
    one, other = role("a/lead", spec("QA Lead")), role("b/lead2", spec("**QA** Lead"))
    assert told(one, other) == [
        'roles/b/lead2.md: warning: the title "QA Lead" is that of roles/a/lead.md too; give each its own'
    ]


def test_a_role_that_is_its_own_manager() -> None:
    """A role that names itself, by whichever of its names, is told so once."""
    lead = role("x/lead", spec("Lead", "CTO or Boss", front="aliases: [Boss]"))
    assert told(lead, CTO) == [
        'roles/x/lead.md:9: warning: reports to "Boss", a name of this role itself; name its manager'
    ]
    assert told(role("x/a", spec("A", "A"))) == [
        'roles/x/a.md:6: warning: reports to "A", a name of this role itself; name its manager'
    ]


def test_an_alias_of_two_roles() -> None:
    """An alias that another role has as title or as alias leads to only one of them."""
    one = role("x/one", spec("One", front="owner: Ann\naliases: [Boss, cto, One]"))
    other = role("x/other", spec("Other", front="aliases: [boss]"))
    assert told(one, other, CTO) == [
        'roles/x/one.md:3: warning: the alias "cto" is the title of roles/top/cto.md; remove it here',
        'roles/x/other.md:2: warning: the alias "boss" is one of roles/x/one.md too; keep it in one of the two',
    ]


def test_direct_reports() -> None:
    """Each role knows who reports to it, once, by whichever of its names."""
    a = role("x/a", spec("A", "QA Lead or CTO"))
    b = role("x/b", spec("B", "qa-lead and Tester"))
    found = handbook(LEAD, CTO, a, b).reports
    assert {manager: [report.id for report in below] for manager, below in found.items()} == {
        "qa-lead": ["a", "b"],
        "cto": ["a"],
    }


def test_the_organization() -> None:
    """A role stands under the first manager named; a manager without a spec is a root of its own."""
    roles = [LEAD, CTO, role("x/a", spec("A", "QA Lead or CTO")), role("x/b", spec("B", "the Board"))]
    roles += [role("x/c", spec("C", "A")), role("x/d", spec("D", "The board"))]
    assert tree(handbook(*roles).organization) == {
        "the Board": {"B": {}, "D": {}},
        "CTO": {},
        "QA Lead": {"A": {"C": {}}},
    }


def test_a_circle() -> None:
    """Roles that report to each other hang under one of them, and nobody is lost or shown twice."""
    circle = [role("x/a", spec("A", "C")), role("x/b", spec("B", "A")), role("x/c", spec("C", "B"))]
    below = role("x/d", spec("D", "B"))
    assert tree(handbook(*circle, below).organization) == {"A": {"B": {"C": {}, "D": {}}}}
    assert tree(handbook(role("x/a", spec("A", "A"))).organization) == {"A": {}}


def test_a_long_chain() -> None:
    """However many roles report to each other in a row, the tree is built."""
    chain = [role(f"x/r{n}", spec(f"R{n}", f"R{n - 1}" if n else "")) for n in range(1200)]
    posts = handbook(*chain).organization
    depth = 0
    while posts:
        depth, posts = depth + 1, posts[0].reports
    assert depth == 1200


def test_a_manager_who_is_not_in_this_handbook() -> None:
    """A company that excludes the manager sees the name without a link."""
    engineer = role("x/engineer", spec("Engineer", "QA Lead"))
    company = Company("a", "companies/a.yml", "A", exclude=("qa-lead",))
    (manager,) = assemble([LEAD, engineer], company).managers["engineer"]
    assert (manager.name, manager.role) == ("QA Lead", None)
