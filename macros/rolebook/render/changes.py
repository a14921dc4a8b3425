"""Expectations as HTML in which is marked what other levels do not say; a script shows it for two of them.

Facts are words here, whatever their values, so that all companies of a shape share what is marked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from rolebook.presentation.new_words import Levels, compared_words, new_words, runs_of

_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')


@dataclass(frozen=True)
class Cell:
    """What is expected at a level; `<span data-new="0 2">` holds words that are new against these levels.

    `keeps` are the levels, counted from 0, of whose words it keeps some; against others it is new as a whole.
    """

    html: Markup
    keeps: tuple[int, ...] = ()


def with_changes(cells: Sequence[Markup]) -> tuple[Cell, ...]:
    """Return the cells of a row, level by level, with what is new in each against each of the others."""
    words = [[word for text in _texts(cell) for word in compared_words(text, unescape)] for cell in cells]
    return tuple(_cell(cell, _new(at, cells, words), len(words[at])) for at, cell in enumerate(cells))


def _new(at: int, cells: Sequence[Markup], words: Sequence[Sequence[str]]) -> Mapping[int, Sequence[bool]]:
    """Return which words of a cell are new against each of the others that it does not replace as a whole."""
    others = (other for other, cell in enumerate(cells) if words[other] and words[at] and cell != cells[at])
    compared = ((other, new_words(words[other], words[at])) for other in others)
    return {other: flags for other, flags in compared if flags is not None}


def _cell(cell: Markup, new: Mapping[int, Sequence[bool]], count: int) -> Cell:
    labels = (frozenset(other for other, flags in new.items() if flags[at]) for at in range(count))
    return Cell(Markup("".join(_marked(cell, labels))), tuple(new))  # noqa: S704 - clean, and spans are added


def _texts(cell: Markup) -> Iterator[str]:
    yield from _TAG.split(str(cell))[::2]


def _marked(cell: Markup, labels: Iterator[Levels]) -> Iterator[str]:
    for at, piece in enumerate(_TAG.split(str(cell))):
        if at % 2:
            yield piece
            continue
        for levels, run in runs_of(piece, labels):
            yield f'<span data-new="{" ".join(map(str, sorted(levels)))}">{run}</span>' if levels else run
