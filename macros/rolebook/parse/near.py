"""Which known name a text is a slip of: a letter left out, doubled, swapped, or a wrong vowel."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_FEWEST_LETTERS = 5
"""Shorter words lie a letter away from too many others: "Role" from "Rule", "Goal" from "Coal"."""

_LONG_WORD = 12
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåøæ")
_WORDS_OF_THEIR_OWN = frozenset(
    {"evacuation", "evolution", "leaning", "positions", "products", "roles", "stock", "trailing"}
    | {"checkliste", "competencias", "plattform", "titel"}
)
"""Words that lie near a name and mean what they say, in English or another language."""


def slip_of(text: str, known: Iterable[str]) -> str:
    """Return the name that a text misspells, nothing where it is none; all as `plain.normal` has them."""
    words = text.split()
    return next((name for name in known if _is_slip(text, words, name)), "")


def _is_slip(text: str, words: list[str], name: str) -> bool:
    if text[:1] != name[:1] or abs(len(text) - len(name)) > 1 + len(words) or text == name:
        return False
    parts = name.split()
    if len(parts) != len(words):
        return text.replace(" ", "") == name.replace(" ", "")
    return all(word == part or _is_misspelt(word, part) for word, part in zip(words, parts, strict=True))


def _is_misspelt(word: str, name: str) -> bool:
    if word[:1] != name[:1] or len(name) < _FEWEST_LETTERS or word in _WORDS_OF_THEIR_OWN:
        return False
    if not word.isascii() and name.isascii():
        return False  # a word of another language, such as "Procédures"
    changes = [
        (word[start:end], name[begin:stop])
        for tag, start, end, begin, stop in SequenceMatcher(None, word, name, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    if not all(map(_is_slight, changes)):
        return False
    return len(changes) <= (2 if len(name) >= _LONG_WORD else 1) or _is_swap(changes)


def _is_slight(change: tuple[str, str]) -> bool:
    """Tell whether a letter was left out or added, or a vowel took the place of another."""
    ours, theirs = change
    return len(ours) + len(theirs) == 1 or (len(ours) == len(theirs) == 1 and {ours, theirs} <= _VOWELS)


def _is_swap(changes: list[tuple[str, str]]) -> bool:
    """Tell whether two letters changed places: one is added here and left out there."""
    if len(changes) != len(("here", "there")):
        return False
    (ours, theirs), (others, more) = changes
    return (ours, theirs) == (more, others)
