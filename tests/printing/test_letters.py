"""Names and words of all kinds: printed as they were written, and found again."""

import json

import pytest

from rolebook.model.document import Product
from tests.names import HARD_NAMES
from tests.printing.conftest import SPEC, Draw

NAMES = (*HARD_NAMES, "#set page(width: 1pt)")
LANGUAGES = {
    "ru": "Проверяет изменения до выпуска и объясняет, что сломалось",
    "el": "Ελέγχει κάθε αλλαγή και εξηγεί τι χάλασε",
    "de": "Prüft Änderungen gründlich, außer in Übergrößenträgerschaft",
    "ja": "すべての変更を確認し、何が壊れたかを説明する。東京株式会社",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "vi": "Kiểm thử mọi thay đổi trước khi phát hành",
}


@pytest.mark.parametrize("name", NAMES)
def test_company_names(name: str, draw: Draw) -> None:
    """A company's name is printed as it is written, in the text, the foot and the properties."""
    company = f"name: {json.dumps(name)}\nfacts: {{COMPANY_NAME: {json.dumps(name)}}}\n"
    drawn = draw({"companies/acme.yml": company})
    for kind in (Product.BOOKLET, Product.BOOK):
        pdf = drawn.pdf(kind, "" if kind is Product.BOOK else "qa-engineer")
        assert pdf.says(f"Find what breaks at {name}")
        assert pdf.says(f"{name} · QA Engineer")
        assert pdf.objects.docinfo["/Author"] == name
        assert pdf.failures() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str, draw: Draw) -> None:
    """A role in another language is set in it, can be copied and found, and passes the standards."""
    words = LANGUAGES[language]
    spec = SPEC.replace("Looks twice", words).replace("QA Engineer Agent", words).replace("Speed", words[:12])
    company = f"name: Acme\nfacts: {{COMPANY_NAME: Acme}}\nsite: {{language: {language}}}\n"
    drawn = draw({"roles/quality/qa-engineer.md": spec, "companies/acme.yml": company})
    for kind in (Product.POSTER, Product.LADDER):
        pdf = drawn.pdf(kind, "qa-engineer")
        assert pdf.says(words)
        assert pdf.objects.Root.Lang == language
        assert pdf.failures() == []
    assert pdf.finds(words[:6])


def test_rich_text(draw: Draw) -> None:
    """Whatever Markdown an author writes is on paper: lists, tables, code, quotations, pictures."""
    rich = """
- Objective with **bold**, _slanted_, `co--de`, ~~gone~~, H<sub>2</sub>O, E=mc<sup>2</sup> and<br>a break

  Paragraph below, with ![a tree](tree.png) and ![](tree.png)

  > A quotation

  ```
  first  line
    second line
  ```

  | Left | Right |
  |---|---|
  | one | two |

  1. first
  2. second

## Notes of our own

Term of our own

---

- [ ] to do
- [x] done
"""
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49"
        "444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
    drawn = draw(
        {"roles/quality/qa-engineer.md": f"# QA\n\n## Objectives\n{rich}", "roles/quality/tree.png": picture}
    )
    pdf = drawn.pdf(Product.BOOKLET, "qa-engineer")
    for words in (
        "Objective with bold, slanted, co--de, gone, H2O, E=mc2 and",
        "Paragraph below",
        "A quotation",
    ):
        assert pdf.says(words), words
    for words in ("first line", "second line", "Left", "two", "second", "Notes of our own", "to do", "done"):
        assert pdf.says(words), words
    assert "E=mc2 and\na break" in pdf.text
    assert pdf.failures() == []
    assert b"a tree" in pdf.data or any("a tree" in str(found) for found in pdf.objects.objects)
