"""`rolebook print`: what it makes, what it says, what it never harms."""

import signal
from itertools import product
from pathlib import Path

import pytest

from tests.cli.conftest import SPEC, Folder
from tests.points import Point
from tests.printing.reading import Pdf

LADDER = """
## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care | Looks | Looks twice |
"""
ROLE = "roles/quality/qa-engineer.md"
OF_A_ROLE = {"poster", "ladder", "booklet", "level-sheet", "assessment"}


@pytest.fixture
def printable(folder: Folder) -> Folder:
    """Draw a handbook folder with a ladder and two companies."""
    folder.write({ROLE: SPEC + LADDER})
    return folder


def prints(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by their paths in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_everything(printable: Folder) -> None:
    """Without names, every document of every company is printed, and the command says where."""
    done = printable.run("print")
    assert done.code == 0, done.err
    assert done.out == "acme: 6 documents in print/acme/\nglobex: 6 documents in print/globex/\n"
    found = prints(printable.root / "print")
    names = {"book.pdf", *(f"qa-engineer-{product}.pdf" for product in OF_A_ROLE)}
    assert set(found) == {f"{company}/{name}" for company in ("acme", "globex") for name in names}
    for name, data in found.items():
        own, other = ("Acme", "Globex") if name.startswith("acme") else ("Globex", "Acme")
        pdf = Pdf(data)
        assert pdf.says(own)
        assert other.encode() not in data
        assert not pdf.says(other), name
    again = printable.run("print", "globex")
    assert again.out == "globex: 6 documents (6 unchanged) in print/globex/\n"
    assert prints(printable.root / "print") == found


def test_what_was_asked_for(printable: Folder, tmp_path: Path) -> None:
    """Company, role, product, paper and place can be chosen; a form can be filled in."""
    given = ("--role", "qa-engineer", "--product", "poster", "--product", "assessment", "--paper", "letter")
    done = printable.run("print", "acme", *given, "--fillable", "--output", str(tmp_path / "out"))
    assert done.code == 0, done.err
    found = prints(tmp_path / "out")
    assert set(found) == {"acme/qa-engineer-poster.pdf", "acme/qa-engineer-assessment.pdf"}
    assert Pdf(found["acme/qa-engineer-poster.pdf"]).sizes == ((279, 216),)
    assert "/AcroForm" in Pdf(found["acme/qa-engineer-assessment.pdf"]).objects.Root
    assert not (printable.root / "print").exists()


def test_wrong_use(printable: Folder) -> None:
    """An unknown company, product or paper is wrong use: exit 2."""
    unknown = printable.run("print", "acmee")
    assert unknown.code == 2
    assert 'no company "acmee"' in unknown.err
    assert printable.run("print", "--product", "banner").code == 2
    assert printable.run("print", "--paper", "a5").code == 2


def test_a_role_that_is_not_there(printable: Folder) -> None:
    """An unknown role is wrong use: it is told with the nearest, and nothing is printed, nor of any other."""
    named = ("--role", "qa-engineer", "--role", "qa-enginer", "--role", "zookeeper")
    for companies in ((), ("acme",)):
        done = printable.run("print", *companies, *named, "--product", "poster")
        assert done.code == 2
        assert 'has the id "qa-enginer"; did you mean "qa-engineer"?' in done.err
        assert 'has the id "zookeeper"\n' in done.err
        assert done.out == ""
        assert not (printable.root / "print").exists()


def test_a_role_that_only_some_companies_have(printable: Folder) -> None:
    """It is printed for those; who asks for it for another company alone is told."""
    globex = (printable.root / "companies/globex.yml").read_text(encoding="utf-8")
    printable.write({"companies/globex.yml": f"{globex}roles: {{exclude: [qa-engineer]}}\n"})
    printable.write({"roles/quality/lead.md": SPEC.replace("Engineer", "Lead") + LADDER})
    done = printable.run("print", "--role", "qa-engineer", "--role", "lead", "--product", "poster")
    assert done.code == 0, done.err
    assert 'companies/globex.yml: warning: has no role "qa-engineer"; others have it' in done.err
    found = {"acme/qa-engineer-poster.pdf", "acme/lead-poster.pdf", "globex/lead-poster.pdf"}
    assert set(prints(printable.root / "print")) == found
    alone = printable.run("print", "globex", "--role", "qa-engineer", "--output", "other")
    assert alone.code == 2
    assert 'no role of globex has the id "qa-engineer"' in alone.err
    assert not (printable.root / "other").exists()


def test_a_role_without_a_ladder(folder: Folder) -> None:
    """A role that has no levels has no poster; who asks for it by name is told."""
    done = folder.run("print", "acme", "--role", "qa-engineer", "--product", "poster", "--product", "booklet")
    assert done.code == 0, done.err
    assert f"{ROLE}: " in done.err
    assert "has no Evaluation Matrix with levels, so no poster is printed" in done.err
    assert set(prints(folder.root / "print")) == {"acme/qa-engineer-booklet.pdf"}


def test_a_character_that_cannot_be_printed(printable: Folder) -> None:
    """It is reported with its line, once; the last good document stays, the others are printed."""
    assert printable.run("print", "acme", "--product", "poster", "--product", "booklet").code == 0
    before = prints(printable.root / "print/acme")
    printable.write({ROLE: (SPEC + LADDER).replace("Looks twice", "ก")})
    done = printable.run("print", "acme", "--product", "poster", "--product", "ladder")
    assert done.code == 1
    assert done.err.count('roles/quality/qa-engineer.md:9: cannot be printed: no font has "ก"') == 1
    assert "Noto Sans Thai" in done.err
    assert "acme: 0 documents" in done.out
    assert prints(printable.root / "print/acme") == before


def test_problems_come_first(printable: Folder) -> None:
    """A company whose file is wrong is not printed, and its problem is shown; the others are."""
    printable.write({"companies/globex.yml": "name: [\n"})
    done = printable.run("print", "--product", "poster")
    assert done.code == 1
    assert "companies/globex.yml:" in done.err
    assert "not printed because of the problems above: globex" in done.err
    assert set(prints(printable.root / "print")) == {"acme/qa-engineer-poster.pdf"}


def test_a_font_that_is_none(printable: Folder) -> None:
    """A company's font that cannot be read fails that company, with file and line, and no other."""
    company = (printable.root / "companies/acme.yml").read_text(encoding="utf-8")
    printable.write(
        {"companies/acme.yml": f"{company}brand: {{fonts: [x.ttf]}}\n", "companies/x.ttf": "No font."}
    )
    done = printable.run("print", "--product", "poster")
    assert done.code == 1
    assert "acme was not printed:\n" in done.err
    assert "companies/acme.yml:3: brand.fonts: x.ttf is no font that can be read" in done.err
    assert "Traceback" not in done.err
    assert set(prints(printable.root / "print")) == {"globex/qa-engineer-poster.pdf"}


def test_a_place_that_cannot_be_written(printable: Folder) -> None:
    """When a file stands in the place of the output, the message names it, without a traceback."""
    printable.write({"out": "a file, not a folder"})
    done = printable.run("print", "acme", "--output", "out")
    assert done.code == 1
    assert "out" in done.err
    assert "Traceback" not in done.err
    assert (printable.root / "out").read_text(encoding="utf-8") == "a file, not a folder"


def test_a_killed_print_leaves_whole_documents(printable: Folder) -> None:
    """Killed before any step, every document is the old one or the new one, never a part of one."""
    assert printable.run("print", "acme").code == 0
    target = printable.root / "print/acme"
    old = prints(target)
    printable.write({ROLE: (SPEC + LADDER).replace("Looks twice", "Looks thrice")})
    assert printable.run("print", "acme", "--output", "new").code == 0
    new = prints(printable.root / "new/acme")
    for nth, event in product((1, 2), ("open", "os.rename")):
        killed = printable.run("print", "acme", **Point(event, ".qa-engineer-", nth).environment())
        assert killed.code == -signal.SIGKILL
        left = {name: data for name, data in prints(target).items() if name.endswith(".pdf")}
        assert all(data in (old[name], new[name]) for name, data in left.items())
        assert set(left) == set(old)
    assert printable.run("print", "acme").code == 0
    assert {name: data for name, data in prints(target).items() if name in new} == new
