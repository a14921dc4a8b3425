"""Career paths, departments, and which roles a company chose."""

import pytest

from rolebook.assemble.choice import chosen
from rolebook.assemble.handbook import assemble, company_problems, levels_of, role_problems
from rolebook.model.company import Company
from tests.conftest import role, spec

COMPANY = Company("initech", "companies/initech.yml", "Initech")
MATRIX = "## Evaluation Matrix\n| Skill | Level 1 (Novice) | Senior+ |\n|--|--|--|\n| Go | a | b |\n"
ROLES = (
    role(
        "engineering/backend-engineer", spec("Backend Engineer", front="next_roles: [Backend Lead, qa-lead]")
    ),
    role("engineering/backend-lead", spec("Backend Lead", body=MATRIX)),
    role("quality/qa-lead", spec("QA Lead", front="next_roles: [backend-lead, Backend Lead, Backend Leed]")),
    role("top", spec("CTO")),
)


def choosing(*include: str, exclude: tuple[str, ...] = ()) -> Company:
    """Return a company with these patterns."""
    return Company("initech", "companies/initech.yml", "Initech", include=include, exclude=exclude)


def test_next_roles() -> None:
    """A role leads to those its front matter names by id or title, each once; they know it in turn."""
    handbook = assemble(ROLES, COMPANY)
    leads = {role_id: [role.id for role in found] for role_id, found in handbook.leads_to.items() if found}
    comes = {role_id: [role.id for role in found] for role_id, found in handbook.comes_from.items()}
    assert leads == {"backend-engineer": ["backend-lead", "qa-lead"], "qa-lead": ["backend-lead"]}
    assert comes == {"backend-lead": ["backend-engineer", "qa-lead"], "qa-lead": ["backend-engineer"]}


def test_a_next_role_that_is_none() -> None:
    """A next role must be one; titles and ids are offered."""
    assert [str(problem) for problem in role_problems(ROLES)] == [
        'roles/quality/qa-lead.md:2: warning: next_roles names no role "Backend Leed"; did you mean "Backend Lead"?'
    ]


def test_departments() -> None:
    """A folder is a department, named as most of its roles name it, else like the folder; both in order."""
    named = [
        spec(title, body=f"- **Department**: {name}")
        for title, name in (("B", "R&D"), ("Ä", "R&D"), ("c", "Lab"))
    ]
    roles = [role(f"rnd/{index}", text) for index, text in enumerate(named)]
    roles += [role("human-resources/x", spec("X")), role("y", spec("Y"))]
    found = [(d.id, d.name, [r.title for r in d.roles]) for d in assemble(roles, COMPANY).departments]
    assert found == [
        ("human-resources", "Human resources", ["X"]),
        ("rnd", "R&D", ["Ä", "B", "c"]),
        ("", "Roles", ["Y"]),
    ]


def test_roles_stand_in_order_of_department_and_title() -> None:
    """The order of the files does not matter, and every role is found by its id."""
    handbook = assemble(ROLES[::-1], COMPANY)
    assert [role.id for role in handbook.roles] == ["backend-engineer", "backend-lead", "qa-lead", "top"]
    assert handbook.role("qa-lead") == ROLES[2]
    assert handbook.role("nobody") is None


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        (choosing(), ["backend-engineer", "backend-lead", "qa-lead", "top"]),
        (choosing("engineering/*"), ["backend-engineer", "backend-lead"]),
        (choosing("*-lead", "top"), ["backend-lead", "qa-lead", "top"]),
        (choosing("quality/qa-lead"), ["qa-lead"]),
        (choosing(exclude=("engineering/*", "top")), ["qa-lead"]),
        (choosing("engineering/*", exclude=("*-lead",)), ["backend-engineer"]),
    ],
)
def test_choosing_roles(company: Company, expected: list[str]) -> None:
    """Patterns match ids and paths; what is excluded wins."""
    assert [role.id for role in chosen(ROLES, company)] == expected


