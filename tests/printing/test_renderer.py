"""The renderer: the same again from the same, only what changed, whole or not at all."""

import os
import resource
import subprocess
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from rolebook.load.unfinished import SUFFIX, unfinished_name
from rolebook.model.document import Product
from rolebook.printing.open_renderer import PrintError
from rolebook.printing.renderer import Printed
from tests.conftest import write_tree
from tests.damage import DAMAGES
from tests.printing.conftest import COMPANY, REPOSITORY, SPEC, Draw, Shop, drawn_font

EVERYTHING = [(kind, "" if kind is Product.BOOK else "qa-engineer") for kind in Product]
ROLE = "roles/quality/qa-engineer.md"
SECTIONS = (REPOSITORY / "overrides/print/sections.typ").read_text(encoding="utf-8") + "// Ours.\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder, hidden files too."""
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def unchanged(prints: list[Printed]) -> set[str]:
    """Return the products that were not set again."""
    assert not any(printed.problems for printed in prints)
    return {printed.document.product for printed in prints if printed.unchanged}


@pytest.fixture
def printed_shop(draw: Draw) -> Shop:
    """Print everything once."""
    drawn = draw({"companies/acme.yml": f"{COMPANY}brand: {{logo: acme.svg}}\n", "companies/acme.svg": LOGO})
    assert unchanged(list(drawn.print(EVERYTHING))) == set()
    return drawn


def again(shop: Shop, changes: dict[str, str] | None = None) -> list[Printed]:
    """Print everything again, from the folder as it is now."""
    write_tree(shop.root, changes or {})
    return list(Shop(shop.root, shop.target).print(EVERYTHING))


def test_damaged_documents(printed_shop: Shop) -> None:
    """A document that is not as it was written is set again, whatever happened to it; whole ones are not."""
    before = files(printed_shop.target)
    for number, (how, damage) in enumerate(DAMAGES.items()):
        if how == "a folder":
            continue
        name = sorted(before)[number % len(before)]
        (file,) = printed_shop.target.rglob(name)
        damage(file)
        done = again(printed_shop)
        assert [printed.file for printed in done if not printed.unchanged] == [file], how
        assert files(printed_shop.target) == before


def test_the_same_bytes(printed_shop: Shop, tmp_path: Path) -> None:
    """The same handbook printed elsewhere is the same to the byte, forms too."""
    elsewhere = Shop(write_tree(tmp_path / "other", files_of_tree(printed_shop.root)), tmp_path / "printed")
    assert unchanged(list(elsewhere.print(EVERYTHING))) == set()
    assert files(elsewhere.target) == files(printed_shop.target)
    form = printed_shop.pdf(Product.ASSESSMENT, "qa-engineer", fillable=True).data
    time.sleep(1.1)
    assert elsewhere.pdf(Product.ASSESSMENT, "qa-engineer", fillable=True).data == form, (
        "it says when it was made"
    )


