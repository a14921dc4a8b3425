"""Responsibility areas and their duties."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Area, Item, Part
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.labels import is_lead_in, label_and_value, labelled_lines_as_lists
from rolebook.reading.plain import unwrapped
from rolebook.reading.shapes import Block, Heading, List, Table, TableRow, sources
from rolebook.reading.tables import items_of_cell, numbered_rows


def responsibility_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield the areas: items with nested duties, subheadings, labelled lines, table rows, or one list."""
    for group in flat_groups(labelled_lines_as_lists(blocks)):
        if group.heading and group.blocks and not any(map(_surely_holds_areas, group.blocks)):
            yield _area_under(group.heading, group.blocks)
        else:
            yield from group.subheading()
            yield from _areas_without_heading(group.blocks)


def _area_under(heading: Heading, blocks: Sequence[Block]) -> Area:
    lists = [block for block in blocks if isinstance(block, List)]
    rest = [block for block in blocks if not isinstance(block, List)]
    duties = tuple(item for block in lists for item in block.items)
    return Area(heading.text, duties, heading.line, sources(rest))


def _areas_without_heading(blocks: Sequence[Block]) -> Iterator[Part]:
    for block in blocks:
        if isinstance(block, Table) and len(block.header.cells) > 1:
            yield from _areas_of_table(block)
        elif not isinstance(block, List):
            yield prose(block)
        elif _holds_areas(block) or _mostly_nested(block):
            yield from (_area_of_item(item) for item in block.items)
        else:
            yield Area("", block.items, block.line)


def _holds_areas(block: Block) -> bool:
    """Return whether every item names an area: in bold or before a colon, with duties nested or after it."""
    return isinstance(block, List) and all(
        is_lead_in(item.text) if item.children else label_and_value(item.text) for item in block.items
    )


def _surely_holds_areas(block: Block) -> bool:
    """Return whether a list below a heading holds areas: a colon alone makes none of a duty."""
    return _holds_areas(block) and isinstance(block, List) and any(map(_stands_out, block.items))


def _stands_out(item: Item) -> bool:
    return bool(item.children) or item.text.startswith(("*", "_"))


def _mostly_nested(block: List) -> bool:
    return sum(bool(item.children) for item in block.items) * 2 > len(block.items)


def _area_of_item(item: Item) -> Area:
    name, value = label_and_value(item.text) or (unwrapped(item.text), "")
    if value and not item.children:
        return Area(name, (Item(value, item.line),), item.line, item.body)
    intro = "\n\n".join(filter(None, [value, item.body]))
    return Area(name, item.children, item.line, intro)


def _areas_of_table(table: Table) -> Iterator[Area]:
    """Yield an area for each row; a row without a name goes on with the area above it."""
    area: Area | None = None
    for row in numbered_rows(table)[0].rows:
        name, duties = _name_and_duties(row)
        if area and name in ("", area.name):
            area = Area(area.name, area.duties + duties, area.line)
            continue
        if area:
            yield area
        area = Area(name, duties, row.line)
    if area:
        yield area


def _name_and_duties(row: TableRow) -> tuple[str, tuple[Item, ...]]:
    name, *cells = row.cells or ("",)
    return unwrapped(name), tuple(item for cell in cells for item in items_of_cell(cell, row.line))
