"""What is new in an expectation against that of the level before: words, not whole cells."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from rolebook.printing.nodes import Node, Nodes, texts_of

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_MOSTLY_NEW = 0.6
_PIECES = re.compile(r"\s+|\S+")


def with_new_words(before: Sequence[Node], after: Sequence[Node]) -> Nodes:
    """Return the nodes of `after` with the words that `before` has not, in order, as `new` nodes.

    An expectation that keeps few words of the one before is new as a whole, and has none marked.
    """
    new = _new_words(_words(before), _words(after))
    if sum(new) > _MOSTLY_NEW * len(new):
        return list(after)
    return list(_marked(after, iter(new)))


def _words(nodes: Sequence[Node]) -> list[str]:
    return [_EDGES.sub("", word).casefold() or word for text in texts_of(nodes) for word in text.split()]


def _new_words(before: Sequence[str], after: Sequence[str]) -> list[bool]:
    new = [True] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        new[block.b : block.b + block.size] = [False] * block.size
    return new


def _marked(nodes: Sequence[Node], new: Iterator[bool]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield from _marked_text(node, new)
        elif "c" in node:
            yield {**node, "c": list(_marked(node["c"], new))}
        else:
            yield node


def _marked_text(text: str, new: Iterator[bool]) -> Iterator[Node]:
    """Yield a text in runs of old and of new words; the space between two new words is new too."""
    pieces = _PIECES.findall(text)
    words = [bool(piece.strip()) and next(new, False) for piece in pieces]
    joined = [
        word or (not piece.strip() and all(words[max(at - 1, 0) : at + 2 : 2]) and 0 < at < len(words) - 1)
        for at, (piece, word) in enumerate(zip(pieces, words, strict=True))
    ]
    for is_new, run in groupby(zip(joined, pieces, strict=True), key=itemgetter(0)):
        written = "".join(piece for _, piece in run)
        yield {"t": "new", "c": [written]} if is_new else written
