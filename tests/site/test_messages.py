"""What the handbook says by itself."""

import re

import pytest

from rolebook.load.messages import messages
from tests.site.conftest import REPOSITORY

THEME = REPOSITORY / "overrides"
SPOKEN = {
    "*.html": re.compile(r"""\b(?:_|_n|speak|say|words)\(\s*"([^"{}\\]+)\""""),
    "*.typ": re.compile(r"""\b(?:say|fill)\(\s*"([^"]+)\""""),
}


@pytest.mark.parametrize("pattern", SPOKEN)
def test_every_message_is_translated(pattern: str) -> None:
    """A German handbook does not fall back into English, on a page or on paper."""
    spoken = {
        found
        for file in THEME.rglob(pattern)
        for found in SPOKEN[pattern].findall(file.read_text(encoding="utf-8"))
    }
    assert spoken
    assert spoken - set(messages([THEME], "de")) == set()
