"""The Evaluation Matrix."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise

from rolebook.facts.slug import slugify, unique
from rolebook.model.problem import Problem, warning
from rolebook.model.role import Competency, Matrix, Part, Text
from rolebook.parse.groups import BlockGroup, flat_groups, generic_parts
from rolebook.parse.levels import levels_under_headings
from rolebook.reading.plain import normal, plain, unwrapped
from rolebook.reading.shapes import Block, Heading, Other, Paragraph, Table, TableRow
from rolebook.reading.tables import NUMBER_NAMES, joined

_FEWEST_LEVELS = 2
_EXAMPLE = "`| Competency | Level 1 | Level 2 |`"
_LEVEL_NAMES = {"level", "levels", "grade", "grades", "rank"}
_COMPETENCY_NAMES = {"competency", "competencies", "competence", "skill", "skills", "capability"}
_LEVEL_WORDS = re.compile(
    r"\b(?:level|grade|l\d+|ic\d+|\d+|novice|beginner|entry|associate|junior|mid|intermediate|regular|competent|"
    r"proficient|advanced|senior|staff|principal|lead|expert)\b"
)


@dataclass(frozen=True)
class MatrixContext:
    """Where a matrix stands: its file, the competency ids in use, the list problems go to."""

    path: str
    taken: set[str]
    problems: list[Problem]

    def report(self, line: int, message: str) -> None:
        """Note a problem of the spec."""
        self.problems.append(Problem(self.path, line, message))


@dataclass(frozen=True)
class _Rated:
    """A competency's name and its cells, one for each level."""

    name: Text
    cells: tuple[Text, ...]
    line: int
    group: Text = ""


def is_matrix(block: Block) -> bool:
    """Return whether a table reads as a matrix, whatever heading it stands under."""
    if not isinstance(block, Table) or not _has_levels(block):
        return False
    return normal(block.header.cells[0]) in {"competency", "competencies", "competence"}


def matrix_parts(blocks: Sequence[Block], context: MatrixContext) -> Iterator[Part]:
    """Yield a matrix for each table of levels, or one for all levels under headings; the rest as it stands.

    Rows that do not fit their header are reported.
    """
    ladders = _ladders([block for block in blocks if isinstance(block, Table)])
    by_level = None if ladders else levels_under_headings(blocks)
    if by_level:
        yield from by_level.around
        yield from _matrices(by_level.table, "", context)
        return
    for group in flat_groups(blocks):
        name = _name(group, ladders)
        if not name:
            yield from group.subheading()
        for before, block in zip((None, *group.blocks), group.blocks, strict=False):
            if block in ladders and isinstance(block, Table):
                yield from _matrices(block, name, context)
                continue
            if isinstance(block, Table) and not ladders:
                message = (
                    "a matrix needs a competency column and at least two levels; this stays a plain table"
                )
                context.problems.append(warning(Problem(context.path, block.line, message)))
            _report_broken_table(before, block, context)
            yield from generic_parts([block])


def _name(group: BlockGroup, ladders: Sequence[Table]) -> Text:
    """Return the name a heading gives the matrices below it; none where a legend stands there too."""
    tables = [block for block in group.blocks if isinstance(block, Table)]
    return (
        group.heading.text if group.heading and tables and all(table in ladders for table in tables) else ""
    )


def _ladders(tables: Sequence[Table]) -> list[Table]:
    """Return the tables that are matrices: beside one that surely is, a legend of scores is none."""
    candidates = [table for table in tables if _has_levels(table)]
    for is_sure in (_names_competencies, _names_levels):
        sure = [table for table in candidates if is_sure(table)]
        levels = {normal(cell) for table in sure for cell in table.header.cells[1:]}
        if sure:
            return [table for table in candidates if is_sure(table) or _shares(table, levels)]
    return candidates


def _names_competencies(table: Table) -> bool:
    return any(normal(cell) in _COMPETENCY_NAMES for cell in table.header.cells[:2])


def _names_levels(table: Table) -> bool:
    return any(_LEVEL_WORDS.search(normal(cell)) for cell in table.header.cells[1:])


def _shares(table: Table, levels: Set[str]) -> bool:
    names = [normal(cell) for cell in table.header.cells[1:]]
    return sum(name in levels for name in names) * 2 > len(names)


def missing_matrix(blocks: Sequence[Block]) -> str:
    """Return what to tell the author of a section that should hold a matrix and holds none."""
    if any(isinstance(block, Other) and "<table" in block.source.lower() for block in blocks):
        return f"an HTML table is not read as a matrix; write it with pipes: {_EXAMPLE}"
    if any(isinstance(block, Heading) for block in blocks):
        return (
            "no matrix is read from these headings; below each level, write the same competencies as "
            f"`- **Competency**: expectation`, or write a table: {_EXAMPLE}"
        )
    return f"there is no table of levels here, so the role has no career ladder; write one: {_EXAMPLE}"


