"""The Self-Assessment Checklist."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rolebook.model.role import ChecklistItem, Item, Part, Prose, Subheading
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.boxes import BOX, holds_box
from rolebook.reading.labels import is_lead_in, lead_in_name
from rolebook.reading.shapes import Block, List, Paragraph, Table, TableRow
from rolebook.reading.tables import joined, numbered_rows


def checklist_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield an item for each entry, table row and line with a box; a label above others is a subheading."""
    for group in flat_groups(blocks):
        yield from group.subheading()
        for block in group.blocks:
            if isinstance(block, List):
                for item in block.items:
                    yield from _of_item(item)
            elif isinstance(block, Table):
                yield from (_of_row(row) for row in numbered_rows(block)[0].rows if any(row.cells))
            elif isinstance(block, Paragraph):
                yield from _of_lines(block)
            else:
                yield prose(block)


def _of_lines(block: Paragraph) -> Iterator[Part]:
    """Yield an item for each line that starts with a box, and what stands between as prose."""
    numbered = enumerate(block.text.split("\n"), block.line)
    for boxed, run in groupby(numbered, key=lambda line: bool(BOX.match(line[1]))):
        lines = list(run)
        if boxed:
            yield from (ChecklistItem(BOX.sub("", text, count=1), line) for line, text in lines)
        else:
            yield Prose("\n".join(text for _, text in lines), lines[0][0])


def _of_item(item: Item) -> Iterator[Part]:
    """Yield an item with its remarks, then the items nested in it that have boxes of their own."""
    boxed = BOX.match(item.text)
    if item.children and not boxed and _heads(item):
        yield Subheading(lead_in_name(item.text), 4, "", item.line)
        if item.body:
            yield Prose(item.body, item.line)
        for child in item.children:
            yield from _of_item(child)
        return
    text = item.text[boxed.end() :] if boxed else item.text
    remarks = tuple(child for child in item.children if not holds_box(child))
    yield ChecklistItem(text, item.line, remarks, item.body)
    for child in item.children:
        if holds_box(child):
            yield from _of_item(child)


def _heads(item: Item) -> bool:
    return is_lead_in(item.text) or any(BOX.match(child.text) for child in item.children)


def _of_row(row: TableRow) -> ChecklistItem:
    return ChecklistItem(joined(cell for cell in row.cells if not BOX.fullmatch(cell)), row.line)
