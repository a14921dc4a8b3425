"""Which texts of many say nearly the same, without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeAlias

from rolebook.reading.plain import normal

Words: TypeAlias = tuple[str, ...]
_Pair: TypeAlias = tuple[str, str]

LIKENESS = 0.8
"""The share of words, in order, that texts have in common when they say nearly the same."""

SHORTEST = 5
"""Texts of fewer words have too little to say to be compared but word for word."""

_NO_NUMBER = "x "
_KEYS = 5
_MOST_CANDIDATES = 64


def words_of(text: str) -> Words:
    """Return the words that are compared: without case, punctuation and emphasis.

    A number is one of them, where it comes first too: it says how much, and counts nothing.
    """
    return tuple(normal(f"{_NO_NUMBER}{text}").split()[1:])


def likeness(one: Words, other: Words) -> float:
    """Return the share of words, in order, that two texts have in common: 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def numbers_of(words: Words) -> list[str]:
    """Return the words that hold a number."""
    return [word for word in words if any(map(str.isdigit, word))]


def near_pairs(texts: Iterable[Words]) -> Iterator[tuple[Words, Words]]:
    """Yield each two different texts that say nearly the same, the earlier one first.

    Candidates share one of their rarest pairs of neighboring words, so that the work grows with
    the number of texts and not with its square.
    """
    distinct = [words for words in dict.fromkeys(texts) if len(words) >= SHORTEST]
    spread = Counter(pair for words in distinct for pair in set(pairwise(words)))
    earlier: dict[_Pair, list[Words]] = defaultdict(list)
    for words in distinct:
        keys = _rarest(words, spread)
        candidates = dict.fromkeys(other for key in keys for other in earlier[key])
        yield from ((other, words) for other in candidates if likeness(other, words) >= LIKENESS)
        for key in keys:
            if len(earlier[key]) < _MOST_CANDIDATES:
                earlier[key].append(words)


def _rarest(words: Words, spread: Counter[_Pair]) -> Sequence[_Pair]:
    """Return the pairs of words that fewest other texts have, of those that any other has."""
    shared = [pair for pair in dict.fromkeys(pairwise(words)) if spread[pair] > 1]
    return sorted(shared, key=lambda pair: (spread[pair], pair))[:_KEYS]
