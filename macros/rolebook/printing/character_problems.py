"""Characters that no font has, where their authors find them."""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from rolebook.model.problem import Problem
from rolebook.printing.fonts import described, font_for, is_no_letter, missing


def character_problems(
    data: Mapping[str, Any], fonts: Sequence[Path], root: Path, files: Sequence[str], company: str
) -> Iterator[Problem]:
    """Yield each line of `files`, paths in `root`, with characters of a document that none of `fonts` has.

    A character that no line says as it is read is a matter of the first of the files. `company` is the path
    of the company's file, in which fonts are named.
    """
    unprintable = missing("".join(_strings(data)), fonts)
    seen: set[str] = set()
    for path in files if unprintable else ():
        for number, line in enumerate((root / path).read_text("utf-8-sig", "replace").split("\n"), 1):
            here = [character for character in unprintable if character in _read(line)]
            seen.update(here)
            yield from (Problem(path, number, message) for message in _messages(here, company))
    elsewhere = [character for character in unprintable if character not in seen]
    yield from (Problem(files[0], 0, message) for message in _messages(elsewhere, company))


def _read(line: str) -> str:
    """Return a line, and what Markdown makes of it."""
    return line + unquote(unescape(line).replace("\0", "\ufffd"))


def _strings(data: Any) -> Iterator[str]:
    """Yield what a document says; the words that every handbook has are no author's."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for key, value in data.items() if key != "messages" for text in _strings(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _strings(value))


def _messages(characters: Sequence[str], company: str) -> Iterator[str]:
    no_letters = [character for character in characters if is_no_letter(character)]
    if no_letters:
        yield f"cannot be printed: {described(no_letters)} is no letter; take it out or write it in words"
    lacking = [character for character in characters if character not in no_letters]
    if lacking:
        font = font_for(lacking[0])
        yield (
            f"cannot be printed: no font has {described(lacking)}; put a font that does, such as {font}, "
            f"into companies/ and name it in {company}: `brand: {{fonts: [font.ttf]}}`"
        )
