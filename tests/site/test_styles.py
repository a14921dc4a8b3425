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
