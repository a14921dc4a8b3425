"""What tables other than the matrix have in common."""

import re
from collections.abc import Collection, Iterable

from rolebook.model.role import Item, Text
from rolebook.reading.plain import normal
from rolebook.reading.shapes import Table, TableRow

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*+\u2022]|\d+[.)])\s+")

NUMBER_NAMES = frozenset({"", "no", "nr", "number", "id", "step"})
"""Headers of a column that only counts the rows."""


def column(table: Table, names: Collection[str]) -> int | None:
    """Return the index of the first column headed by one of the (normalised) names."""
    headers = (normal(cell) for cell in table.header.cells)
    return next((index for index, header in enumerate(headers) if header in names), None)


def lines_of_cell(cell: Text) -> tuple[Text, ...]:
    """Return what an author put on lines of their own in a cell, by `<br>`, without bullets."""
    lines = (_BULLET.sub("", line.strip()) for line in _BREAK.split(cell))
    return tuple(line for line in lines if line)


def items_of_cell(cell: Text, line: int) -> tuple[Item, ...]:
    """Return the lines of a cell as items."""
    return tuple(Item(text, line) for text in lines_of_cell(cell))


def joined(cells: Iterable[Text]) -> Text:
    """Return cells as one line."""
    return " \u2013 ".join(cell for cell in cells if cell)


def numbered_rows(table: Table) -> tuple[Table, bool]:
    """Return the table without a first column that only counts its rows, and whether there was one."""
    counts = all(row.cells and row.cells[0].rstrip(".)").isdigit() for row in table.rows)
    if not counts or not table.rows or normal(table.header.cells[0]) not in NUMBER_NAMES:
        return table, False
    header = TableRow(table.header.cells[1:], table.header.line)
    rows = tuple(TableRow(row.cells[1:], row.line) for row in table.rows)
    return Table(header, rows, table.line, table.source), True
