"""Which words of an expectation are new against that of another level: one rule, for pages and for paper."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

Levels: TypeAlias = frozenset[int]
"""The levels, counted from 0, against which a word is new."""

_NONE: Levels = frozenset()
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_MOSTLY_NEW = 0.6
_PIECES = re.compile(r"\s+|\S+")


def compared_words(text: str, read: Callable[[str], str] = str) -> list[str]:
    """Return the words of a text as they are compared: whatever their capitals and points.

    `read` is what a word that is written in HTML says.
    """
    return [_EDGES.sub("", word).casefold() or word for word in map(read, text.split())]


def new_words(before: Sequence[str], after: Sequence[str]) -> Sequence[bool] | None:
    """Return for each word of `after` whether `before` has it not, in order.

    None where `after` keeps few words of `before`: then it is new as a whole, and its words tell nothing.
    """
    if (Counter(after) - Counter(before)).total() > _MOSTLY_NEW * len(after):
        return None  # so many are new however the two are lined up
    new = [True] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        new[block.b : block.b + block.size] = [False] * block.size
    return None if sum(new) > _MOSTLY_NEW * len(new) else new


def runs_of(text: str, new: Iterator[Levels]) -> Iterator[tuple[Levels, str]]:
    """Yield a text in runs of words that are new against the same levels; `new` has those of each word.

    The space between two words is new where both are.
    """
    pieces = _PIECES.findall(text)
    words = [next(new, _NONE) if piece.strip() else _NONE for piece in pieces]
    inner = range(1, len(pieces) - 1)
    joined = [
        words[at - 1] & words[at + 1] if at in inner and not piece.strip() else words[at]
        for at, piece in enumerate(pieces)
    ]
    for levels, run in groupby(zip(joined, pieces, strict=True), key=itemgetter(0)):
        yield levels, "".join(piece for _, piece in run)
