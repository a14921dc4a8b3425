"""Lists nested as their authors see them.

CommonMark asks for as many spaces as the mark above is wide and ends a numbered list at the first
line that has fewer; people indent by two, or not at all, and go on with the next number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rolebook.model.role import Item
from rolebook.reading.labels import ends_in_colon
from rolebook.reading.shapes import Block, Heading, List, Other, Paragraph, block_source

_DEEPER = 2
"""Columns from which on an indent is meant; one less is a slip."""


def nested_items(indented: Sequence[tuple[int, Item]], start: int = 0) -> tuple[Item, ...]:
    """Return a list's items, those indented further under the one before; numbered from `start`, if any."""
    outer: list[Item] = []
    base = 0
    for indent, item in indented:
        if outer and indent >= base + _DEEPER:
            child = replace(item, number=len(outer[-1].children) + 1) if start else item
            outer[-1] = replace(outer[-1], children=(*outer[-1].children, child))
        else:
            base = indent
            outer.append(item)
    return _numbered(outer, start)


def nested_by_indent(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lists nested, joined and continued as their indents and numbers show."""
    nested: list[Block] = []
    for block in blocks:
        if isinstance(block, List):
            _take_list(nested, block)
        elif (outer := _list_around(block, nested)) is not None:
            nested[-1] = _under_last_item(outer, [block])
        else:
            nested.append(block)
    return nested


def _list_around(block: Block, nested: list[Block]) -> List | None:
    """Return the list before a block, if the block is indented like a part of its last item."""
    last = nested[-1] if nested else None
    if isinstance(last, List) and isinstance(block, (Paragraph, Other)):
        return last if block.indent >= last.indent + _DEEPER else None
    return None


def _take_list(nested: list[Block], block: List) -> None:
    for index, outer in _continued_by(nested, block):
        between = nested[index + 1 :]
        flush = any(isinstance(inner, List) for inner in between)
        nested[index:] = [replace(_joined(_under_last_item(outer, between), block), flush=flush)]
        return
    last = nested[-1] if nested else None
    if isinstance(last, List) and _is_under(block, last):
        nested[-1] = _under_last_item(last, [block])
    elif isinstance(last, List) and block.ordered == last.ordered:
        nested[-1] = replace(_joined(last, block), indent=block.indent)
    else:
        nested.append(block)


def _continued_by(nested: list[Block], block: List) -> Iterator[tuple[int, List]]:
    """Yield the numbered list that this one goes on with, and its place, whatever came between."""
    for index in reversed(range(len(nested))):
        earlier = nested[index]
        if isinstance(earlier, Heading) or not block.ordered or block.items[0].number <= 1:
            return
        if isinstance(earlier, List) and earlier.ordered:
            goes_on = earlier.items[-1].number + 1 == block.items[0].number
            if goes_on and earlier.indent == block.indent:
                yield index, earlier
            return


def _is_under(block: List, last: List) -> bool:
    if block.indent > last.indent:
        return True
    if block.indent < last.indent or block.ordered == last.ordered:
        return False
    return last.flush or _leads(last.items[-1])


def _leads(item: Item) -> bool:
    """Return whether an item reads as the heading of what follows it."""
    text = item.text.strip()
    return ends_in_colon(text.rstrip("*_")) or (text.startswith("**") and text.endswith("**"))


def _joined(first: List, second: List) -> List:
    items = first.items + second.items
    return replace(first, items=_numbered(items, items[0].number))


def _numbered(items: Sequence[Item], start: int) -> tuple[Item, ...]:
    if not start:
        return tuple(items)
    numbered = enumerate(items, start)
    return tuple(item if item.number == number else replace(item, number=number) for number, item in numbered)


def _under_last_item(outer: List, inner: Sequence[Block]) -> List:
    *before, item = outer.items
    children = tuple(child for block in inner if isinstance(block, List) for child in block.items)
    bodies = [block_source(block) for block in inner if not isinstance(block, List)]
    body = "\n\n".join(filter(None, [item.body, *bodies]))
    return replace(outer, items=(*before, replace(item, children=item.children + children, body=body)))
