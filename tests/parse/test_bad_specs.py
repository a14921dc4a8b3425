"""What authors are told about the specs in `bad/`: every problem at once, as `bad.yml` has it."""

from pathlib import Path

import pytest
import yaml

from rolebook.load.text import decode
from rolebook.model.problem import Severity
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import Parsed, parse_role

FOLDER = Path(__file__).parent / "bad"
MESSAGES: dict[str, list[str]] = yaml.safe_load((FOLDER.parent / "bad.yml").read_text(encoding="utf-8"))


def parse_bad(name: str) -> Parsed:
    """Return what comes of a spec in the folder."""
    return parse_role(
        (FOLDER / f"{name}.md").read_text(encoding="utf-8"), f"roles/{name}.md", kinds_by_name()
    )


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str) -> None:
    """Each bad spec has exactly these problems."""
    assert [str(problem) for problem in parse_bad(name).problems] == MESSAGES[name]


def test_every_bad_spec_has_its_messages() -> None:
    """No file lies in the folder untested."""
    assert sorted(MESSAGES) == sorted(file.stem for file in FOLDER.iterdir())


@pytest.mark.parametrize(
    ("name", "severity"), [("no-role-spec", Severity.WARNING), ("README", Severity.NOTICE)]
)
def test_a_file_that_is_no_role_is_left_out(name: str, severity: Severity) -> None:
    """A file without sections is warned of; one that is about its folder is merely named."""
    parsed = parse_bad(name)
    assert parsed.role is None
    assert [problem.severity for problem in parsed.problems] == [severity]


def test_a_misfit_row_stays_in_the_model_cell_by_cell() -> None:
    """Whatever an author wrote in a row that does not fit is still there to be seen."""
    role = parse_bad("matrix-rows").role
    assert role
    assert [(row.name, row.expectations) for row in role.matrices[0].competencies] == [
        ("Go", ("reads", "")),
        ("SQL", ("reads", "a | b")),
        ("Rust", ("", "")),
        ("C", ("fine", "fine")),
        ("Levels add up.", ("", "")),
    ]


def test_a_table_too_small_for_a_matrix_is_kept_as_it_is() -> None:
    """One level is no matrix; the author is warned and the table printed."""
    parsed = parse_bad("matrix-one-level")
    assert parsed.role
    assert parsed.role.matrices == ()
    assert parsed.role.sections[0].parts[0].line == 5
    assert [problem.severity for problem in parsed.problems] == [Severity.WARNING]


def test_text_that_is_not_utf8_is_named_with_its_line() -> None:
    """A file saved in another encoding is reported where it first shows."""
    problem = decode("# Büro\n\n## Identity\n- é".encode("latin-1"), "roles/x.md")
    assert str(problem) == "roles/x.md:1: the file is not UTF-8 text; save it with the encoding UTF-8"
