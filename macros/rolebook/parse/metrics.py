"""Metrics (KPIs)."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Item, Metric, Part, Subheading, Text
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.labels import is_lead_in, labelled_lines_as_lists, lead_in_name, name_and_note
from rolebook.reading.plain import unwrapped
from rolebook.reading.shapes import Block, List, Table, TableRow
from rolebook.reading.tables import numbered_rows


def metric_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield a metric for each item, labelled line and table row; a label above others is a subheading."""
    for group in flat_groups(labelled_lines_as_lists(blocks)):
        yield from group.subheading()
        for block in group.blocks:
            if isinstance(block, List):
                yield from _of_items(block.items)
            elif isinstance(block, Table):
                rows = numbered_rows(block)[0]
                yield from (
                    _metric_of_row(row, rows.header.cells)
                    for row in rows.rows
                    if any(map(unwrapped, row.cells))
                )
            else:
                yield prose(block)


def _of_items(items: Sequence[Item]) -> Iterator[Part]:
    for item in items:
        if item.children and is_lead_in(item.text) and not item.body:
            yield Subheading(lead_in_name(item.text), 4, "", item.line)
            yield from _of_items(item.children)
        else:
            yield _metric(item)


def _metric(item: Item) -> Metric:
    name, detail = name_and_note(item.text) or (item.text, "")
    return Metric(name, item.line, detail, item.children, item.body)


def _metric_of_row(row: TableRow, header: Sequence[Text]) -> Metric:
    """Return the metric a row names in its first cell that is not empty; the others are its detail."""
    named = next(index for index, cell in enumerate(row.cells) if unwrapped(cell))
    labelled = zip([*header, *[""] * len(row.cells)], row.cells, strict=False)
    details = [
        f"{unwrapped(label)}: {cell}" if label else cell
        for index, (label, cell) in enumerate(labelled)
        if cell and index != named
    ]
    return Metric(unwrapped(row.cells[named]), row.line, "; ".join(details))
