"""The template that a hand-written page names in its front matter."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from rolebook.model.problem import Problem, did_you_mean


def template_problem(page: Page, config: MkDocsConfig) -> Iterator[Problem]:
    """Yield what is wrong with the template that a page names: that there is none."""
    named = page.meta.get("template")
    folders = [Path(folder) for folder in config.theme.dirs]
    if named and not any((folder / str(named)).is_file() for folder in folders):
        lines = page.file.content_string.split("\n")
        line = next((at for at, text in enumerate(lines, 1) if text.startswith("template:")), 0)
        hint = did_you_mean(
            str(named), sorted({file.name for dir_ in folders for file in dir_.glob("*.html")})
        )
        yield Problem(
            f"docs/{page.file.src_uri}", line, f'template: there is no "{named}" in overrides/{hint}'
        )
