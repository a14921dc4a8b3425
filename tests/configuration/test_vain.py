"""What a configuration names that is not there, or in vain, is told at its line."""

from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions
from tests.conftest import write_tree

NO_EXPRESSION = "plugins.search.separator: no regular expression, so that nothing is found"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "extra_css:\n  - x.css\n  - https://a.example/y.css\n  - here.css\n",
            ['mkdocs.yml:2: warning: extra_css: there is no file "x.css" in docs/ or overrides/'],
        ),
        (
            "extra_javascript:\n  - path: x.js\n    defer: true\n",
            ['mkdocs.yml:2: warning: extra_javascript: there is no file "x.js" in docs/ or overrides/'],
        ),
        (
            "theme:\n  logo: x.svg\n  favicon: here.css\n",
            ['mkdocs.yml:2: warning: theme.logo: there is no file "x.svg" in docs/ or overrides/'],
        ),
        (
            "plugins:\n  - search: {lang: [de,\n      xx]}\n",
            ['mkdocs.yml:3: warning: plugins.search.lang: search does not know the language "xx"'],
        ),
        (
            "plugins:\n  - search: {separator: '['}\n",
            [f"mkdocs.yml:2: warning: {NO_EXPRESSION}: unterminated character set at position 0"],
        ),
        ("plugins:\n  - search: {lang: en, separator: '[\\s\\-]+|(?<word>x)(?<=y)|&[lg]t;'}\n", []),
    ],
)
def test_named_in_vain(tmp_path: Path, text: str, told: list[str]) -> None:
    """Files, languages of search and separators that come to nothing are told; those that work are not."""
    write_tree(tmp_path, {"mkdocs.yml": text, "docs/here.css": "", "docs/index.md": "# X\n"})
    assert list(map(str, folder_additions(tmp_path).problems)) == told
