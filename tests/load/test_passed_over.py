"""What is said of files in `roles/` that no role comes of, and which of two alike files is the copy."""

from pathlib import Path

import pytest

from rolebook.check import problems_of
from rolebook.load.copies import originals_first
from rolebook.load.folder import read_folder
from tests.conftest import spec, write_tree

LINKING = spec("QA", body="## Objectives\n- See [the plan](plan.docx), [it](notes.md) and ![x](x.webp)\n")


def told(root: Path, files: dict[str, str]) -> list[str]:
    """Return what is said of a folder with these files in `roles/a/`, beside a role and a company."""
    drawn = {
        "roles/a/qa.md": spec("QA", body="## Objectives\n- Test\n"),
        "companies/acme.yml": "name: Acme\nfacts: {}\n",
        "companies/facts.yml": "",
    }
    given = {f"roles/a/{name}": text for name, text in files.items()}
    found = problems_of(read_folder(write_tree(root, drawn | given)))
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("nurse.txt", "rename it to nurse.md"),
        ("nurse.md.TXT", "rename it to nurse.md"),
        ("nurse.mdx", "rename it to nurse.md"),
        ("nurse", "rename it to nurse.md"),
        ("nurse.docx", "save its text as nurse.md"),
        ("Pflegekraft.ODT", "save its text as Pflegekraft.md"),
        ("levels.csv", "tables stand in specs"),
        ("levels.xlsx", "tables stand in specs"),
        ("nurse.yml", "stands in companies/"),
        ("nurse.md.orig", "a program left it behind"),
        ("nurse.md~", "a program left it behind"),
        ("nurse.zip", "link to it from a spec"),
    ],
)
def test_a_file_that_is_passed_over_is_told_with_what_to_do(tmp_path: Path, name: str, remedy: str) -> None:
    """Nothing in `roles/` is passed over without a word."""
    (message,) = told(tmp_path, {name: "x"})
    assert message.startswith(f"roles/a/{name}: warning: is not read: ")
    assert remedy in message


@pytest.mark.parametrize("name", ["chart.png", "team.JPG", "README.txt", "LICENSE", "Thumbs.db", ".DS_Store"])
def test_what_belongs_beside_specs_is_nothing_to_tell(tmp_path: Path, name: str) -> None:
    """Pictures wait for a link, and what is about the folder or the system's own is no spec."""
    assert told(tmp_path, {name: "x"}) == []


def test_what_a_spec_links_to_is_told_where_the_link_stands(tmp_path: Path) -> None:
    """A linked document is part of the handbook; a linked text without sections is told at its link."""
    files = {"qa.md": LINKING, "plan.docx": "x", "x.webp": "x", "notes.md": "# Notes\n"}
    warned = [line for line in told(tmp_path, files) if "notice" not in line]
    assert warned == [
        'roles/a/qa.md:8: warning: links to "notes.md", which is not in this handbook; the link is left out'
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "left out, for it is empty;"),
        ("\n \n", "left out, for it is empty;"),
        ("We hire.\n", "left out, for it has no headings;"),
        ("# Nurse\n\n## Weg\n", '("Nurse", "Weg") names a section that roles have;'),
        ("# Pflege\n\n## Ziele\n\n## Aufgaben\n", "give the names you use to `rolebook: {sections: …}`"),
        (
            "# Clerk\n\n**Duties:**\n\n- File\n\n**KPIs**\n\n- x\n",
            'write it as "## Duties", and so the others',
        ),
    ],
)
def test_a_spec_without_sections_is_warned_of_with_its_reason(tmp_path: Path, text: str, why: str) -> None:
    """An author sees why a file is no role, and what would make it one."""
    (message,) = told(tmp_path, {"nurse.md": text})
    assert message.startswith("roles/a/nurse.md: warning: ")
    assert why in message


FULL = spec("How to", "QA", "## Objectives\n- x\n\n## Tools\n- y\n\n## KPIs\n- z\n")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.markdown",
        "Index.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE.md",
        "CLAUDE.md",
        "code_of_conduct.md",
        "CODE-OF-CONDUCT.md",
        "_template.md",
        "AGENTS.md",
        "README.de.md",
    ],
)
@pytest.mark.parametrize("text", [FULL, "---\nreviewed: [\n---\n" + FULL, FULL + "[x](gone.md) \ue0f0"])
def test_a_file_about_its_folder_is_no_role_whatever_it_says(tmp_path: Path, name: str, text: str) -> None:
    """Known headings, and mistakes, in a README neither make a role of it nor stop a build."""
    (message,) = told(tmp_path, {name: text})
    assert message.startswith(f"roles/a/{name}: notice: left out: ")


COPIES = ["staff-nurse (1)", "staff-nurse copy", "staff-nurse copy 2", "Copy of staff-nurse", "staff-nurse 2"]
COPIES += ["staff-nurse - Copy", "staff-nurse - Copie (3)", "staff-nurse – Kopie", "Kopie von staff-nurse"]
COPIES += ["staff-nurse_copy", "Copia de staff-nurse", "staff-nurse(2)", "staff-nurse copy (1)"]
COPIES += [
    "STAFF-NURSE (1)",
    "staff-nurse-backup",
    "staff-nurse のコピー",
    "staff-nurse - 副本",
    "copy-of-staff-nurse",
]


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_blamed_and_not_its_original(tmp_path: Path, copy: str) -> None:
    """However a program names a copy, and wherever that sorts, it is the copy that must change."""
    nurse = spec("Staff Nurse", body="## Objectives\n- Care\n")
    found = told(tmp_path, {"staff-nurse.md": nurse, f"{copy}.md": nurse})
    assert found == [
        (
            f'roles/a/{copy}.md: warning: the title "Staff Nurse" is that of roles/a/staff-nurse.md too; '
            "give each its own"
        )
    ]


def test_a_number_alone_makes_no_copy() -> None:
    """Where there is no original a name is a name; a copy stands after what it may be a copy of."""
    names = ["grade 2.md", "grade 3.md", "old-timer.md", "x (1).md", "x (1) copy.md", "y.md"]
    files = [Path("roles") / name for name in names]
    assert [file.name for file in originals_first(files)] == [
        *("grade 2.md", "grade 3.md", "old-timer.md", "x (1).md", "y.md", "x (1) copy.md"),
    ]
