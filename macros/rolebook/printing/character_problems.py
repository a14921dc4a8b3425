"""Characters that no font has, where their authors find them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rolebook.model.problem import Problem
from rolebook.printing.fonts import described, font_for, missing


def character_problems(
    data: Mapping[str, Any], fonts: Sequence[Path], root: Path, files: Iterable[str], company: str
) -> Iterator[Problem]:
    """Yield each line of `files`, paths in `root`, with characters of a document that none of `fonts` has.

    `company` is the path of the company's file, in which fonts are named.
    """
    said = json.dumps({key: value for key, value in data.items() if key != "words"}, ensure_ascii=False)
    unprintable = missing(said, fonts)
    found: set[str] = set()
    for path in files if unprintable else ():
        for number, line in enumerate((root / path).read_text("utf-8-sig", "replace").splitlines(), 1):
            here = [character for character in unprintable if character in line]
            found.update(here)
            if here:
                yield Problem(path, number, _message(here, company))
    elsewhere = [character for character in unprintable if character not in found]
    if elsewhere:
        yield Problem(company, 0, _message(elsewhere, company))


def _message(characters: Sequence[str], company: str) -> str:
    font = font_for(characters[0])
    return (
        f"cannot be printed: no font has {described(characters)}; put a font that does, such as {font}, "
        f"into companies/ and name it in {company}: `brand: {{fonts: [font.ttf]}}`"
    )
