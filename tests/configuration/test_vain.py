"""What a configuration names that is not there, or in vain, is told at its line."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions
from rolebook.engine.configuration_vain import FEATURES
from tests.conftest import write_tree

_IN_PAGES = re.compile(r'"([a-z.]+)" (?:not )?in features')
_IN_SCRIPTS = re.compile(r'\("((?:announce|content|header|navigation|search|toc)\.(?!result\.)[a-z.]+)"\)')
NO_FEATURE = "theme.features: the theme has no feature"
NO_COLOUR = "theme.palette.primary has no effect; each company gives its own"
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
        (
            "theme:\n  features:\n    - navigation.topp\n    - navigation.instant\n    - ours.here\n    - x\n",
            [
                f'mkdocs.yml:3: warning: {NO_FEATURE} "navigation.topp"; did you mean "navigation.top"?',
                f'mkdocs.yml:6: warning: {NO_FEATURE} "x"',
            ],
        ),
        (
            "theme:\n  palette:\n    - scheme: slate\n      primary: teal\n      accent: custom\n",
            [f'mkdocs.yml:4: warning: {NO_COLOUR}: `brand: {{primary: "#0b5cad"}}`'],
        ),
        ("plugins:\n  - search: {lang: en, separator: '[\\s\\-]+|(?<word>x)(?<=y)|&[lg]t;'}\n", []),
    ],
)
def test_named_in_vain(tmp_path: Path, text: str, told: list[str]) -> None:
    """Files, languages of search and separators that come to nothing are told; those that work are not."""
    beside = {"docs/here.css": "", "docs/here.js": 'feature("ours.here")', "docs/index.md": "# X\n"}
    write_tree(tmp_path, {"mkdocs.yml": text} | beside)
    assert list(map(str, folder_additions(tmp_path).problems)) == told


def test_features_of_the_theme() -> None:
    """What this version of the theme asks for is known, and nothing else."""
    theme = Path(str(files("material"))) / "templates"
    pages = [*theme.glob("*.html"), *theme.glob("partials/**/*.html")]
    scripts = theme.glob("assets/javascripts/bundle*.js")
    in_pages = {name for page in pages for name in _IN_PAGES.findall(page.read_text(encoding="utf-8"))}
    in_scripts = {name for file in scripts for name in _IN_SCRIPTS.findall(file.read_text(encoding="utf-8"))}
    assert sorted(in_pages | in_scripts) == sorted(FEATURES)
