"""The Evaluation Matrix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.facts.slug import slugify, unique
from rolebook.model.problem import Problem
from rolebook.model.role import Competency, Matrix, Part, Text
from rolebook.parse.blocks import Block, Paragraph, Row, Table
from rolebook.parse.groups import generic_parts, groups, subheading
from rolebook.parse.plain import normal, plain

_LEVEL_COLUMN = {"level", "levels", "grade", "grades", "rank"}


@dataclass(frozen=True)
class MatrixContext:
    """Where a matrix stands: its file, the competency ids in use, the list problems go to."""

    path: str
    taken: set[str]
    problems: list[Problem]

    def report(self, line: int, message: str) -> None:
        """Note a problem of the spec."""
        self.problems.append(Problem(self.path, line, message))


def matrix_parts(found: Sequence[Block], context: MatrixContext) -> Iterator[Part]:
    """Yield a matrix for each table of the section; report rows that do not fit their header."""
    for group in groups(found):
        tables = [block for block in group.blocks if isinstance(block, Table)]
        if group.heading and not tables:
            yield subheading(group.heading)
        for block in group.blocks:
            if isinstance(block, Table):
                yield from _matrix(block, group.heading.text if group.heading else "", context)
                continue
            _report_broken_table(block, context)
            yield from generic_parts([block])


def _matrix(table: Table, name: Text, context: MatrixContext) -> Iterator[Part]:
    if len(table.header.cells) < 2 + 1:
        context.report(table.line, "a matrix needs a competency column and at least two levels")
        return
    for row in table.rows:
        _report_misfit(row, table.header, context)
    fitting = [row for row in table.rows if len(row.cells) == len(table.header.cells)]
    levels, rows = table.header.cells[1:], [(row.cells, row.line) for row in fitting]
    if normal(table.header.cells[0]) in _LEVEL_COLUMN:
        levels, rows = _transposed(table.header, fitting)
    competencies = tuple(
        Competency(unique(slugify(plain(cells[0])), context.taken), cells[0], tuple(cells[1:]), line)
        for cells, line in rows
    )
    yield Matrix(name, tuple(levels), competencies, table.line)


def _transposed(header: Row, rows: list[Row]) -> tuple[tuple[Text, ...], list[tuple[tuple[Text, ...], int]]]:
    """Return levels and rows of a table that has its levels down and its competencies across."""
    levels = tuple(row.cells[0] for row in rows)
    columns = zip(header.cells[1:], *(row.cells[1:] for row in rows), strict=True)
    return levels, [(tuple(column), header.line) for column in columns]


def _report_misfit(row: Row, header: Row, context: MatrixContext) -> None:
    expected, found = len(header.cells) - 1, len(row.cells) - 1
    if found == expected:
        return
    name = plain(row.cells[0]) if row.cells else ""
    hint = r'; write a "|" inside a cell as "\|"' if found > expected else ""
    context.report(
        row.line,
        f'the matrix row "{name}" has {_count(found, "cell")} for {_count(expected, "level")}{hint}',
    )


def _report_broken_table(block: Block, context: MatrixContext) -> None:
    lines = block.text.split("\n") if isinstance(block, Paragraph) else []
    for offset, (line, following) in enumerate(zip(lines, lines[1:], strict=False)):
        if "|" in line and following.strip() and not following.strip("|-: \t"):
            context.report(
                block.line + offset,
                "this is not read as a table: the line of dashes below it needs one cell for each column",
            )


def _count(number: int, noun: str) -> str:
    return f"{max(number, 0)} {noun}" if number == 1 else f"{max(number, 0)} {noun}s"
