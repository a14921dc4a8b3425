"""The Self-Assessment Checklist."""

import re
from collections.abc import Iterator, Sequence

from rolebook.facts.slug import slugify
from rolebook.model.role import ChecklistItem, Item, Part, Subheading
from rolebook.parse.blocks import Block, List
from rolebook.parse.groups import generic_parts
from rolebook.parse.plain import plain

_BOX = re.compile(r"^\[[ xX]?\]\s+")


def checklist_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield an item for each list entry; an entry without a box above others is a subheading."""
    for block in found:
        if isinstance(block, List):
            for item in block.items:
                yield from _of_item(item)
        else:
            yield from generic_parts([block])


def _of_item(item: Item) -> Iterator[Part]:
    boxed = _BOX.match(item.text)
    if item.children and not boxed:
        title = item.text.strip("*_: ")
        yield Subheading(title, 3, slugify(plain(title)), item.line)
        for child in item.children:
            yield from _of_item(child)
        return
    text = item.text[boxed.end() :] if boxed else item.text
    yield ChecklistItem(text, item.line, item.children, item.body)
