"""Nothing undefined is ever printed: declared facts against the facts in use."""

import pytest

from rolebook.assemble.declared_facts import (
    Declared,
    company_fact_problems,
    declared_facts,
    lacking_problems,
    undeclared_problems,
    unused_problems,
    uses_in,
    value_of,
)
from rolebook.model.company import Company, DeclaredFact, FactKind
from rolebook.model.role import FactUse, Role
from tests.conftest import role, spec

ROLE = role(
    "x/qa-engineer", spec("QA Engineer", body="## Objectives\n- Know {{COMPANY_NAME}}\n- Ask {{TEAM}}\n")
)
DECLARED = {name: DeclaredFact(name, line=index) for index, name in enumerate(("COMPANY_NAME", "TEAM"), 1)}


def company(company_id: str, **facts: str) -> Company:
    """Return a company with these facts, each in the line of its place."""
    lines = {f"facts.{name}": number for number, name in enumerate(facts, 3)}
    return Company(company_id, f"companies/{company_id}.yml", company_id, facts=facts, lines=lines)


def told(declared: Declared, *companies: Company, readers: tuple[Role, ...] = (ROLE,)) -> list[str]:
    """Return what is wrong with the facts that the role uses, for companies that read it."""
    paths = {found.path for found in readers}
    uses = uses_in([ROLE])
    lacking = lacking_problems(uses, [(found, paths) for found in companies], declared)
    problems = [*undeclared_problems(uses, declared), *lacking]
    return [str(problem) for problem in problems]


def test_all_is_well() -> None:
    """Every fact is declared, and every company gives it."""
    assert told(DECLARED, company("acme", COMPANY_NAME="Acme", TEAM="QA")) == []


def test_an_undeclared_fact() -> None:
    """It is named with its place, the nearest declared name, and a way to print the braces."""
    declared = {"TEAMS": DeclaredFact("TEAMS"), "COMPANY_NAME": DeclaredFact("COMPANY_NAME")}
    assert told(declared, company("acme", COMPANY_NAME="Acme", TEAMS="QA")) == [
        (
            'roles/x/qa-engineer.md:9: {{TEAM}} is not a declared fact; did you mean "TEAMS"? '
            "(to print the braces, write \\{{TEAM}})"
        )
    ]


def test_an_undeclared_fact_on_a_page() -> None:
    """A page in `docs/` is a template, where braces are printed in another way."""
    (problem,) = undeclared_problems([("docs/index.md", FactUse("X", 3))], DECLARED)
    assert str(problem) == (
        "docs/index.md:3: {{X}} is not a declared fact (to print the braces, write {% raw %}{{X}}{% endraw %})"
    )


def test_a_fact_that_companies_lack() -> None:
    """All of them are named, each place once."""
    lacking = [
        company("acme", COMPANY_NAME="Acme"),
        company("initech", TEAM="QA"),
        company("umbra", COMPANY_NAME="U"),
    ]
    assert told(DECLARED, *lacking) == [
        (
            "roles/x/qa-engineer.md:8: {{COMPANY_NAME}} has no value for initech; "
            "give it in the company's file or a default in companies/facts.yml"
        ),
        (
            "roles/x/qa-engineer.md:9: {{TEAM}} has no value for acme, umbra; "
            "give it in the company's file or a default in companies/facts.yml"
        ),
    ]


def test_a_default_is_used() -> None:
    """A company without the fact reads the default, one with it its own, be it empty."""
    declared = DECLARED | {"TEAM": DeclaredFact("TEAM", default="the team")}
    assert told(declared, company("acme", COMPANY_NAME="Acme")) == []
    assert value_of("TEAM", company("acme"), declared) == "the team"
    assert value_of("TEAM", company("acme", TEAM=""), declared) == ""
    assert value_of("COMPANY_NAME", company("acme"), declared) is None
    assert value_of("NEVER", company("acme"), declared) is None


def test_a_role_that_a_company_does_not_read() -> None:
    """An excluded role needs no facts, but they must be declared."""
    assert told(DECLARED, company("acme"), readers=()) == []
    assert len(told({}, company("acme"), readers=())) == 2


def test_unused_facts_are_reported() -> None:
    """A fact that is declared and used nowhere is a leftover."""
    declared = DECLARED | {"OLD": DeclaredFact("OLD", line=7)}
    problems = unused_problems(uses_in([ROLE]), declared, "companies/facts.yml")
    assert [str(problem) for problem in problems] == [
        "companies/facts.yml:7: warning: OLD is declared but used nowhere; use it or remove it"
    ]
    allowing = {"NAME": DeclaredFact("NAME", public_values=("stmary",))}
    assert list(unused_problems([], allowing, "companies/facts.yml")) == []
    assert list(unused_problems([], None, "companies/facts.yml")) == []


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "example.com", "", "https://a b", "data:text/html,x"]
)
def test_an_address_must_be_one(value: str) -> None:
    """A fact of kind url stands as it is in a link, so it may be nothing else."""
    declared = {"HOME": DeclaredFact("HOME", kind=FactKind.URL)}
    problems = company_fact_problems(company("acme", HOME=value), declared)
    assert [str(problem) for problem in problems] == [
        f'companies/acme.yml:3: HOME must be an address such as https://example.com/, not "{value}"'
    ]
    assert list(company_fact_problems(company("acme", HOME="https://acme.example"), declared)) == []


def test_a_company_gives_a_fact_nobody_declared() -> None:
    """It is most likely misspelled."""
    problems = company_fact_problems(company("acme", COMPANY_NAME="Acme", COMPANYNAME="Acme"), DECLARED)
    assert [str(problem) for problem in problems] == [
        'companies/acme.yml:4: COMPANYNAME is not declared in companies/facts.yml; did you mean "COMPANY_NAME"?'
    ]


def test_without_facts_yml() -> None:
    """Every fact that some company gives is declared; one that only ever is an address is a url."""
    one = company("one", NAME="One", HOME="https://one.example", MIXED="https://one.example")
    two = company("two", TEAM="QA", HOME="https://two.example", MIXED="none")
    declared = declared_facts(None, [one, two])
    assert {name: fact.kind.value for name, fact in declared.items()} == {
        "NAME": "text",
        "HOME": "url",
        "MIXED": "text",
        "TEAM": "text",
    }
    assert declared_facts(DECLARED, [one, two]) == DECLARED
