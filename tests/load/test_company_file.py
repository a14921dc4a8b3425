"""What a company file says, as a value."""

from datetime import date

import pytest

from rolebook.load.company_file import parse_company
from rolebook.load.facts_file import parse_facts
from rolebook.model.company import Brand, Company, DeclaredFact, FactKind

WHOLE = """\
name: Initech
facts: {COMPANY_NAME: Initech, PLATFORM: the billing platform}
site: {url: https://handbook.initech.example, language: pt-BR}
brand: {logo: initech/logo.svg, favicon: initech/icon.PNG, primary: "#0B5CAD", accent: "#c2410c"}
roles: {include: [engineering/*, 007], exclude: [mobile-engineer]}
levels: {Level 1 (Novice): Associate}
settings: {remote: true, seats: 12, since: 2020-02-29, note: "yes"}
"""


def company(text: str) -> Company:
    """Return the company of a file without problems."""
    found, problems = parse_company(text, "companies/initech.yml")
    assert problems == ()
    assert found
    return found


def fact(value: str) -> str:
    """Return the fact that a value in a company file stands for."""
    return company(f"name: x\nfacts:\n  A: {value}\n").facts["A"]


def test_a_whole_company_file() -> None:
    """Every block is read; the id is the file's stem, the site's address ends in a slash."""
    found = company(WHOLE)
    assert found == Company(
        id="initech",
        path="companies/initech.yml",
        name="Initech",
        facts={"COMPANY_NAME": "Initech", "PLATFORM": "the billing platform"},
        url="https://handbook.initech.example/",
        language="pt-BR",
        brand=Brand("initech/logo.svg", "initech/icon.PNG", primary="#0b5cad", accent="#c2410c"),
        include=("engineering/*", "007"),
        exclude=("mobile-engineer",),
        levels={"Level 1 (Novice)": "Associate"},
        settings={"remote": True, "seats": 12, "since": date(2020, 2, 29), "note": "yes"},
    )


def test_only_name_and_facts_are_needed() -> None:
    """The rest has defaults: English, the brand of Rolebook, all roles."""
    found = company("name: Initech\nfacts: {}\n")
    assert (found.url, found.language, found.brand, found.include) == ("", "en", Brand(), ())


def test_a_block_may_be_empty() -> None:
    """A block whose lines are all commented out is as good as none."""
    blocks = "facts:\nsite:\nbrand:\nroles:\nlevels:\nsettings:\n"
    assert company(f"name: Initech\n{blocks}") == company("name: Initech\nfacts: {}\n")
    assert company("name: Initech\nfacts:\nroles: {include: , exclude: }\n").include == ()


@pytest.mark.parametrize(
    "written",
    [
        "1.10",
        "NO",
        "yes",
        "007",
        "1_000",
        "12:30",
        "0x1F",
        "1e3",
        "2026-01-01",
        "2026-13-45",
        ".inf",
        "on",
        "a, b",
        "back\\slash",
        "{{X}} Inc",
        "🚀",
        "C#",
        "$HOME",
        "<b>",
        "a  b",
    ],
)
def test_a_fact_is_what_its_author_wrote(written: str) -> None:
    """Numbers, booleans and dates are texts like any other; quotes change nothing."""
    assert fact(f"'{written}'") == written
    if not written.startswith("{"):
        assert fact(written) == " ".join(written.split(" "))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('""', ""),
        ("''", ""),
        ('"null"', "null"),
        ("|\n    one\n    two", "one\ntwo\n"),
        (">-\n    one\n    two", "one two"),
    ],
)
def test_a_fact_may_be_empty_or_long(value: str, expected: str) -> None:
    """Quotes say that nothing is meant, and a block may hold several lines."""
    assert fact(value) == expected


def test_the_language_of_norway() -> None:
    """YAML reads `no` as false; here it is a language, and a level may be called `Yes`."""
    found = company("name: NO\nfacts: {}\nsite: {language: no}\nlevels: {1: Yes}\n")
    assert (found.name, found.language, dict(found.levels)) == ("NO", "no", {"1": "Yes"})


def test_an_alias_repeats_a_text() -> None:
    """What YAML offers against repetition works, lines included."""
    found = company("name: &name Initech\nfacts:\n  COMPANY_NAME: *name\n")
    assert found.facts["COMPANY_NAME"] == "Initech"
    assert found.line("facts", "COMPANY_NAME") == 3


def test_lines() -> None:
    """Each value knows its line, entries of lists too; 0 is said of what is not there."""
    found = company(WHOLE)
    lines = [found.line("levels", "Level 1 (Novice)"), found.line("roles", "exclude", "0"), found.line("x")]
    assert lines == [6, 5, 0]


def test_facts_are_declared_in_a_long_form_and_a_short_one() -> None:
    """A name alone, a meaning alone, or an entry with meaning, default, kind and required."""
    declared, problems = parse_facts(
        "A:\n"
        "B: What B means\n"
        "C: {meaning: What C means, default: 1.10}\n"
        "D: {kind: url, default: https://example.com/}\n"
        "E: {required: true, kind: text}\n"
        'F: {default: ""}\n',
        "companies/facts.yml",
    )
    assert problems == ()
    assert declared == {
        "A": DeclaredFact("A", line=1),
        "B": DeclaredFact("B", "What B means", line=2),
        "C": DeclaredFact("C", "What C means", "1.10", line=3),
        "D": DeclaredFact("D", "", "https://example.com/", FactKind.URL, line=4),
        "E": DeclaredFact("E", line=5),
        "F": DeclaredFact("F", "", "", line=6),
    }


def test_an_empty_facts_file_declares_nothing() -> None:
    """A file of comments is read, and is not the same as one that cannot be."""
    assert parse_facts("# none yet\n", "companies/facts.yml") == ({}, ())


def test_a_fact_with_a_wrong_entry_is_declared() -> None:
    """So that its uses are not reported as well."""
    declared, _ = parse_facts("A: {kind: link}\n", "companies/facts.yml")
    assert declared == {"A": DeclaredFact("A", line=1)}
    assert parse_facts("A: [\n", "companies/facts.yml")[0] is None


@pytest.mark.parametrize(
    "url",
    [
        "https://bot:hunter2@git.example/acme.wiki.git",
        "https://hunter2@git.example/acme.wiki.git",
        "ssh://git:hunter2@git.example/acme.wiki.git",
        "http://bot:hunter2@wiki.example/w/api.php",
    ],
)
def test_a_wikis_address_that_holds_a_secret_is_refused(url: str) -> None:
    """Files are shared, so secrets come from the environment; the message says so and not the secret."""
    text = f"name: Acme\nfacts:\nwiki:\n  intranet: {{kind: git, url: '{url}'}}\n"
    found, problems = parse_company(text, "companies/acme.yml")
    assert found is None
    (problem,) = problems
    assert problem.line == 4
    assert "ROLEBOOK_WIKI_PASSWORD" in problem.message
    assert "hunter2" not in problem.message


@pytest.mark.parametrize("url", ["ssh://git@git.example/a.wiki.git", "git@git.example:a.wiki.git", "../wiki"])
def test_an_account_that_is_no_secret_may_stand_in_a_wikis_address(url: str) -> None:
    """Over ssh everybody is called `git`."""
    text = f"name: Acme\nfacts:\nwiki:\n  intranet: {{kind: git, url: '{url}'}}\n"
    assert company(text).wiki["intranet"].url == url
