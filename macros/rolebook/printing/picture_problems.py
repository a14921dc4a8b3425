"""Pictures that cannot be printed, where their authors show them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from rolebook.model.company import Company
from rolebook.model.problem import Problem

_ADVICE = "save it anew as PNG, JPEG, GIF, WebP or SVG"


def picture_problems(
    data: Mapping[str, Any], reason: Callable[[str], str], root: Path, files: Sequence[str], company: Company
) -> Iterator[Problem]:
    """Yield each line of `files`, paths in `root`, that shows a picture of a document which cannot be set.

    `reason` says why a picture cannot, by its path in the document; nothing where it can.
    """
    logo = data["company"]["logo"]
    if logo and (why := reason(logo)):
        message = f"brand.logo: {company.brand.logo} cannot be printed: {why}; {_ADVICE}"
        yield Problem(company.path, company.line("brand", "logo"), message)
    for picture in dict.fromkeys(_pictures(data)):
        if why := reason(picture):
            name = picture.rpartition("/")[2]
            message = f"the picture {name} cannot be printed: {why}; {_ADVICE}"
            yield from (Problem(path, line, message) for path, line in _lines_naming(name, root, files))


def _pictures(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        if data.get("t") == "img":
            yield data["src"]
        yield from (picture for value in data.values() for picture in _pictures(value))
    elif isinstance(data, list):
        yield from (picture for value in data for picture in _pictures(value))


def _lines_naming(name: str, root: Path, files: Sequence[str]) -> list[tuple[str, int]]:
    """Return the lines that name a file; where none does, the first of the files."""
    named = [
        (path, number)
        for path in files
        for number, line in enumerate((root / path).read_text("utf-8-sig", "replace").split("\n"), 1)
        if name in unquote(line)
    ]
    return named or [(files[0], 0)]
