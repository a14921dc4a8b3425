"""Whatever anybody writes is printed and can be copied again, or it is reported."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rolebook.model.document import Product
from rolebook.model.role import Text
from rolebook.printing.fonts import covered, missing
from tests.conftest import write_tree
from tests.printing.conftest import COMPANY, REPOSITORY, Shop
from tests.printing.reading import Pdf

ROLE = "roles/quality/qa-engineer.md"
_FONTS = tuple(sorted((REPOSITORY / "overrides/print/fonts").glob("*.ttf")))
_KNOWN = "".join(map(chr, sorted(covered(_FONTS))))
_MARKS = "*_`~<>&|[]()!#\\-+.{}\"'$@=:;/%^"
_ALONE = {found for found in _KNOWN if not unicodedata.category(found).startswith("M")}
_LETTERS = st.sampled_from(sorted(_ALONE - set(missing(_KNOWN, _FONTS)))) | st.sampled_from(_MARKS)
PRINTABLE = st.text(_LETTERS | st.sampled_from("ab fi ffl "), min_size=1, max_size=40)


def copied(words: str) -> str:
    """Return words without what copying from a page may change: spaces, hyphens, forms of one letter.

    Letters in addresses may be encoded on the page, where no font has them.
    """
    plain = unicodedata.normalize("NFKC", unquote(_joined(words)))
    return "".join(found for found in plain if unicodedata.category(found)[0] not in "ZC" and found != "-")


def _joined(words: str) -> str:
    """Return words with encoded letters whole that a line ended in."""
    return re.sub(r"(?<=%[0-9A-F]{2})\s+(?=%)|(?<=%)\s+|(?<=%[0-9A-F])\s+", "", words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a handbook folder."""
    return write_tree(tmp_path_factory.mktemp("any"), {"companies/acme.yml": COMPANY})


@settings(max_examples=25)
@given(st.lists(PRINTABLE, min_size=4, max_size=12))
def test_text_of_known_letters(folder: Path, texts: list[str]) -> None:
    """Expectations and objectives in letters that the fonts have are on paper, whatever they say."""
    shop = drawn(folder, texts)
    for kind, said in expected(shop):
        (printed,) = shop.print([(kind, "qa-engineer")])
        assert printed.problems == ()
        found = copied(Pdf(printed.file.read_bytes()).text)
        for words in map(shop.words, said):
            assert copied(words) in found, words


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=1, max_size=3))
@example(["\0"])
@example(["&#x0e01;"])
@example(["<https://thai.example/%E0%B8%81>"])
def test_any_text(folder: Path, texts: list[str]) -> None:
    """Of any text, what is not on paper is reported with its place."""
    shop = drawn(folder, texts)
    for kind, said in expected(shop):
        (printed,) = shop.print([(kind, "qa-engineer")])
        for problem in printed.problems:
            assert "cannot be printed: " in problem.message, problem
            assert "U+" in problem.message
            assert problem.path == ROLE
            assert problem.line
        if not printed.problems:
            found = copied(Pdf(printed.file.read_bytes()).text)
            assert all(copied(shop.words(words)) in found for words in said)


def drawn(folder: Path, texts: list[str]) -> Shop:
    """Write texts into a spec, as expectations and as objectives, each in one line."""
    lines = [" ".join(text.split()) or "x" for text in texts]
    rows = "".join(f"| Row {at} | {line} | x{at} |\n" for at, line in enumerate(lines))
    items = "".join(f"- {line}\n" for line in lines)
    head = "## Evaluation Matrix\n| Competency | Junior | Senior |\n|---|---|---|\n"
    write_tree(folder, {ROLE: f"# QA\n\n{head}{rows}\n## Objectives\n{items}"})
    return Shop(folder, folder / "print")


def expected(shop: Shop) -> Iterator[tuple[Product, list[Text]]]:
    """Yield what each product must say of the spec as it was read."""
    (role,) = shop.handbook().roles
    rows = [row for ladder in role.ladders for row in ladder.competencies]
    if rows:
        yield Product.POSTER, [cell for row in rows for cell in row.expectations]
    yield Product.BOOKLET, [item.text for item in role.objectives]
