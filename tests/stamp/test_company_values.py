"""What a company's tokens are replaced by: its facts, its name, its names for levels, its brand."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rolebook.assemble.handbook import assemble
from rolebook.model.company import Brand, Company, DeclaredFact, FactKind
from rolebook.stamp.brand import TEXT_CONTRAST, contrast, css_string, palette
from rolebook.stamp.values import SITE_PATH, Value, Values, values
from tests.conftest import role, spec

MATRIX = "## Evaluation Matrix\n| Skill | Level 1 (Novice) | {{COMPANY_NAME}} Expert | C+ |\n|--|--|--|--|\n| Go | a | b | c |\n"
DECLARED = {
    "COMPANY_NAME": DeclaredFact("COMPANY_NAME"),
    "HOME": DeclaredFact("HOME", default="https://x.example", kind=FactKind.URL),
    "LACKING": DeclaredFact("LACKING"),
}
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def values_of(preview: str = "", **given_: Any) -> Values:
    """Return the values of a company that calls itself `R&D` in texts."""
    company = Company("rd", "companies/rd.yml", "R&D GmbH", facts={"COMPANY_NAME": "R&D"}, **given_)
    return values(assemble([role("x/a", spec("A", body=MATRIX))], company), DECLARED, preview)


def test_facts_and_defaults() -> None:
    """A fact has its value or its default, and its kind; one that is not used may be lacking."""
    found = values_of()
    assert found["COMPANY_NAME"] == Value("R&D")
    assert found["HOME"] == Value("https://x.example", FactKind.URL)
    assert "LACKING" not in found
    assert found["company.name"] == Value("R&D GmbH")


def test_the_address_of_the_site() -> None:
    """The path comes from the company's address, or from that of a live preview."""
    own = values_of(url="https://x.example/handbook/")
    assert (own["site.url"].text, own[SITE_PATH].text) == ("https://x.example/handbook/", "/handbook/")
    preview = values_of("http://127.0.0.1:8000/a/", url="https://x.example/handbook/")
    assert (preview["site.url"].text, preview[SITE_PATH].text) == ("http://127.0.0.1:8000/a/", "/a/")
    assert values_of()[SITE_PATH] == Value("/", FactKind.URL)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_name_in_a_style_sheet(name: str) -> None:
    """Whatever a company is called, its name is one CSS string there, and reads as it is."""
    written = css_string(name)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', written)
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), written[1:-1]) == name
    assert values_of()["brand.name"] == Value(css_string("R&D GmbH"))


def levels(**own: str) -> list[str]:
    """Return the names of the three levels for a company."""
    found = values_of(levels=own)
    return [found[f"level.{index}"].text for index in range(3)]


def test_names_of_levels() -> None:
    """A company's own name for a level, else the spec's with its facts filled in."""
    assert levels() == ["Level 1 (Novice)", "R&D Expert", "C+"]
    assert levels(**{"level 1: novice": "Associate", "C": "of another level"}) == [
        "Associate",
        "R&D Expert",
        "C+",
    ]


def test_own_names_of_levels_are_data() -> None:
    """They are printed as they are; the spec's name is given as it is written there, facts included."""
    own = {"Level 1 (Novice)": "<b>{{COMPANY_NAME}}", "{{COMPANY_NAME}} Expert": "Top"}
    assert levels(**own) == ["<b>{{COMPANY_NAME}}", "Top", "C+"]


@given(COLOURS, COLOURS)
def test_text_is_legible_in_any_brand(primary: str, accent: str) -> None:
    """Whatever the colours, text has a contrast of 4.5 on every ground it stands on (WCAG 2.2, 1.4.3)."""
    shades = palette(Brand(primary=primary, accent=accent))
    for name in ("primary", "accent"):
        light = ("#ffffff", "#f6f7f8", shades[f"{name}-soft"])
        dark = ("#14171c", "#1b1f26", shades[f"{name}-night-soft"])
        pairs = [(shades[f"{name}-on"], shades[name])]
        pairs += [(shades[f"{name}-{kind}"], ground) for kind in ("text", "hover") for ground in light]
        pairs += [(shades[f"{name}-night-{kind}"], ground) for kind in ("text", "hover") for ground in dark]
        assert min(contrast(text, ground) for text, ground in pairs) >= TEXT_CONTRAST


def test_a_legible_brand_stays_as_it_is() -> None:
    """A colour that can be read is not changed."""
    shades = palette(Brand(primary="#0b5cad", accent="#c2410c"))
    assert (shades["primary"], shades["primary-text"], shades["primary-on"]) == (
        "#0b5cad",
        "#0b5cad",
        "#ffffff",
    )
    assert set(shades) == {name.replace("accent", "primary") for name in shades} | {
        name.replace("primary", "accent") for name in shades
    }


def test_contrast() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1; the order does not matter."""
    assert round(contrast("#000000", "#ffffff"), 2) == round(contrast("#ffffff", "#000000"), 2) == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
