"""What a document says of itself, and how its reader finds the way through it."""

import re

import pytest

from rolebook.model.document import Product
from rolebook.model.paper import Paper
from tests.conftest import write_tree
from tests.printing.conftest import COMPANY, SPEC, Draw, Shop

GERMAN = f"{COMPANY}site: {{language: de}}\n"
TITLES = {
    Product.POSTER: "QA Engineer: Laufbahn",
    Product.LADDER: "QA Engineer: Stufen",
    Product.BOOKLET: "QA Engineer",
    Product.LEVEL_SHEET: "QA Engineer: Stufenblätter",
    Product.ASSESSMENT: "QA Engineer: Selbsteinschätzung",
    Product.BOOK: "Acme: Rollen und Laufbahnen",
}
LEAD = """\
# QA Lead

## Identity
- **Reports To**: CTO

## Objectives
- Leads each [QA Engineer](qa-engineer.md) by [the rules](https://rules.example/a), [again](https://rules.example/a)
- Reads https://www.plain.example/ and [nothing](#nowhere)

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care | Looks | Looks twice |
| Mentoring | Explains | Teaches |

## GOLD_STANDARD References
- [The Book of Tests](https://www.tests.example/book) on order
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Draw a handbook in German."""
    root = tmp_path_factory.mktemp("german")
    files = {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": GERMAN}
    return Shop(write_tree(root / "handbook", files), root / "print")


@pytest.mark.parametrize("kind", Product)
def test_what_a_document_is(kind: Product, german: Shop) -> None:
    """A document has a title, an author and a language, in the handbook's language, and is tagged."""
    pdf = german.pdf(kind, "" if kind is Product.BOOK else "qa-engineer")
    assert pdf.objects.docinfo["/Title"] == TITLES[kind]
    assert pdf.objects.docinfo["/Author"] == "Acme"
    assert pdf.objects.Root.Lang == "de"
    assert pdf.objects.Root.MarkInfo.Marked
    assert pdf.objects.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.failures() == []


@pytest.mark.parametrize("kind", Product)
def test_only_the_letters_that_are_needed(kind: Product, german: Shop) -> None:
    """Every font is in the document, and of each only the letters that it uses."""
    pdf = german.pdf(kind, "" if kind is Product.BOOK else "qa-engineer")
    assert pdf.fonts
    assert all(pdf.fonts.values()), "a font is not embedded"
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in pdf.fonts), pdf.fonts
    assert len(pdf.data) < 60_000


def test_a_foot_on_every_page(shop: Shop) -> None:
    """The foot of every page says whose it is, and which of how many pages; in the book, of which role."""
    for pdf in (shop.pdf(Product.BOOKLET, "backend-engineer"), shop.pdf(Product.LEVEL_SHEET, "giant")):
        for number, said in enumerate(pdf.pages, 1):
            assert f"{number} of {len(pdf.pages)}" in said
    book = shop.pdf(Product.BOOK)
    for _, title, number in (mark for mark in book.outline if mark[0] == 1):
        assert f"Acme · {title}" in book.pages[number - 1]


def test_bookmarks(shop: Shop) -> None:
    """Bookmarks lead to every section of a role, and in the book to departments and roles."""
    pdf = shop.pdf(Product.BOOKLET, "backend-engineer")
    (role,) = (role for role in shop.handbook().roles if role.id == "backend-engineer")
    headings = [shop.words(section.heading) for section in role.sections]
    assert [title for level, title, _ in pdf.outline if level == 1] == headings
    assert all(title in pdf.pages[number - 1] for _, title, number in pdf.outline)
    book = shop.pdf(Product.BOOK)
    roles = [role.title for department in shop.handbook().departments for role in department.roles]
    assert [title for level, title, _ in book.outline if level == 1] == [shop.words(title) for title in roles]


def test_contents(shop: Shop) -> None:
    """The contents of the book name each department and role with the page it begins on."""
    book = shop.pdf(Product.BOOK)
    contents = book.pages[1]
    for level, title, number in book.outline:
        if level < 2:
            assert re.search(rf"^{re.escape(title)}[ .]* {number}$", contents, re.MULTILINE), title


@pytest.fixture
def linked(draw: Draw) -> Shop:
    """Draw a handbook of two roles, one of which links to the other and elsewhere."""
    site = f"{COMPANY}site: {{url: https://handbook.acme.example/}}\n"
    return draw({"roles/quality/qa-lead.md": LEAD, "companies/acme.yml": site})


