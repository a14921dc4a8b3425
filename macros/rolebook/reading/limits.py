"""How much a spec may hold: far more than any real one, and little enough to be read in seconds."""

from collections.abc import Iterator, Sequence

from rolebook.model.problem import Problem
from rolebook.reading.shapes import Block, Heading, Table

READ_TO = {"maxNesting": 100}
"""How deep a reader of Markdown follows; what lies deeper it would leave out without a word."""
_DEEPEST = 40
"""Of lists each is two levels, the list and its item; the text within is one more."""
_HEADINGS = 2_000
_ROWS, _COLUMNS = 1_000, 60


class TooDeepError(Exception):
    """Lists or quotations lie in one another too deeply to be shown; `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line

    def problem(self, path: str) -> Problem:
        """Return what to say of the file at `path`."""
        lists = f"lists lie more than {_DEEPEST // 2} deep in one another"
        return Problem(path, self.line, f"{lists}, or quotations more than {_DEEPEST}; nest them less")


def refuse_too_deep(level: int, line: int) -> None:
    """Raise `TooDeepError` where something is so deep that what is in it may be lost."""
    if level > _DEEPEST + 1:
        raise TooDeepError(line)


def beyond_limits(blocks: Sequence[Block], path: str) -> Iterator[Problem]:
    """Yield what a spec has too much of, where it becomes too much."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if len(headings) > _HEADINGS:
        message = f"a spec has at most {_HEADINGS:,} headings, and this is one more; split the file"
        yield Problem(path, headings[_HEADINGS].line, message)
    for table in (block for block in blocks if isinstance(block, Table)):
        if len(table.rows) > _ROWS:
            message = f"a table has at most {_ROWS:,} rows, and this is one more; make it several"
            yield Problem(path, table.rows[_ROWS].line, message)
        widest = max((table.header, *table.rows), key=lambda row: len(row.cells))
        if len(widest.cells) > _COLUMNS:
            message = f"a table has at most {_COLUMNS} columns, and this row has {len(widest.cells):,} cells"
            yield Problem(path, widest.line, message)
