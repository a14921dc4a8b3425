"""The style sheets as a whole."""

import re

from tests.site.conftest import REPOSITORY

STYLES = REPOSITORY / "overrides/assets/rolebook"
SCRIPTS = re.compile(r"""(?:setProperty|tell)\(["'](--rb-[\w-]+)""")


def test_every_variable_has_a_value() -> None:
    """A style that names a variable nobody sets would silently count for nothing."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(STYLES.glob("*.css")))
    set_by_scripts = {
        name
        for file in STYLES.rglob("src/**/*.js")
        for name in SCRIPTS.findall(file.read_text(encoding="utf-8"))
    }
    given = set(re.findall(r"(--rb-[\w-]+)\s*:", text)) | set_by_scripts
    assert set(re.findall(r"var\((--rb-[\w-]+)\)", text)) - given == set()


_SPACES = re.compile(r"\b((?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?):([^;{}]*)")
_LENGTH = re.compile(r"(?<![\w.-])-?([0-9]*\.?[0-9]+)rem")
_WIDTHS = re.compile(r"\((min|max)-width:\s*([0-9.]+)em\)")
_BREAKPOINTS = (37.5, 45, 60, 76.25)
_LARGEST_STEP = 4


def test_spaces_are_steps_of_one_scale() -> None:
    """Margins, paddings and gaps are the steps that `tokens.css` names; what is wider is a place kept free."""
    found = [
        f"{file.name}: {name}:{value}"
        for file in sorted(STYLES.glob("*.css"))
        for name, value in _SPACES.findall(file.read_text(encoding="utf-8"))
        if any(float(length) <= _LARGEST_STEP for length in _LENGTH.findall(value))
    ]
    assert found == []


def test_widths_at_which_the_layout_changes_are_few() -> None:
    """There is one set of breakpoints; what ends below one ends a hundredth of a pixel before it begins."""
    known = {("min", width) for width in _BREAKPOINTS} | {("max", width - 1 / 64) for width in _BREAKPOINTS}
    for file in sorted(STYLES.glob("*.css")):
        asked = {(kind, float(width)) for kind, width in _WIDTHS.findall(file.read_text(encoding="utf-8"))}
        assert asked - known == set(), file.name
