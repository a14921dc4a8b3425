"""What authors are told about the files in `bad/` and `bad_facts/`: every problem at once, in `<name>.txt`."""

from pathlib import Path

import pytest

from rolebook.load.company_file import parse_company
from rolebook.load.facts_file import parse_facts
from rolebook.model.problem import Problem

HERE = Path(__file__).parent
COMPANIES = sorted((HERE / "bad").glob("*.yml"))
FACTS = sorted((HERE / "bad_facts").glob("*.yml"))


def by_name(file: Path) -> str:
    """Name a test after its file."""
    return file.stem


def assert_told(problems: tuple[Problem, ...], file: Path) -> None:
    """Assert that the problems are those that stand beside the file."""
    expected = file.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(map(str, problems)) == expected.removesuffix("\n")


@pytest.mark.parametrize("file", COMPANIES, ids=by_name)
def test_a_bad_company_file(file: Path) -> None:
    """Each problem of a company file is told at its line, in plain words, and there is no company."""
    company, problems = parse_company(file.read_text(encoding="utf-8"), f"companies/{file.name}")
    assert company is None
    assert_told(problems, file)


@pytest.mark.parametrize("file", FACTS, ids=by_name)
def test_a_bad_facts_file(file: Path) -> None:
    """Each problem of `facts.yml` is told at its line, in plain words."""
    _, problems = parse_facts(file.read_text(encoding="utf-8"), f"companies/{file.name}")
    assert_told(problems, file)


def test_a_default_beside_a_slip() -> None:
    """A fact whose entry has a slip elsewhere keeps its default, so that no company is said to lack it."""
    text = "VAT: {default: 20%, pubic: true}\nNO: {default: [x]}\n"
    declared, problems = parse_facts(text, "companies/facts.yml")
    assert declared
    assert declared["VAT"].default == "20%"
    assert len(problems) == 2
