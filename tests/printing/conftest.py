"""Documents set for real: of the roles that ship, and of small handbook folders drawn in a test."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from rolebook.assemble.declared_facts import declared_facts
from rolebook.assemble.handbook import assemble
from rolebook.load.content import Content
from rolebook.load.folder import read_folder
from rolebook.model.document import Document, Product
from rolebook.model.handbook import Handbook
from rolebook.model.paper import Paper
from rolebook.model.role import Text
from rolebook.printing.open_renderer import open_renderer
from rolebook.printing.renderer import Printed
from rolebook.reading.plain import plain
from rolebook.stamp.escape import Format
from rolebook.stamp.text import stamped
from rolebook.stamp.values import Values, values
from tests.conftest import write_tree
from tests.printing.reading import Pdf

REPOSITORY = Path(__file__).parents[2]
SHIPPED = ("backend-engineer", "engineering-manager")
COMPANY = """\
name: Acme
facts:
  COMPANY_NAME: Acme
  PLATFORM_DESCRIPTION: the Acme platform
  INCIDENT_URL: https://incidents.acme.example/new
"""
SPEC = """\
# QA Engineer Agent

## Identity
- **Title**: QA Engineer

## Objectives
- Find what breaks at {{COMPANY_NAME}}

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care | Looks | Looks twice |
| Speed | Slow | Fast |
"""


@dataclass(frozen=True)
class Shop:
    """A handbook folder, and where its documents are printed to; it is read once."""

    root: Path
    target: Path

    @cached_property
    def content(self) -> Content:
        """Return what the folder holds."""
        return read_folder(self.root)

    def handbook(self, company: str = "acme") -> Handbook:
        """Return the handbook of a company."""
        return assemble(self.content.roles, self.content.companies[company])

    def values(self, company: str = "acme") -> Values:
        """Return what a company says in the place of facts."""
        declared = declared_facts(self.content.declared, self.content.companies.values())
        handbook = self.handbook(company)
        return values(handbook.company, handbook.levels, declared)

    def words(self, text: Text) -> str:
        """Return the words of a text as they are read at Acme."""
        return stamped(plain(text), Format.PLAIN, self.values())

    def print(
        self,
        documents: Sequence[tuple[Product, str]],
        company: str = "acme",
        *,
        paper: Paper = Paper.A4,
        fillable: bool = False,
    ) -> Iterator[Printed]:
        """Yield what comes of documents, each a product and the id of a role."""
        handbook, given = self.handbook(company), self.values(company)
        target = self.target / company / paper / ("form" if fillable else "print")
        with open_renderer(self.content, handbook, given, target, paper=paper, fillable=fillable) as opened:
            yield from opened.print(
                Document(product, handbook.role(role) if role else None) for product, role in documents
            )

    def pdf(
        self,
        product: Product,
        role: str = "",
        company: str = "acme",
        *,
        paper: Paper = Paper.A4,
        fillable: bool = False,
    ) -> Pdf:
        """Return a document; it is set once."""
        key = (product, role, company, paper, fillable)
        if key not in self._pdfs:
            (printed,) = self.print([(product, role)], company, paper=paper, fillable=fillable)
            assert not printed.problems, printed.problems
            self._pdfs[key] = Pdf(printed.file.read_bytes())
        return self._pdfs[key]

    @cached_property
    def _pdfs(self) -> dict[tuple[Product, str, str, Paper, bool], Pdf]:
        return {}


Draw = Callable[..., Shop]


_WORDS = (
    "review",
    "design",
    "measure",
    "explain",
    "improve",
    "deliver",
    "document",
    "automate",
    "coach",
    "decide",
)
GIANT_LEVELS = tuple(f"Grade {number} of the long ladder" for number in range(1, 11))


def giant_name(row: int) -> str:
    """Return the name of a competency in 60 characters."""
    return f"Competency {row:02} of those that only a long name says in full".ljust(60, ".")


def giant_cell(row: int, level: int) -> str:
    """Return an expectation in 400 characters; some have none."""
    if (row + level) % 17 == 0:
        return ""
    words = (_WORDS[(row * 7 + level * 3 + at) % len(_WORDS)] for at in range(80))
    return f"r{row}c{level} {' '.join(words)}"[:400].strip()


def _giant_spec() -> str:
    rows = [
        " | ".join(["", giant_name(row), *(giant_cell(row, level) for level in range(1, 11)), ""]).strip()
        for row in range(1, 31)
    ]
    head = f"| Competency | {' | '.join(GIANT_LEVELS)} |\n{'|---' * 11}|"
    return "\n".join(["# Giant Agent", "", "## Evaluation Matrix", head, *rows, ""])


NO_LADDER = """\
# Librarian Agent

## Objectives
- Keep an efficient office and a fluffy shelf

## GOLD_STANDARD References
- [The Shelf](https://www.shelf.example/) on order
"""


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Draw a folder with two roles that ship, a ladder of 10 levels and 30 competencies, and a role without."""
    root = tmp_path_factory.mktemp("shop")
    files = {
        "roles/engineering/giant.md": _giant_spec(),
        "roles/library/librarian.md": NO_LADDER,
        "companies/acme.yml": COMPANY,
    }
    for name in ("companies/facts.yml", *(f"roles/engineering/{role}.md" for role in SHIPPED)):
        files[name] = (REPOSITORY / name).read_text(encoding="utf-8")
    return Shop(write_tree(root / "handbook", files), root / "print")


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draw a handbook folder with these files: a QA Engineer and Acme where none are given."""

    def draw(files: Mapping[str, str | bytes] | None = None) -> Shop:
        given = {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY} | dict(files or {})
        return Shop(write_tree(tmp_path / "handbook", given), tmp_path / "print")

    return draw


def drawn_font(file: Path, name: str, letters: str) -> Path:
    """Draw a font that has a square for each letter, and write it."""
    glyphs = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    for move, point in zip(
        ("moveTo", *("lineTo",) * 3), ((0, 0), (0, 500), (500, 500), (500, 0)), strict=True
    ):
        getattr(pen, move)(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    font.setupGlyf(dict.fromkeys(glyphs, square))
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name.replace(" ", "")})
    font.setupOS2()
    font.setupPost()
    font.save(file)
    return file
