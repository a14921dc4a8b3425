"""What people write: the lines of specs, pages and templates, by where they stand."""

from collections.abc import Iterator
from pathlib import Path

from rolebook.load.files import configuration_file, files_below
from rolebook.resources import default_pages

Line = tuple[str, int, str]
"""A file's path in the handbook folder, the number of a line from 1, and the line."""


def source_lines(root: Path) -> Iterator[Line]:
    """Yield the lines of all files that pages are made of."""
    shipped = {f"docs/{name}": file for name, file in default_pages().items()}
    own = {
        file.relative_to(root).as_posix(): file
        for folder in ("roles", "docs", "overrides")
        for file in files_below(root / folder, ".md", ".markdown", ".html", ".typ")
    }
    configuration = configuration_file(root)
    named = {configuration.name: configuration} if configuration.is_file() else {}
    for path, file in (shipped | own | named).items():
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        yield from ((path, number, line) for number, line in enumerate(text.splitlines(), 1))
