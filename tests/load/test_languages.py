"""The language of a handbook, and the nearest in which the theme speaks."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from rolebook.load.languages import language_problem, nearest_language
from rolebook.load.messages import message_problems, messages
from rolebook.load.schema import SiteBlock
from rolebook.model.company import Company
from tests.conftest import write_tree

SPOKEN = ("de", "en", "fr", "nb", "pt", "pt-BR", "sh", "sr", "zh", "zh-Hant", "zh-TW")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("de-AT", "de"),
        ("fr-CA", "fr"),
        ("pt-BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt-AO", "pt"),
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-HK", "zh-Hant"),
        ("sr-Latn", "sh"),
        ("no", "nb"),
        ("nb-NO", "nb"),
        ("no-NO", "nb"),
        ("sr-Latn-RS", "sh"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-CN", "zh"),
        ("de-CH-1996", "de"),
        ("xx", ""),
        ("xx-DE", ""),
    ],
)
def test_the_nearest_language(asked: str, spoken: str) -> None:
    """A region is no other language, unless it is written in another script."""
    assert nearest_language(asked, SPOKEN) == spoken


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("es-419", "es-419"),
        ("EN-gb", "en-GB"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de-CH-1996", "de-CH-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("en-x-plain", "en-x-plain"),
        ("zh-yue-HK", "zh-yue-HK"),
    ],
)
def test_every_tag_of_a_language(written: str, meant: str) -> None:
    """Scripts, regions and variants are taken in any capitals, and told to browsers in the usual ones."""
    assert SiteBlock(language=written).language == meant


@pytest.mark.parametrize("written", ["en_GB", "en-", "-en", "english", "x-plain", "en-GB-DE", "e", "en GB"])
def test_what_is_no_tag(written: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValidationError, match="must be a language such as en, de or pt-BR"):
        SiteBlock(language=written)


def test_a_language_that_the_theme_does_not_speak() -> None:
    """It is told at its line, with the language that may be meant or the way to add one."""
    company = Company("acme", "companies/acme.yml", "Acme", language="xx", lines={"site.language": 4})
    assert str(language_problem(company, SPOKEN)) == (
        'companies/acme.yml:4: site.language: there are no words for buttons and menus in "xx"; use another '
        "language, such as en, or add overrides/partials/languages/xx.html"
    )
    assert language_problem(company, (*SPOKEN, "xx")) is None


def test_words_of_a_region(tmp_path: Path) -> None:
    """A region says what the language says, but for its own words; a nearer folder wins over both."""
    write_tree(
        tmp_path,
        {
            "far/languages/de.yml": "Roles: Rollen\nSteps: Schritte\nNo: Nein\n",
            "far/languages/de-AT.yml": "Steps: Stufen\n",
            "near/languages/de.yml": "Roles: Stellen\n",
        },
    )
    folders = [tmp_path / "near", tmp_path / "far"]
    assert messages(folders, "de-AT") == {"Roles": "Stellen", "Steps": "Stufen", "No": "Nein"}
    assert messages(folders, "de-AT-1996") == messages(folders, "de-AT")
    assert messages(folders, "de") == {"Roles": "Stellen", "Steps": "Schritte", "No": "Nein"}


@pytest.mark.parametrize(
    ("text", "line"),
    [("Roles: Rollen\n%", 2), ("- Roles\n", 1), ("Roles: Rollen\nSteps: [a]\n", 2), ("A: b\nA: c\n", 2)],
)
def test_translations_that_are_none(text: str, line: int) -> None:
    """A file of translations that cannot be used is told at its line."""
    (found,) = message_problems(text, "overrides/languages/de.yml")
    assert (found.path, found.line) == ("overrides/languages/de.yml", line)