def test_indexes(linked: Shop) -> None:
    """The book ends with its competencies and its references, and the pages they stand on."""
    book = linked.pdf(Product.BOOK)
    competencies = " ".join(book.pages[-2].split())
    for name in ("Care", "Mentoring", "Speed"):
        found = re.search(rf"{name} ([\d, ]*\d)", competencies)
        assert found, name
        pages = [int(number) for number in found[1].split(", ")]
        assert pages == [number for number in book.pages_that_say(name) if number < len(book.pages) - 1], name
    (work,) = [number for number in book.pages_that_say("The Book of Tests") if number < len(book.pages)]
    assert f"The Book of Tests {work}" in " ".join(book.pages[-1].split())


def test_links(linked: Shop) -> None:
    """A link has a number, and its address stands at the end once; an address that is read needs none."""
    pdf = linked.pdf(Product.BOOKLET, "qa-lead")
    said = " ".join(pdf.text.split())
    assert pdf.says("Leads each QA Engineer1 by the rules2, again2")
    assert "1 https://handbook.acme.example/roles/qa-engineer/ 2 https://rules.example/a" in said
    assert said.count("https://rules.example/a") == 1
    assert "plain.example" in said
    assert "The Book of Tests on order tests.example/book" in said
    assert set(pdf.links) == {
        "https://handbook.acme.example/roles/qa-engineer/",
        "https://rules.example/a",
        "https://www.plain.example/",
        "https://www.tests.example/book",
    }


def test_links_within_the_book(linked: Shop) -> None:
    """In the book, a link to a role leads to the role's page; only the address at the end leads to the net."""
    address = "https://handbook.acme.example/roles/qa-engineer/"
    assert linked.pdf(Product.BOOKLET, "qa-lead").links.count(address) == 2
    assert linked.pdf(Product.BOOK).links.count(address) == 1


def test_words_of_the_level_before(draw: Draw) -> None:
    """The ladder says of each level what is new in it, and what stays."""
    same = SPEC.replace("| Slow | Fast |", "| Fast | Fast |")
    pdf = draw({"roles/quality/qa-engineer.md": same}).pdf(Product.LADDER, "qa-engineer")
    said = " ".join(pdf.text.split())
    assert "1 of 2 competencies ask for more than at Junior. Where an expectation keeps words" in said
    assert "As before Speed Fast" in said


def test_a_sheet_for_each_level(draw: Draw) -> None:
    """Each level of a ladder is one sheet, with room for notes down to its end, however few its rows are."""
    for rows in (1, 2, 5, 8):
        row = "".join(f"| Competency {at} | Looks | Looks twice |\n" for at in range(rows))
        spec = f"# QA\n\n## Evaluation Matrix\n| Competency | Junior | Senior |\n|---|---|---|\n{row}"
        for paper in Paper:
            pdf = draw({"roles/quality/qa-engineer.md": spec}).pdf(
                Product.LEVEL_SHEET, "qa-engineer", paper=paper
            )
            assert len(pdf.pages) == 2, (rows, paper)


@pytest.mark.parametrize(("levels", "rows"), [(2, 3), (2, 30), (10, 3), (5, 12)])
def test_ladders_of_any_shape(levels: int, rows: int, draw: Draw) -> None:
    """From two to ten levels and from three to thirty competencies, every expectation is on the poster."""
    head = f"| Competency {''.join(f'| Level {at} ' for at in range(levels))}|\n{'|---' * (levels + 1)}|\n"
    cells = [[f"Cell {row}.{level} says enough for a line" for level in range(levels)] for row in range(rows)]
    body = "".join(f"| Name {row} | {' | '.join(cells[row])} |\n" for row in range(rows))
    spec = f"# QA\n\n## Evaluation Matrix\n{head}{body}"
    pdf = draw({"roles/quality/qa-engineer.md": spec}).pdf(Product.POSTER, "qa-engineer")
    assert len(pdf.pages) == 1
    assert [cell for row in cells for cell in row if not pdf.says(cell)] == []


def test_a_logo(draw: Draw) -> None:
    """The company's logo stands in the place of its name, and says it to who cannot see."""
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    brand = f"{COMPANY}brand: {{logo: acme.svg, primary: '#00ff00'}}\n"
    drawn = draw({"companies/acme.yml": brand, "companies/acme.svg": logo})
    pdf = drawn.pdf(Product.POSTER, "qa-engineer")
    assert pdf.failures() == []
    assert "Acme\n" not in pdf.text.split("·")[0]
