"""Characters and the fonts that have them."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st

from rolebook.printing.fonts import FontError, covered, described, font_for, is_no_letter, missing
from tests.printing.conftest import REPOSITORY, drawn_font

SHIPPED_FONTS = tuple(sorted((REPOSITORY / "overrides/print/fonts").glob("*.ttf")))
BLANKS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that fill a place and show nothing."""

WRITTEN = (
    "The quick brown fox: “naïve” – façade … 100 % €",
    "Ελληνικά, русский, українська, čeština, Tiếng Việt, Türkçe, Łódź",
    "日本語株式会社 カタカナ ひらがな 漢字、。「」",
    "→ ⇒ ≤ ≥ ≠ ± × ✓ ✗ ☐ ☑ ★ • ◦ ▪ ∞ √ ∑ ½ ² № ™",
    "🚀 👍🏽 🎉 ❤️ 👩‍💻",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_there(text: str) -> None:
    """The fonts that ship have the letters of many languages, symbols and emoji."""
    assert missing(text, SHIPPED_FONTS) == ()


def test_what_is_missing() -> None:
    """Letters that no font has are found, each once, in order; so are controls and icons of private use."""
    assert missing("กขก ا\x01\ue000", SHIPPED_FONTS) == ("\x01", "ا", "ก", "ข", "\ue000")
    assert [is_no_letter(found) for found in "\x01ก\ue000"] == [True, False, True]


def test_a_font_more(tmp_path: Path) -> None:
    """A font that has a letter makes it printable."""
    font = drawn_font(tmp_path / "Thai.ttf", "Drawn Thai", "กข")
    assert missing("กข", (font, *SHIPPED_FONTS)) == ()


def test_several_fonts_in_one_file(tmp_path: Path) -> None:
    """A collection is all of its fonts."""
    one, other = drawn_font(tmp_path / "1.ttf", "One", "ก"), drawn_font(tmp_path / "2.ttf", "Other", "ข")
    both = TTCollection()
    both.fonts = [TTFont(one), TTFont(other)]
    both.save(tmp_path / "both.ttc")
    assert covered((tmp_path / "both.ttc",)) == {ord("ก"), ord("ข")}


def test_no_font(tmp_path: Path) -> None:
    """A file that is no font is named, and so is one that is not there."""
    (tmp_path / "readme.ttf").write_text("Not a font.", encoding="utf-8")
    with pytest.raises(FontError, match=r"readme\.ttf is no font that can be read"):
        covered((tmp_path / "readme.ttf",))
    with pytest.raises(FontError, match=r"gone\.otf is no font that can be read"):
        covered((tmp_path / "gone.otf",))


def test_how_characters_are_described() -> None:
    """An author can look a character up, even one that cannot be seen."""
    assert described("ก\x01") == '"ก" (U+0E01 THAI CHARACTER KO KAI), U+0001'


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("ก", "Noto Sans Thai"),
        ("ا", "Noto Sans Arabic"),
        ("한", "Noto Sans KR"),
        ("\U0001f1e6", "Noto Emoji"),
        ("\U000107c0", "one of the Noto fonts"),
    ],
)
def test_which_font_to_take(character: str, font: str) -> None:
    """The message names a free font that has the character."""
    assert font_for(character) == font


@given(st.text())
def test_every_character_is_printed_or_reported(text: str) -> None:
    """Of any text, each letter, digit and sign that no font has is reported."""
    lacking, known = missing(text, SHIPPED_FONTS), covered(SHIPPED_FONTS)
    for character in text:
        if unicodedata.category(character)[0] in "LNPS" and character not in BLANKS:
            assert (character in lacking) != (ord(character) in known), character