def test_patterns_that_match_nothing() -> None:
    """A pattern is there for something; roles, paths and departments are offered."""
    company = Company(
        "initech",
        "companies/initech.yml",
        "Initech",
        include=("enginering/*", "backend-lead", "qa-laed"),
        exclude=("quality/qa-leed", "zzz"),
        lines={"roles.include.0": 4, "roles.include.2": 6, "roles.exclude.0": 8, "roles.exclude.1": 9},
    )
    assert [str(problem) for problem in company_problems(ROLES, levels_of(ROLES), company)] == [
        'companies/initech.yml:4: warning: roles.include: "enginering/*" matches no role; did you mean "engineering/*"?',
        'companies/initech.yml:6: warning: roles.include: "qa-laed" matches no role; did you mean "qa-lead"?',
        'companies/initech.yml:8: warning: roles.exclude: "quality/qa-leed" matches no role; did you mean "quality/qa-lead"?',
        'companies/initech.yml:9: warning: roles.exclude: "zzz" matches no role',
    ]


def test_a_choice_that_leaves_nothing() -> None:
    """A handbook without roles is a mistake, unless there are no roles at all."""
    company = choosing(exclude=("*",))
    assert [str(problem) for problem in company_problems(ROLES, levels_of(ROLES), company)] == [
        "companies/initech.yml: the choice under `roles:` leaves no role"
    ]
    assert next(iter(company_problems([], (), company))).message == 'roles.exclude: "*" matches no role'


def test_a_level_nobody_has() -> None:
    """Own names for levels must be for levels that are there; `Senior` is not `Senior+`."""
    names = {"level 1: novice": "Associate", "Senior": "Sr", "Senior+": "Sr+"}
    company = Company("a", "companies/a.yml", "A", levels=names, lines={"levels.Senior": 5})
    assert [str(problem) for problem in company_problems(ROLES, levels_of(ROLES), company)] == [
        'companies/a.yml:5: warning: levels: no role has a level "Senior"; did you mean "Senior+"?'
    ]


def test_levels_of_the_handbook() -> None:
    """Every level of every matrix, once, in order of appearance."""
    assert assemble(ROLES, COMPANY).levels == ("Level 1 (Novice)", "Senior+")


def _ladder(*competencies: str) -> str:
    rows = "\n".join(f"| {name} | a | b |" for name in competencies)
    return f"## Evaluation Matrix\n| Skill | One | Two |\n|--|--|--|\n{rows}\n"


def test_what_is_new_on_the_way() -> None:
    """A step asks for the competencies only the other ladder has, however both spell them; in its order."""
    roles = (
        role("x/engineer", spec("Engineer", "Lead", _ladder("Code Review & Design", "Mentoring"))),
        role(
            "x/lead",
            spec("Lead", "", _ladder("Strategy", "mentoring", "1. Code review and design", "Hiring")),
        ),
        role("x/senior", spec("Senior", body=_ladder("**Mentoring**"), front="next_roles: [engineer, lead]")),
    )
    handbook = assemble(roles, COMPANY)
    new = {step: [found.name for found in names] for step, names in handbook.new_on_the_way.items()}
    assert new == {
        ("engineer", "lead"): ["Strategy", "Hiring"],
        ("senior", "engineer"): ["Code Review & Design"],
        ("senior", "lead"): ["Strategy", "1. Code review and design", "Hiring"],
    }


def test_a_step_that_builds_on_what_is_known() -> None:
    """Where the other ladder has nothing of its own, nothing is new; without a ladder, nobody can say."""
    roles = (
        role("x/a", spec("A", body=_ladder("Go", "SQL"), front="next_roles: [b, c]")),
        role("x/b", spec("B", body=_ladder("SQL"), front="next_roles: [c]")),
        role("x/c", spec("C", front="next_roles: [a]")),
    )
    assert dict(assemble(roles, COMPANY).new_on_the_way) == {("a", "b"): ()}
