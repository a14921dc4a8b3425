"""Far too much of anything is told at its place, and what just fits is read."""

import pickle
from pathlib import Path

import pytest

from rolebook.check import problems_of
from rolebook.load.folder import read_folder
from rolebook.model.problem import errors
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook.render.text import block_html
from tests.conftest import spec, write_tree

HEAD = spec("QA", body="## Objectives\n- Test\n")
LINE = HEAD.count("\n") + 1
MATRIX = "## Evaluation Matrix\n| Competency | L1 | L2 |\n|--|--|--|\n"


def told(root: Path, **files: str) -> list[str]:
    """Return the errors of a folder with these files, `roles/a/qa.md` by the name `qa`, and so on."""
    places = {"qa": "roles/a/qa.md", "acme": "companies/acme.yml", "page": "docs/page.md"}
    drawn = {
        "roles/a/qa.md": HEAD,
        "companies/acme.yml": "name: Acme\nfacts: {}\n",
        "companies/facts.yml": "",
    }
    drawn |= {places.get(name, "companies/facts.yml"): text for name, text in files.items()}
    return [str(problem) for problem in errors(problems_of(read_folder(write_tree(root, drawn))))]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"qa": HEAD + "x" * 20_001}, f"roles/a/qa.md:{LINE}: this line has 20,001 characters"),
        ({"qa": HEAD + "\n" * 10_001}, "roles/a/qa.md:10001: the file has"),
        ({"qa": HEAD + "word\n" * 200_001}, "roles/a/qa.md: the file has 1,000,"),
        (
            {"qa": HEAD + MATRIX + "| C | a | b |\n" * 1_001},
            f"roles/a/qa.md:{LINE + 1_003}: a table has at most",
        ),
        (
            {"qa": HEAD + "## KPIs\n" + "|x" * 61 + "|\n" + "|-" * 61 + "|\n"},
            f"roles/a/qa.md:{LINE + 1}: a table",
        ),
        (
            {"qa": HEAD + "## More\n" * 2_001},
            f"roles/a/qa.md:{LINE + 1_997}: a spec has at most 2,000 headings",
        ),
        (
            {"qa": HEAD + "".join(f"{'  ' * depth}- x\n" for depth in range(30))},
            f"roles/a/qa.md:{LINE + 20}: lists lie more than 20 deep",
        ),
        ({"qa": HEAD + "> " * 50 + "x\n"}, f"roles/a/qa.md:{LINE}: lists lie more than 20 deep"),
        ({"acme": "name: Acme\nfacts: {A: " + "x" * 20_001 + "}\n"}, "companies/acme.yml:2: this line has"),
        (
            {"acme": "name: Acme\nfacts:\n" + "  A: x\n" * 40_000},
            "companies/acme.yml: the file has 280,018 bytes",
        ),
        ({"facts": "A: " + "x" * 20_001}, "companies/facts.yml:1: this line has"),
        ({"page": "# Page\n\n" + "x" * 100_001}, "docs/page.md:3: this line has"),
        ({"page": "# Page\n\n" + "[" * 201}, "docs/page.md:3: more than 200 brackets are open"),
        ({"page": "# Page\n\n" + "[\n" * 201}, "docs/page.md:203: more than 200 brackets are open"),
    ],
    ids=lambda value: value.partition(": ")[2] if isinstance(value, str) else "",
)
def test_too_much_is_told_where_it_is(tmp_path: Path, files: dict[str, str], place: str) -> None:
    """File and line say where a file goes on for too long, and the message what would do."""
    (found,) = told(tmp_path, **files)
    assert found.startswith(place)


def test_what_just_fits_is_read_whole(tmp_path: Path) -> None:
    """The limits lie beyond what is read, and nothing within them is lost."""
    deep = "## Duties\n" + "".join(f"{'  ' * depth}- deep{depth}\n" for depth in range(19))
    quoted = "\n\n" + "> " * 35 + "quoted\n\n"
    text = HEAD + deep + quoted + MATRIX + "".join(f"| C{n} | a | b |\n" for n in range(1_000))
    assert (
        told(tmp_path, qa=text, page="# Page\n\n" + "[x] " * 1_000 + "\n\n```\n" + "[" * 300 + "\n```\n")
        == []
    )
    role = parse_role(text, "roles/a/qa.md", kinds_by_name()).role
    assert role
    assert len(role.matrices[0].competencies) == 1_000
    assert all(f"deep{depth}'" in repr(role.sections) for depth in range(19))
    assert "quoted" in block_html(quoted)


BOMB = "name: Acme\nfacts: {A: x}\nsettings:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)


def test_aliases_that_repeat_aliases(tmp_path: Path) -> None:
    """A short text can stand for billions of values; it is told, and never written out."""
    (found,) = told(tmp_path, acme=BOMB)
    assert found.startswith("companies/acme.yml:")
    assert "aliases (`*name`)" in found


def test_values_nested_for_ever(tmp_path: Path) -> None:
    """What is nested deeper than anybody reads is told at its line."""
    (found,) = told(tmp_path, acme="name: Acme\nfacts: {}\nsettings:\n  deep: " + "[" * 60 + "]" * 60 + "\n")
    assert found.startswith("companies/acme.yml:")
    assert "nested too deeply" in found


def test_a_few_aliases_are_what_aliases_are_for(tmp_path: Path) -> None:
    """Facts may repeat facts."""
    text = "name: Acme\nfacts: {A: &a Acme, B: *a}\nsettings: {x: &l [1, 2], y: *l}\n"
    assert told(tmp_path, acme=text, facts="A:\nB:\n") == []


@pytest.mark.parametrize(
    "body",
    [
        "## Workflows\n" + "".join(f"{number}. step\n\ntext\n\n" for number in range(1, 2_000)),
        "## Duties\n" + "<div>\n\n" * 3_000,
        "## Duties\n" + "<details>\n\n- a\n\n" * 1_500,
        "## Workflows\n" + "### Flow\n1. a\n" * 1_900,
        "## Evaluation Matrix\n" + "".join(f"### L{n}\n" + "- **C**: x\n" * 1_500 for n in range(3)),
        "## Tools\n- " + "[" * 19_000,
        "## Tools\n- " + "“a (" * 4_000 + ": x",
        "## Tools\n- " + "*a **b " * 2_000 + ": x",
        "## Identity\n- Reports To: " + " or ".join(f"x{n}" for n in range(2_000)),
    ],
    ids=lambda body: body[:24].replace("\n", " "),
)
def test_what_fits_is_read_soon_enough(body: str) -> None:
    """Nothing within the limits costs more than in proportion; a text that did would hold up the whole suite."""
    parsed = parse_role(HEAD + body, "roles/a/qa.md", kinds_by_name())
    assert parsed.role
    assert pickle.dumps(parsed.role)
