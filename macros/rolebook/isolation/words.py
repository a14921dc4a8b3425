"""Texts as words, so that a value is found however it is written: in capitals, in an address, as a slug."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\S*(?:[/@\\]|\w[._-]\w)\S*|\{\{[^}]*\}\}")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no spaces between words: each stands for itself."""

Words = tuple[str, ...]


def words(text: str) -> Words:
    """Return the words of a text, without case, marks of punctuation and what only joins them."""
    if text.isascii():
        return tuple(_WORD.findall(text.casefold()))
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return tuple(_WORD.findall(_UNSPACED.sub(r" \g<0> ", folded)))


def phrases(spoken: Words) -> Iterator[str]:
    """Yield the words of a text and each two that follow one another.

    A value can stand in texts only if all of its phrases do; of values that do not, this leaves few.
    """
    yield from spoken
    yield from map(" ".join, pairwise(spoken))


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that at least two of the texts write without capitals.

    Those in addresses and names of files do not count; nor does one text alone, such as a command that
    calls a company's program.
    """
    found: Counter[str] = Counter()
    for text in texts:
        prose = set(_WORD.findall(_ADDRESS.sub(" ", unicodedata.normalize("NFKC", text))))
        found.update(word for word in prose if word == word.lower() and not word.isdecimal())
    return frozenset(word for word, times in found.items() if times > 1)
