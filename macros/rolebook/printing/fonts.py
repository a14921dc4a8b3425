"""The characters that printed documents have letters for."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_NEVER_SHOWN = frozenset({"Cf", "Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_BREAKS = frozenset("\t\n\r")
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


def families(file: Path) -> tuple[str, ...]:
    """Return the names a document asks for the fonts of a file by."""
    names = (font["name"].getBestFamilyName() for font in _fonts(file))
    return tuple(dict.fromkeys(str(name) for name in names if name))


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
    """Return the characters of a text that no font has, in order of code point."""
    known = covered(tuple(files))
    return tuple(sorted(found for found in set(text) if ord(found) not in known and _is_shown(found)))


def _is_shown(character: str) -> bool:
    never = unicodedata.category(character) in _NEVER_SHOWN or character in _BREAKS
    return not never and ord(character) not in _VARIATION_SELECTORS


def described(characters: Iterable[str]) -> str:
    """Return characters as an author can look them up: themselves, their numbers and their names."""
    return ", ".join(
        f'"{found}" (U+{ord(found):04X} {unicodedata.name(found, "")}'.rstrip() + ")" for found in characters
    )


def font_for(character: str) -> str:
    """Return the name of a free font that most likely has a character."""
    script = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    return _NOTO.get(script) or (
        f"Noto Sans {script.title()}" if script.isalpha() else "one of the Noto fonts"
    )
