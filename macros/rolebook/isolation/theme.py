"""What ships with Rolebook and its theme, and so says nothing of any company."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rolebook.isolation.bytes_text import decoded
from rolebook.isolation.text_as_words import words_in
from rolebook.resources import default_overrides

_CODE = (".html", ".css", ".js", ".svg", ".json")


def is_shipped(path: str, data: bytes) -> bool:
    """Tell whether a file of a site is, byte for byte, one that ships."""
    for folder in _folders():
        file = folder / path
        if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
            return True
    return False


@cache
def theme_words() -> frozenset[str]:
    """Return the words that templates, scripts and styles that ship are written with."""
    files = (file for folder in _folders() for file in sorted(folder.rglob("*")) if file.suffix in _CODE)
    icons = ".icons"
    texts = (text for file in files if icons not in file.parts for text in decoded(file.read_bytes()))
    return frozenset(word for text in texts for word in words_in(text))


@cache
def _folders() -> tuple[Path, ...]:
    return (*_of_material(), default_overrides())


def _of_material() -> Iterator[Path]:
    """Yield the folders of the theme; it is not imported, for it brings all of MkDocs along."""
    spec = find_spec("material")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(folder) / "templates"
