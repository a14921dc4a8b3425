"""Levels as headings, each with its expectations in a list: a matrix written without a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.model.role import Item, Part, Prose, Text
from rolebook.parse.groups import BlockGroup, flat_groups, generic_parts
from rolebook.reading.labels import label_and_value
from rolebook.reading.plain import normal
from rolebook.reading.shapes import Block, List, Table, TableRow, sources

_FEWEST_LEVELS = 2
_BREAK = "<br>"


@dataclass(frozen=True)
class LevelsUnderHeadings:
    """The levels and their expectations as a table with levels down, and what else the section holds."""

    table: Table
    around: tuple[Part, ...]


def levels_under_headings(blocks: Sequence[Block]) -> LevelsUnderHeadings | None:
    """Return levels whose lists say `- **Competency**: expectation`, mostly of the same competencies.

    Headings whose labels all differ are groups of competencies, not levels.
    """
    under = flat_groups(blocks)
    levels = [group for group in under if group.heading]
    expected = [_expectations(group) for group in levels]
    if len(levels) < _FEWEST_LEVELS or not all(expected):
        return None
    names = {normal(name): name for cells in reversed(expected) for name in reversed(cells)}
    keys = [{normal(name) for name in cells} for cells in expected]
    shared = [key for key in names if sum(key in level for level in keys) > 1]
    if len(shared) * 2 <= len(names):
        return None
    ordered = list(dict.fromkeys(normal(name) for cells in expected for name in cells))
    line = levels[0].heading.line if levels[0].heading else 0
    rows = tuple(_row(group, cells, ordered) for group, cells in zip(levels, expected, strict=True))
    header = TableRow(("Level", *(names[key] for key in ordered)), line)
    return LevelsUnderHeadings(Table(header, rows, line, ""), tuple(_around(under)))


def _expectations(group: BlockGroup) -> dict[Text, Text]:
    """Return what is expected by competency; nothing when an item is no labelled line."""
    items = [item for block in group.blocks if isinstance(block, List) for item in block.items]
    expected: dict[Text, Text] = {}
    names: dict[str, Text] = {}
    for item in items:
        labelled = label_and_value(item.text)
        if not labelled or item.body or any(child.children or child.body for child in item.children):
            return {}
        name = names.setdefault(normal(labelled[0]), labelled[0])
        lines = [expected.get(name, ""), *_lines(item, labelled[1])]
        expected[name] = _BREAK.join(line for line in lines if line)
    return expected


def _lines(item: Item, value: Text) -> list[Text]:
    return [" ".join(line.split()) for line in (value, *(child.text for child in item.children))]


def _row(group: BlockGroup, cells: dict[Text, Text], ordered: Sequence[str]) -> TableRow:
    by_key = {normal(name): cell for name, cell in cells.items()}
    name, line = (group.heading.text, group.heading.line) if group.heading else ("", 0)
    return TableRow((name, *(by_key.get(key, "") for key in ordered)), line)


def _around(under: Sequence[BlockGroup]) -> Iterator[Part]:
    """Yield what stands before the levels, and what they hold beside their lists under the level's name."""
    for group in under:
        others = [block for block in group.blocks if not isinstance(block, List)]
        if not group.heading:
            yield from generic_parts(group.blocks)
        elif others:
            yield Prose(f"**{group.heading.text}**\n\n{sources(others)}", others[0].line)
