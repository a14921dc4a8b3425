"""The characters that printed documents have letters for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_NEVER_SHOWN = re.compile(
    r"[\t\n\r\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Breaks, and what Unicode calls default ignorable: a font need not have them."""

_NO_LETTERS = frozenset({"Cc", "Co"})
_NOTO = {
    "LATIN": "Noto Sans",
    "GREEK": "Noto Sans",
    "CYRILLIC": "Noto Sans",
    "CJK": "Noto Sans SC, TC, KR or JP",
    "HANGUL": "Noto Sans KR",
    "BOPOMOFO": "Noto Sans TC",
    "REGIONAL": "Noto Emoji",
}
"""Fonts whose names are not those of the scripts, by the first word of a character's Unicode name."""


class FontError(Exception):
    """A file is no font that can be read; the message says why."""


@cache
def covered(files: tuple[Path, ...]) -> frozenset[int]:
    """Return every code point that one of the font files has a glyph for.

    Raises `FontError`.
    """
    return frozenset(point for file in files for font in _fonts(file) for point in font.getBestCmap() or ())


def _fonts(file: Path) -> Iterator[TTFont]:
    try:
        yield from _read(file)
    except (OSError, TTLibError) as error:
        raise FontError(f"{file.name} is no font that can be read ({error})") from error


def _read(file: Path) -> Iterator[TTFont]:
    if file.suffix.lower() in (".ttc", ".otc"):
        yield from TTCollection(str(file), lazy=True).fonts
    else:
        yield TTFont(str(file), lazy=True)


def missing(text: str, files: Sequence[Path]) -> tuple[str, ...]:
    """Return the characters of a text that cannot be printed, in order of code point.

    No font has them, or they have no meaning of their own, and so no place in PDF/A.
    """
    known = covered(tuple(files))
    shown = (letter for letter in set(text) if not _NEVER_SHOWN.match(letter))
    return tuple(sorted(letter for letter in shown if ord(letter) not in known or is_no_letter(letter)))


def is_no_letter(character: str) -> bool:
    """Tell whether a character is a control, or means what some font makes of it, such as an icon."""
    return unicodedata.category(character) in _NO_LETTERS


def described(characters: Iterable[str]) -> str:
    """Return characters as an author can look them up: themselves, their numbers and their names."""
    return ", ".join(map(_described, characters))


def _described(character: str) -> str:
    number = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    return f'"{character}" ({number})' if character.isprintable() else number


def font_for(character: str) -> str:
    """Return the name of a free font that most likely has a character."""
    script = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    return _NOTO.get(script) or (
        f"Noto Sans {script.title()}" if script.isalpha() else "one of the Noto fonts"
    )