def files_of_tree(root: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_unchanged_documents_are_not_set_again(printed_shop: Shop) -> None:
    """What would come out the same is left as it lies there, untouched."""
    before = {file: file.stat().st_mtime_ns for file in printed_shop.target.rglob("*.pdf")}
    assert unchanged(again(printed_shop)) == set(Product)
    assert {file: file.stat().st_mtime_ns for file in before} == before


@pytest.mark.parametrize(
    ("change", "as_before"),
    [
        ({ROLE: SPEC.replace("Slow", "Slower")}, set()),
        ({ROLE: SPEC.replace("Find what", "Find all that")}, set(Product) - {Product.BOOKLET, Product.BOOK}),
        ({"companies/acme.svg": LOGO.replace("9", "8")}, set()),
        ({"companies/acme.yml": f"{COMPANY}levels: {{Junior: Trainee}}\nbrand: {{logo: acme.svg}}\n"}, set()),
        ({"overrides/print/sections.typ": SECTIONS}, set()),
        ({"roles/quality/tester.md": "# Tester\n\n## Objectives\n- Test\n"}, set(Product) - {Product.BOOK}),
    ],
    ids=["ladder", "objective", "logo", "level", "template", "another-role"],
)
def test_changed_documents_are_set_again(
    change: dict[str, str], as_before: set[Product], printed_shop: Shop
) -> None:
    """Whatever a document is made of, a change to it is a new document; others stay."""
    assert unchanged(again(printed_shop, change)) == as_before


def test_a_document_that_was_damaged(printed_shop: Shop) -> None:
    """A file that is no document of ours is set anew."""
    poster = next(printed_shop.target.rglob("*-poster.pdf"))
    whole = poster.read_bytes()
    poster.write_bytes(b"%PDF-1.7")
    assert Product.POSTER not in unchanged(again(printed_shop))
    assert poster.read_bytes() == whole


def test_a_template_with_a_mistake(printed_shop: Shop) -> None:
    """The message names template and line as its author knows them; the old document stays whole."""
    poster = next(printed_shop.target.rglob("*-poster.pdf"))
    before = poster.read_bytes()
    prints = again(printed_shop, {"overrides/print/poster.typ": '#import "base.typ": *\n#nobody\n'})
    (problem,) = [found for printed in prints for found in printed.problems]
    message = "no document can be set with it: unknown variable: nobody"
    assert str(problem) == f"overrides/print/poster.typ:2: {message}"
    assert poster.read_bytes() == before


def test_a_file_that_cannot_be_written(printed_shop: Shop) -> None:
    """Where writing fails, nothing unfinished is left behind."""
    poster = next(printed_shop.target.rglob("*-poster.pdf"))
    poster.unlink()
    poster.mkdir()
    with pytest.raises(OSError, match="poster"):
        again(printed_shop)
    assert [file.name for file in printed_shop.target.rglob("*") if SUFFIX in file.name] == []


def test_a_disk_that_is_full(printed_shop: Shop) -> None:
    """Where a document can be written only in part, the old one stays, whole, and nothing beside it."""
    before = files(printed_shop.target)
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            again(printed_shop, {ROLE: SPEC.replace("Slow", "Slower")})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert files(printed_shop.target) == before


def test_what_a_killed_print_left(printed_shop: Shop) -> None:
    """What a print began and never finished is gone after the next; one at work at the same time is let be."""
    poster = next(printed_shop.target.rglob("*-poster.pdf"))
    with subprocess.Popen(["true"]) as killed:
        killed.wait()
    name = unfinished_name(poster)
    left, begun = (poster.with_name(name.replace(f".{os.getpid()}.", f".{pid}.")) for pid in (killed.pid, 1))
    for file in (left, begun):
        file.write_bytes(b"%PDF")
    again(printed_shop)
    assert not left.exists()
    assert begun.exists()


UNPRINTABLE = """\
# QA Engineer Agent

## Objectives
- Say สวัสดี

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care | Looks | ก |
| Speed | Slow | &#x0e01; \ue000 |
"""


def test_a_character_that_no_font_has(draw: Draw) -> None:
    """It is reported with role, line and character, and which font to add where; nothing is printed."""
    drawn = draw({ROLE: UNPRINTABLE})
    (poster, booklet) = drawn.print([(Product.POSTER, "qa-engineer"), (Product.BOOKLET, "qa-engineer")])
    assert [(problem.path, problem.line) for problem in poster.problems] == [
        (ROLE, 9),
        (ROLE, 10),
        (ROLE, 10),
    ]
    assert poster.problems[0].message == (
        'cannot be printed: no font has "ก" (U+0E01 THAI CHARACTER KO KAI); put a font that does, such as '
        "Noto Sans Thai, into companies/ and name it in companies/acme.yml: `brand: {fonts: [font.ttf]}`"
    )
    assert "U+E000 is no letter; take it out" in poster.problems[1].message
    assert 4 in {problem.line for problem in booklet.problems}
    assert files(drawn.target) == {}


def test_a_character_of_a_company(draw: Draw) -> None:
    """What a company's file says is reported there; where no line of any file says it, so is that."""
    company = COMPANY.replace("COMPANY_NAME: Acme", 'COMPANY_NAME: ก\n  UNIT: "\\u0e02"')
    declared = (REPOSITORY / "companies/facts.yml").read_text(
        encoding="utf-8"
    ) + "UNIT: {meaning: the unit}\n"
    spec = SPEC.replace("at {{COMPANY_NAME}}", "at {{COMPANY_NAME}} {{UNIT}}")
    drawn = draw({ROLE: spec, "companies/acme.yml": company, "companies/facts.yml": declared})
    (printed,) = drawn.print([(Product.BOOK, "")])
    assert [(problem.path, problem.line) for problem in printed.problems] == [
        ("companies/acme.yml", 3),
        ("companies/acme.yml", 0),
    ]


def test_pictures_that_are_broken(draw: Draw) -> None:
    """Each is reported where it is shown, the logo where the company's file names it; nothing is printed."""
    spec = SPEC.replace("- Find", "- ![a tree](a%20tree.png) ![a sound one](sound.svg) Find")
    drawn = draw(
        {
            ROLE: spec,
            "roles/quality/a tree.png": "no picture",
            "roles/quality/sound.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            "companies/acme.yml": f"{COMPANY}brand:\n  logo: logo.svg\n",
            "companies/logo.svg": "<svg",
        }
    )
    booklet, book = drawn.print([(Product.BOOKLET, "qa-engineer"), (Product.BOOK, "")])
    assert booklet.problems == book.problems
    logo, tree = (str(problem) for problem in booklet.problems)
    assert logo.startswith("companies/acme.yml:7: brand.logo: logo.svg cannot be printed: ")
    assert tree.startswith(f"{ROLE}:7: the picture a tree.png cannot be printed: ")
    assert tree.endswith("; save it anew as PNG, JPEG, GIF, WebP or SVG")
    assert files(drawn.target) == {}


def test_a_font_of_the_company(draw: Draw, tmp_path: Path) -> None:
    """A font that the company names is used for the letters that the others lack, and travels along."""
    font = drawn_font(tmp_path / "Thai.ttf", "Drawn Thai", "ก")
    drawn = draw(
        {
            ROLE: SPEC.replace("Looks twice", "ก"),
            "companies/acme.yml": f"{COMPANY}brand: {{fonts: [acme/Thai.ttf]}}\n",
            "companies/acme/Thai.ttf": font.read_bytes(),
        }
    )
    pdf = drawn.pdf(Product.POSTER, "qa-engineer")
    assert pdf.says("ก")
    assert pdf.failures() == []
    assert any(name.endswith("+DrawnThai") for name in pdf.fonts), pdf.fonts


def test_a_font_that_is_none(draw: Draw) -> None:
    """A font that cannot be read is an error of the company file, with its line."""
    drawn = draw(
        {"companies/acme.yml": f"{COMPANY}brand:\n  fonts: [x.ttf]\n", "companies/x.ttf": "Not a font."}
    )
    with pytest.raises(PrintError, match=r"companies/acme\.yml:7: .*brand\.fonts: x\.ttf is no font"):
        list(drawn.print([(Product.POSTER, "qa-engineer")]))


def test_a_font_without_a_name(draw: Draw, tmp_path: Path) -> None:
    """So is a font that a document cannot ask for."""
    nameless = TTFont(drawn_font(tmp_path / "Thai.ttf", "Drawn Thai", "ก"))
    nameless["name"].removeNames(nameID=6)
    nameless.save(tmp_path / "Thai.ttf")
    brand = f"{COMPANY}brand:\n  fonts: [Thai.ttf]\n"
    drawn = draw({"companies/acme.yml": brand, "companies/Thai.ttf": (tmp_path / "Thai.ttf").read_bytes()})
    with pytest.raises(PrintError, match=r"companies/acme\.yml:7: .*Thai\.ttf .* does not say its names"):
        list(drawn.print([(Product.POSTER, "qa-engineer")]))


def test_the_last_change_stands_at_the_foot(draw: Draw) -> None:
    """The foot says company, role, the commit that changed the spec last, its review and the page."""
    reviewed = f"---\nreviewed: 2026-03-31\n---\n{SPEC}"
    drawn = draw({ROLE: reviewed})

    def git(*arguments: str) -> str:
        given = [
            "git",
            "-C",
            str(drawn.root),
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@a.example",
            *arguments,
        ]
        return subprocess.run(given, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "A role", "--date", "2026-03-01T12:00:00Z")
    day, commit = git("log", "-1", "--format=%cs"), git("log", "-1", "--format=%h")
    pdf = Shop(drawn.root, drawn.target).pdf(Product.LADDER, "qa-engineer")
    for number, said in enumerate(pdf.pages, 1):
        foot = f"Acme · QA Engineer · Revision {commit} of {day} · Reviewed 2026-03-31 {number} of 2"
        assert foot in said.replace("\n", " ")
    write_tree(drawn.root, {ROLE: reviewed.replace("Slow", "Slower")})
    after = Shop(drawn.root, drawn.target).pdf(Product.LADDER, "qa-engineer")
    assert f"Revision {commit} of {day}, changed since · Reviewed" in after.text.replace("\n", " ")


def test_a_folder_without_git(printed_shop: Shop) -> None:
    """Where nothing is known of revisions, the foot says nothing of them."""
    pdf = printed_shop.pdf(Product.POSTER, "qa-engineer")
    assert "Acme · QA Engineer 1 of 1" in pdf.text.replace("\n", " ")
    assert "Revision" not in pdf.text
