"""Metrics (KPIs)."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Item, Metric, Part, Text
from rolebook.parse.blocks import Block, List, Row, Table
from rolebook.parse.groups import generic_parts
from rolebook.parse.identity import label_and_value


def metric_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield a metric for each list item and each table row."""
    for block in found:
        if isinstance(block, List):
            yield from (_metric(item) for item in block.items)
        elif isinstance(block, Table):
            yield from (_metric_of_row(row, block.header.cells) for row in block.rows if row.cells)
        else:
            yield from generic_parts([block])


def _metric(item: Item) -> Metric:
    name, detail = label_and_value(item.text) or (item.text, "")
    return Metric(name, item.line, detail, item.children, item.body)


def _metric_of_row(row: Row, header: Sequence[Text]) -> Metric:
    name, *cells = row.cells
    labels = [*header[1:], *[""] * len(cells)]
    details = [
        f"{label}: {cell}" if label else cell
        for label, cell in zip(labels, cells, strict=False)
        if cell
    ]
    return Metric(name.strip("*_"), row.line, "; ".join(details))