def _matrices(table: Table, name: Text, context: MatrixContext) -> Iterator[Part]:
    """Yield the matrix of a table, or one for each group of competencies it names in a column of its own."""
    for row in table.rows:
        _report_misfit(row, table, context)
    fitted = [_fitted(row, len(table.header.cells)) for row in table.rows if any(row.cells)]
    levels, rated = _levels_and_rows(table.header, fitted)
    _report_level_names(levels, table, context)
    context.taken.update(slugify(plain(heading)) for heading in (name, *levels))
    for group, rows in groupby(rated, key=lambda row: row.group):
        competencies = tuple(_competency(row, context) for row in rows)
        yield Matrix(
            joined([name, group]), levels, competencies, competencies[0].line if group else table.line
        )
    if not rated:
        yield Matrix(name, levels, (), table.line)


def _report_level_names(levels: Sequence[Text], table: Table, context: MatrixContext) -> None:
    named: set[str] = set()
    for number, level in enumerate(levels, 1):
        line = table.rows[number - 1].line if _has_levels_down(table) else table.header.line
        if not level:
            context.report(line, f"level {number} of the matrix has no name")
        elif normal(level) in named:
            context.report(
                line, f'two levels of the matrix are called "{plain(level)}"; give each its own name'
            )
        named.add(normal(level))


def _has_levels_down(table: Table) -> bool:
    return normal(table.header.cells[0]) in _LEVEL_NAMES


def _has_levels(table: Table) -> bool:
    if _has_levels_down(table):
        return len(table.header.cells) > 1 and len(table.rows) >= _FEWEST_LEVELS
    return len(table.header.cells) > _FEWEST_LEVELS


def _fitted(row: TableRow, width: int) -> TableRow:
    """Return the row with as many cells as the header: a surplus goes into the last one."""
    cells = (*row.cells, *[""] * (width - len(row.cells)))
    return TableRow((*cells[: width - 1], " | ".join(cells[width - 1 :])), row.line)


def _levels_and_rows(header: TableRow, rows: list[TableRow]) -> tuple[tuple[Text, ...], list[_Rated]]:
    """Return the levels and the rated competencies, whichever way round the table stands."""
    names = [normal(cell) for cell in header.cells]
    if names[0] in _LEVEL_NAMES:
        columns = zip(header.cells, *(row.cells for row in rows), strict=True)
        levels, *competencies = [tuple(map(unwrapped, column)) for column in columns]
        return levels[1:], [_Rated(column[0], column[1:], header.line) for column in competencies]
    first = int(names[1] in _COMPETENCY_NAMES and names[0] not in _COMPETENCY_NAMES)
    counted = names[0] in NUMBER_NAMES and all(row.cells[0].rstrip(".").isdigit() for row in rows)
    rated, group = [], ""
    for row in rows:
        group = unwrapped(row.cells[0]) or group if first and not counted else ""
        rated.append(_Rated(unwrapped(row.cells[first]), row.cells[first + 1 :], row.line, group))
    return tuple(unwrapped(cell) for cell in header.cells[first + 1 :]), rated


def _competency(row: _Rated, context: MatrixContext) -> Competency:
    if not row.name:
        context.report(row.line, "a matrix row names no competency in its first cell")
    return Competency(unique(slugify(plain(row.name)), context.taken), row.name, row.cells, row.line)


def _report_misfit(row: TableRow, table: Table, context: MatrixContext) -> None:
    expected, actual = len(table.header.cells) - 1, len(row.cells) - 1
    if actual == expected or not any(row.cells):
        return
    name = plain(row.cells[0]) if row.cells else ""
    hint = r'; write a "|" inside a cell as "\|"' if actual > expected else ""
    if "|" not in table.source.split("\n")[row.line - table.line]:
        hint = "; put a blank line before text that follows a table"
    context.report(
        row.line,
        f'the matrix row "{name}" has {_count(actual, "cell")} for {_count(expected, "level")}{hint}',
    )


def _report_broken_table(before: Block | None, block: Block, context: MatrixContext) -> None:
    lines = block.text.split("\n") if isinstance(block, Paragraph) else []
    if isinstance(before, Table) and lines and lines[0].lstrip().startswith("|"):
        context.report(block.line, "this row is cut off from its table; remove the blank line above it")
        return
    for offset, (line, following) in enumerate(pairwise(lines)):
        if "|" in line and following.strip() and not following.strip("|-: \t"):
            context.report(
                block.line + offset,
                "this is not read as a table: the line of dashes below it needs one cell for each column",
            )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
