"""What of a text stands apart: in brackets, quotes, tags, code, links, addresses, times and ranges.

A colon, a comma or a dash in there belongs to it, and parts nothing.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

Span = tuple[int, int]
"""Where something begins, and the place after its end."""

_OPENING = "([{\uff08\uff3b\uff5b\u3010\u3014\u300c\u300e\u3008\u300a"
_CLOSING = ")]}\uff09\uff3d\uff5d\u3011\u3015\u300d\u300f\u3009\u300b"
_OPENING_OF = dict(zip(_CLOSING, _OPENING, strict=True))
_QUOTES = {
    opening: re.compile(closing)
    for opening, closing in {
        '"': r'"(?!\w)',
        "'": r"(?<=\S)'(?!\w)",
        "_": r"(?<=[^\s\\])_(?!\w)",
        "*": r"(?<=[^\s\\*])\*(?!\*)",
        "**": r"(?<=[^\s\\])\*\*",
        "***": r"(?<=[^\s\\])\*\*\*",
        "~~": "~~",
        "\u201c": "\u201d",
        "\u201d": "\u201d",
        "\u201e": '[\u201c\u201d"]',
        "\u2018": r"(?<=\S)\u2019(?!\w)",
        "\u201a": "[\u2018\u2019]",
        "\u00ab": "\u00bb",
        "\u00bb": "[\u00ab\u00bb]",
        "\u2039": "\u203a",
        "\u203a": "[\u2039\u203a]",
    }.items()
}
"""Marks that open quotations and emphasis, each with what closes it."""
_COUNTED = "level|grade|tier|phase|step|stage|part|week|month|day|year|quarter|sprint|round|priority"
"""What people number: in `Week 1: 30 minutes` the colon is no time's."""
_APART = re.compile(
    r"\\[^\w\s]"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|<(?![\s<>])(?P<tag>/?[a-z][a-z0-9]*(?![\w:.@-]))?[^<>]*>"
    r"|&(?:\#[0-9]+|\#x[0-9a-f]+|[a-z][a-z0-9]*);"
    r"|://(?:[^\s<>()\[\]\uff08\uff09\uff1a\uff0c\u3002]*[^\s<>()\[\]\uff08\uff09\uff1a\uff0c\u3002.,:;!?'\"])?"
    r"|(?<![\w:]):[\w+-]+:"
    rf"|\b(?:{_COUNTED})\s+\d+(?=\s*[:\uff1a])"
    r"|(?<![a-z0-9.,])(?:[01]?\d|2[0-4])\s*[:\uff1a]\s*[0-5]\d(?![\w/%]|[.,]\d)"
    r"|(?<![a-z0-9.,])\d{1,3}\s+[:\uff1a]\s+\d{1,3}(?![\w/%]|[.,]\d)"
    r"|\d\uff1a\d"
    r"|(?<!\w)\d+\s+[-\u2013\u2014]\s+(?=\d)"
    rf"|(?P<bracket>[{re.escape(_OPENING + _CLOSING)}])"
    r"|(?P<quote>(?<![\w\\])(?:[\"'_\u201d\u00bb\u203a]|\*{1,3}(?!\*)|~~)(?=\S)|[\u201c\u201e\u2018\u201a\u00ab\u2039])",
    re.DOTALL | re.IGNORECASE,
)


def first_outside(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the first match that begins outside of all that stands apart."""
    return next(all_outside(text, pattern), None)


def all_outside(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches that begin outside of all that stands apart; after a bracket left open is inside."""
    spans: list[Span] | None = None
    for match in pattern.finditer(text):
        spans = spans_apart(text) if spans is None else spans
        before = bisect_right(spans, (match.start(), len(text) + 1)) - 1
        if before < 0 or spans[before][1] <= match.start():
            yield match


def spans_apart(text: str) -> list[Span]:
    """Return what stands apart, in order, none within another."""
    spans, left_open = _spans(text)
    return _merged([*spans, (left_open, len(text))] if left_open is not None else spans)


def is_closed(text: str) -> bool:
    """Return whether a text closes every bracket that it opens."""
    return _spans(text)[1] is None


def _spans(text: str) -> tuple[list[Span], int | None]:
    """Return what stands apart, and where the first bracket that is never closed stands."""
    spans: list[Span] = []
    still_open = _Open()
    closing = _Closing(text)
    begun: dict[str, list[int]] = {}
    quoted_to = 0
    for match in _APART.finditer(text):
        if bracket := match["bracket"]:
            spans += still_open.take(bracket, match.start())
        elif not match["quote"]:
            spans += _of_tag(match, begun)
        elif match.start() >= quoted_to and (end := closing.after(match)):
            quoted_to = end
            spans.append((match.start(), end))
    return spans, still_open.first()


def _of_tag(match: re.Match[str], begun: dict[str, list[int]]) -> Iterator[Span]:
    """Yield a match itself, and the whole of an element where its tag ends one that is `begun`."""
    yield match.span()
    name = (match["tag"] or "").lower()
    if name.startswith("/") and begun.get(name[1:]):
        yield begun[name[1:]].pop(), match.end()
    elif name:
        begun.setdefault(name, []).append(match.start())


class _Open:
    """The brackets that are open so far."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, int]] = []
        self._count: Counter[str] = Counter()

    def take(self, bracket: str, position: int) -> Iterator[Span]:
        """Yield what a bracket closes, if anything; those opened within it are no brackets then."""
        opening = _OPENING_OF.get(bracket)
        if not opening:
            self._opened.append((bracket, position))
            self._count[bracket] += 1
        elif self._count[opening]:
            inner = ""
            while inner != opening:
                inner, start = self._opened.pop()
                self._count[inner] -= 1
            yield start, position + 1

    def first(self) -> int | None:
        """Return where the first of them stands."""
        return self._opened[0][1] if self._opened else None


class _Closing:
    """Finds where quotations end; what ends none that begins here ends none that begins later."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._never: set[str] = set()

    def after(self, opening: re.Match[str]) -> int:
        """Return the place after a quotation's end, 0 where it has none."""
        mark = opening["quote"]
        if mark in self._never:
            return 0
        match = _QUOTES[mark].search(self._text, opening.end() + 1)
        if not match:
            self._never.add(mark)
        return match.end() if match else 0


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
