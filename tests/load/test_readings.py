"""Reading a folder again: what is unchanged is not parsed a second time, and what changed always is."""

from pathlib import Path

import pytest

from rolebook.load.content import Content
from rolebook.load.folder import read_folder
from rolebook.load.parsed_before import Readings
from rolebook.parse.kinds import Kinds
from rolebook.parse.role import Parsed, parse_role
from tests.conftest import write_tree

TREE = {
    "roles/quality/qa-engineer.md": "# QA Engineer\n## Objectives\n- Work with the [lead](qa-lead.md)\n",
    "roles/quality/qa-lead.md": "# QA Lead\n## Objectives\n- Lead\n",
    "companies/acme.yml": "name: Acme\nfacts: {}\n",
}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which specs are parsed."""
    paths: list[str] = []

    def noted(text: str, path: str, kinds: Kinds) -> Parsed:
        paths.append(path)
        return parse_role(text, path, kinds)

    monkeypatch.setattr("rolebook.load.library.parse_role", noted)
    return paths


def said(content: Content) -> list[str]:
    """Return what is wrong with a folder."""
    return [str(problem) for problem in content.problems]


def test_only_what_changed_is_parsed_again(tmp_path: Path, parsed: list[str]) -> None:
    """One changed spec of two is one parsed spec, and what is read is what a fresh reading gives."""
    readings = Readings()
    read_folder(write_tree(tmp_path, TREE), readings=readings)
    parsed.clear()
    write_tree(tmp_path, {"roles/quality/qa-lead.md": "# QA Lead\n## Objectives\n- Lead on\n"})
    again = read_folder(tmp_path, readings=readings)
    assert parsed == ["roles/quality/qa-lead.md"]
    assert again == read_folder(tmp_path)


def test_a_file_that_goes_changes_the_specs_that_link_to_it(tmp_path: Path) -> None:
    """A link to a removed spec is reported, and gone from the role, though the linking spec is unchanged."""
    readings = Readings()
    assert not said(read_folder(write_tree(tmp_path, TREE), readings=readings))
    (tmp_path / "roles/quality/qa-lead.md").unlink()
    again = read_folder(tmp_path, readings=readings)
    assert 'links to "qa-lead.md"' in said(again)[0]
    assert again == read_folder(tmp_path)


def test_a_changed_company_is_read_again(tmp_path: Path) -> None:
    """A company's new name is known, and a mistake in its file is said every time the folder is read."""
    readings = Readings()
    read_folder(write_tree(tmp_path, TREE), readings=readings)
    write_tree(tmp_path, {"companies/acme.yml": "name: Renamed\nfacts: {}\n"})
    assert read_folder(tmp_path, readings=readings).companies["acme"].name == "Renamed"
    write_tree(tmp_path, {"companies/acme.yml": "name: Renamed\n"})
    first, second = (said(read_folder(tmp_path, readings=readings)) for _ in range(2))
    assert first == second
    assert "`facts:` is missing" in first[0]
