"""Workflows and their steps."""

import re
from collections.abc import Iterator, Sequence

from rolebook.facts.slug import short, slugify, unique
from rolebook.facts.token import replace_tokens
from rolebook.model.role import Item, Part, Text, Workflow
from rolebook.parse.groups import BlockGroup, flat_groups, groups, prose
from rolebook.reading.labels import is_lead_in, label_and_value, labelled_lines_as_lists
from rolebook.reading.plain import normal, plain, unwrapped
from rolebook.reading.shapes import Block, Heading, List, Table, TableRow, sources
from rolebook.reading.tables import column, items_of_cell, joined, numbered_rows

_WORKFLOW_NAMES = {"workflow", "workflows", "process", "procedure"}
_STEP_NAMES = {"step", "steps", "phase", "stage", "activity", "action", "task", "what", "description"}
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.)]\s+")
_PHASE = re.compile(r"^(?:phase|step|stage|part)\b|^\d+[.):]?\s", re.IGNORECASE)


def workflow_parts(blocks: Sequence[Block], heading: Text, taken: set[str]) -> Iterator[Part]:
    """Yield the workflows: subheadings with steps, list items with nested steps, tables, or one plain list.

    `heading` names a workflow that has no name of its own; `taken` holds the ids in use.
    """
    for group in groups(blocks):
        if group.heading:
            yield from _of_group(group, group.heading, taken)
        else:
            yield from _without_heading(group.blocks, heading, taken)


def _id(name: Text, taken: set[str], own_id: str = "") -> str:
    """Return the id of a workflow, the same for every company: a fact gives its name, not its value.

    A number before the name is the workflow's place, and may change.
    """
    text = replace_tokens(_NUMBERING.sub("", plain(name)), lambda fact, _: fact.replace("_", " "))
    return unique(short(slugify(own_id or text)), taken)


def _of_group(group: BlockGroup, heading: Heading, taken: set[str]) -> Iterator[Part]:
    """Yield one workflow, or those under deeper headings; a group without steps keeps its place as prose."""
    steps = _steps(group.blocks)
    if _holds_workflows(group):
        yield from group.subheading()
        yield from workflow_parts(group.blocks, heading.text, taken)
    elif steps is None:
        yield from group.subheading()
        yield from (prose(block) for block in group.blocks)
    else:
        first, last, items = steps
        yield Workflow(
            id=_id(heading.text, taken, heading.own_id),
            name=heading.text,
            steps=items,
            line=heading.line,
            intro=sources(group.blocks[:first]),
            outro=sources(group.blocks[last:]),
        )


def _holds_workflows(group: BlockGroup) -> bool:
    deeper = [block for block in group.blocks if isinstance(block, Heading)]
    first = next((block for block in group.blocks if isinstance(block, (Heading, List))), None)
    return isinstance(first, Heading) and not all(_PHASE.match(plain(heading.text)) for heading in deeper)


def _steps(blocks: Sequence[Block]) -> tuple[int, int, tuple[Item, ...]] | None:
    """Return where the steps begin and end among the blocks, and the steps."""
    phases = _phases(blocks)
    if phases:
        return phases
    numbered = (block for block in blocks if isinstance(block, List) and block.ordered)
    listed = (block for block in blocks if isinstance(block, (List, Table)))
    block = next(numbered, None) or next(listed, None)
    if block is None:
        return None
    position = blocks.index(block)
    return position, position + 1, block.items if isinstance(block, List) else _steps_of_table(block)


def _phases(blocks: Sequence[Block]) -> tuple[int, int, tuple[Item, ...]] | None:
    """Return a step for each of several lists that have a heading or lead-in of their own."""
    under = flat_groups(blocks)
    phases = [(group.heading, group.blocks) for group in under if group.heading]
    if not phases[1:] or not all(isinstance(block, List) for _, inner in phases for block in inner):
        return None
    before = sum(len(group.blocks) for group in under if not group.heading)
    return before, len(blocks), tuple(_phase(heading, inner) for heading, inner in phases)


def _phase(heading: Heading, blocks: Sequence[Block]) -> Item:
    children = tuple(item for block in blocks if isinstance(block, List) for item in block.items)
    return Item(heading.text, heading.line, children)


def _without_heading(blocks: Sequence[Block], heading: Text, taken: set[str]) -> Iterator[Part]:
    for block in labelled_lines_as_lists(blocks):
        if isinstance(block, Table):
            yield from _of_table(block, heading, taken)
        elif not isinstance(block, List):
            yield prose(block)
        elif _lists_workflows(block):
            yield from (_of_item(item, taken) for item in block.items)
        else:
            yield Workflow(_id(heading, taken), heading, block.items, block.line)


def _lists_workflows(block: List) -> bool:
    """Return whether the items are workflows with their steps nested, not steps with remarks nested."""
    if not all(item.children for item in block.items):
        return False
    nested_numbers = all(child.number for item in block.items for child in item.children)
    return nested_numbers or not block.ordered or all(is_lead_in(item.text) for item in block.items)


def _of_item(item: Item, taken: set[str]) -> Workflow:
    name, value = label_and_value(item.text) or (unwrapped(item.text), "")
    intro = "\n\n".join(filter(None, [value, item.body]))
    return Workflow(_id(name, taken), name, item.children, item.line, intro)


def _of_table(table: Table, heading: Text, taken: set[str]) -> Iterator[Part]:
    if normal(table.header.cells[0]) in _WORKFLOW_NAMES and len(table.header.cells) > 1:
        for row in table.rows:
            name, *cells = row.cells or ("",)
            steps = tuple(item for cell in cells for item in items_of_cell(cell, row.line))
            yield Workflow(_id(unwrapped(name), taken), unwrapped(name), steps, row.line)
    elif numbered_rows(table)[1] or column(table, _STEP_NAMES) is not None:
        yield Workflow(_id(heading, taken), heading, _steps_of_table(table), table.line)
    else:
        yield prose(table)


def _steps_of_table(table: Table) -> tuple[Item, ...]:
    rows = numbered_rows(table)[0]
    return tuple(
        Item(_step_of_row(row, rows.header), row.line, number=n) for n, row in enumerate(rows.rows, 1)
    )


def _step_of_row(row: TableRow, header: TableRow) -> Text:
    """Return a step's words; what a column adds to it, such as its owner, keeps the column's name."""
    named = zip([*header.cells, *[""] * len(row.cells)], row.cells, strict=False)
    captioned = [(unwrapped(name) if index else "", cell) for index, (name, cell) in enumerate(named)]
    return joined(
        f"{name}: {cell}" if name and cell and normal(name) not in _STEP_NAMES else cell
        for name, cell in captioned
    )
