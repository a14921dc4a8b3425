"""GOLD_STANDARD references: the works a role leans on."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rolebook.facts.token import OPEN, Place
from rolebook.model.role import Item, Part, Prose, Reference, Subheading, Text
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.labels import label_and_value, lead_in_name
from rolebook.reading.outside import Span, spans_apart
from rolebook.reading.plain import normal, unwrapped
from rolebook.reading.shapes import Block, List, Paragraph, Table, TableRow
from rolebook.reading.tables import joined, numbered_rows

_LINK = re.compile(
    r"(?<!!)\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?P<url><[^<>]*>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?P<quote>[\"'])(?P<tip>.*?)(?P=quote))?\s*\)"
)
_ADDRESS = re.compile(
    r"<?(?P<url>https?://(?:[^\s<>()]|\([^\s<>()]*\))*(?:\([^\s<>()]*\)|[^\s<>().,;:!?'\"]))>?"
    rf"|<(?P<marked>{OPEN}[A-Z0-9_]+{Place.TEXT}[^\s<>]*)>"
    rf"|(?P<named>{OPEN}[A-Z0-9_]*URL{Place.TEXT}(?:[^\s<>()]*[^\s<>().,;:!?'\"])?)"
    rf"|^(?P<alone>{OPEN}[A-Z0-9_]+{Place.TEXT}(?:/\S*)?)$"
)
"""Matches an address that is written out: `https:`, a fact in angle brackets, called a URL, or alone."""
_NOT_A_TITLE = {
    "link",
    "here",
    "website",
    "site",
    "url",
    "read",
    "read it",
    "book",
    "pdf",
    "online",
    "source",
    "web",
    "more",
}
_EDGE = " \t\n-\u2013\u2014:,.;|"
_WORK_FIRST = re.compile(r"[*_ ]*(?:\[|<?https?://)|.*\s*[-\u2013\u2014:]\s*<?https?://\S+$")


def reference_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield a reference for each list item, table row or line that names a work."""
    for group in flat_groups(blocks):
        yield from group.subheading()
        for block in group.blocks:
            if isinstance(block, List):
                for item in block.items:
                    yield from _of_item(item)
            elif isinstance(block, Table):
                yield from (_of_row(row) for row in numbered_rows(block)[0].rows if any(row.cells))
            elif isinstance(block, Paragraph) and all(map(_names_work, block.text.split("\n"))):
                for line, text in enumerate(block.text.split("\n"), block.line):
                    yield _reference(text.rstrip("\\ "), line)
            else:
                yield prose(block)


def _has_link(text: Text) -> bool:
    return bool(_LINK.search(text) or _ADDRESS.search(text))


def _names_work(line: Text) -> bool:
    return _has_link(line) and bool(_WORK_FIRST.match(line))


def _of_item(item: Item) -> Iterator[Part]:
    if item.children and not _has_link(item.text) and any(_has_link(child.text) for child in item.children):
        yield Subheading(lead_in_name(item.text), 4, "", item.line)
        for child in item.children:
            yield from _of_item(child)
    else:
        yield _reference(joined(_texts(item)), item.line)
    if item.body:
        yield Prose(item.body, item.line)


def _texts(item: Item) -> Iterator[Text]:
    yield item.text
    for child in item.children:
        yield from _texts(child)
        yield child.body


def _of_row(row: TableRow) -> Reference:
    title, *cells = row.cells
    if _has_link(title) or not any(map(_has_link, cells)):
        return _reference(joined(row.cells), row.line)
    linked = _reference(next(filter(_has_link, cells)), row.line)
    shown = [] if normal(linked.title) in _NOT_A_TITLE or linked.title in linked.url else [linked.title]
    others = [cell for cell in cells if not _has_link(cell)]
    if not title:
        return Reference(linked.title, linked.url, row.line, joined([*others, linked.note]))
    return Reference(unwrapped(title), linked.url, row.line, joined([*others, *shown, linked.note]))


def _reference(text: Text, line: int) -> Reference:
    link = _LINK.search(text)
    address = _ADDRESS.search(text)
    if link:
        before, after = _around(text, link)
        note = joined([before, link["tip"] or "", after])
        if before and normal(link["title"]) in _NOT_A_TITLE:
            return Reference(unwrapped(before), link["url"].strip("<>"), line, after)
        url = link["url"].strip("<>")
        return Reference(unwrapped(link["title"]) or _host(url), url, line, note)
    if address:
        before, after = _around(text, address)
        url = address[address.lastgroup or 0]
        title = before or after or _host(url)
        return Reference(unwrapped(title), url, line, after if before else "")
    labelled = label_and_value(text) if text.startswith(("*", "_")) else None
    return (
        Reference(*labelled[:1], "", line, labelled[1]) if labelled else Reference(unwrapped(text), "", line)
    )


def _host(url: str) -> str:
    """Return what to call a work of which only the address is known."""
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url


def _aside_of(text: Text, link: re.Match[str]) -> Span | None:
    """Return the brackets a link stands in: what they leave open before it they close after it."""
    around = (span for span in spans_apart(text) if span[0] < link.start() and link.end() < span[1])
    return next(
        (span for span in around if text[span[0]] in "([\uff08" and text[span[1] - 1] in ")]\uff09"), None
    )


def _around(text: Text, link: re.Match[str]) -> tuple[Text, Text]:
    """Return what stands before and after a link, without what only surrounds or joins them."""
    if aside := _aside_of(text, link):
        start, end = aside
        within = (text[start + 1 : link.start()], text[link.end() : end - 1])
        return text[:start].strip(_EDGE), joined(piece.strip(_EDGE) for piece in (*within, text[end:]))
    before, after = text[: link.start()].rstrip(), text[link.end() :].lstrip()
    for opening, closing in (
        ("~~", "~~"),
        ("***", "***"),
        ("**", "**"),
        ("*", "*"),
        ("_", "_"),
    ):
        if before.endswith(opening) and after.startswith(closing):
            before, after = before[: -len(opening)].rstrip(), after[len(closing) :].lstrip()
    return before.strip(_EDGE), after.strip(_EDGE)
