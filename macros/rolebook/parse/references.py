"""GOLD_STANDARD references: the works a role leans on."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rolebook.facts.slug import slugify
from rolebook.model.role import Item, Part, Reference, Subheading, Text
from rolebook.parse.blocks import Block, List, Paragraph, Row, Table
from rolebook.parse.groups import generic_parts
from rolebook.parse.plain import plain

_LINK = re.compile(
    r"(?<!!)\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+)\]\(\s*(?P<url><[^<>]*>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)])>?")
_EDGE = " \t\n-\u2013\u2014:,.;|"


def reference_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield a reference for each list item, table row or line that names a work."""
    for block in found:
        if isinstance(block, List):
            for item in block.items:
                yield from _of_item(item)
        elif isinstance(block, Table):
            yield from (_of_row(row) for row in block.rows if row.cells)
        elif isinstance(block, Paragraph) and all(_has_link(line) for line in block.text.split("\n")):
            for offset, line in enumerate(block.text.split("\n")):
                yield _reference(line, block.line + offset)
        else:
            yield from generic_parts([block])


def _has_link(text: Text) -> bool:
    return bool(_LINK.search(text) or _ADDRESS.search(text))


def _of_item(item: Item) -> Iterator[Part]:
    if item.children and not _has_link(item.text):
        title = item.text.strip("*_: ")
        yield Subheading(title, 3, slugify(plain(title)), item.line)
        for child in item.children:
            yield from _of_item(child)
        return
    nested = [child.text for child in item.children]
    yield _reference(" \u2013 ".join([item.text, *nested, *filter(None, [item.body])]), item.line)


def _of_row(row: Row) -> Reference:
    return _reference(" \u2013 ".join(filter(None, row.cells)), row.line)


def _reference(text: Text, line: int) -> Reference:
    link = _LINK.search(text)
    if link:
        note = _joined(text[: link.start()], text[link.end() :])
        return Reference(link["title"], link["url"].strip("<>"), line, note)
    address = _ADDRESS.search(text)
    if address:
        title = _joined(text[: address.start()], text[address.end() :])
        return Reference(title or urlsplit(address["url"]).netloc, address["url"], line)
    return Reference(text.strip(), "", line)


def _joined(before: Text, after: Text) -> Text:
    pieces = (before.strip(_EDGE), after.strip(_EDGE))
    return " \u2013 ".join(piece for piece in pieces if piece.strip("*_"))
