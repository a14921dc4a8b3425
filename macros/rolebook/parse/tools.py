"""Tools by category."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Item, Part, Prose, Text, Tool, ToolCategory
from rolebook.parse.blocks import Block, List, Table
from rolebook.parse.groups import groups, sources
from rolebook.parse.identity import label_and_value
from rolebook.parse.lists import split_list


def tool_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield the categories: labelled list items, subheadings with lists, two-column tables."""
    for group in groups(found):
        name = group.heading.text if group.heading else ""
        for block in group.blocks:
            if isinstance(block, List):
                yield from _of_list(block, name)
            elif isinstance(block, Table) and len(block.header.cells) == 2:
                yield from _of_table(block)
            else:
                yield Prose(sources([block]), block.line)


def _of_table(table: Table) -> Iterator[Part]:
    for row in table.rows:
        name, *cells = row.cells or ("",)
        yield ToolCategory(name.strip("*_"), _tools(", ".join(cells)), row.line)


def _of_list(block: List, name: Text) -> Iterator[Part]:
    alone: list[Tool] = []
    for item in block.items:
        category = None if name and not item.children else _category(item)
        if category:
            yield category
        else:
            alone.extend(_tools_of_item(item))
    if alone:
        yield ToolCategory(name, tuple(alone), block.line)


def _category(item: Item) -> ToolCategory | None:
    labelled = label_and_value(item.text)
    if not labelled and not item.children:
        return None
    label, value = labelled or (item.text, "")
    nested = tuple(tool for child in item.children for tool in _tools_of_item(child))
    return ToolCategory(label, _tools(value) + nested, item.line)


def _tools_of_item(item: Item) -> tuple[Tool, ...]:
    labelled = label_and_value(item.text)
    own = (Tool(*labelled),) if labelled else _tools(item.text)
    return own + tuple(tool for child in item.children for tool in _tools_of_item(child))


def _tools(text: Text) -> tuple[Tool, ...]:
    return tuple(Tool(name) for name in split_list(text))
