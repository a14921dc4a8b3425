"""Tools by category."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Item, Part, Prose, Text, Tool, ToolCategory
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.labels import is_lead_in, label_and_value, labelled_lines_as_lists, name_and_note
from rolebook.reading.lists import split_list
from rolebook.reading.plain import plain, unwrapped
from rolebook.reading.shapes import Block, List, Paragraph, Table, TableRow
from rolebook.reading.tables import column, joined, lines_of_cell, numbered_rows

_CATEGORY_NAMES = {"category", "area", "type", "kind", "group", "domain", "categories"}
_TOOL_NAMES = {"tool", "tools", "technology", "technologies", "name", "software", "product", "system"}
_SENTENCE = 5
"""Words from which on an entry reads as a sentence, not as a tool."""
_SENTENCE_WORDS = {
    "we",
    "you",
    "i",
    "our",
    "your",
    "the",
    "a",
    "use",
    "uses",
    "using",
    "with",
    "for",
    "are",
    "is",
    "in",
    "as",
}
"""Words that occur in sentences, not in lists of tools."""


def tool_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield the categories: labelled items or lines, subheadings with lists, tables."""
    for group in flat_groups(labelled_lines_as_lists(blocks)):
        name = group.heading.text if group.heading else ""
        parts = [part for block in group.blocks for part in _of_block(block, name)]
        if not any(isinstance(part, ToolCategory) and part.name == name for part in parts):
            yield from group.subheading()
        yield from parts


def _of_block(block: Block, name: Text) -> Iterator[Part]:
    if isinstance(block, List):
        yield from _of_list(block, name)
    elif isinstance(block, Table) and len(block.header.cells) > 1:
        yield from _of_table(numbered_rows(block)[0], name)
    elif isinstance(block, Paragraph) and _lists_tools(block.text):
        yield ToolCategory(name, _tools(" ".join(block.text.split())), block.line)
    else:
        yield prose(block)


def _lists_tools(text: Text) -> bool:
    """Return whether a paragraph is a list such as `Python, Django, PostgreSQL`, not a sentence."""
    entries = split_list(text)
    telling = _SENTENCE_WORDS & set(plain(text).casefold().replace(",", " ").split())
    return len(entries) > 1 and not telling and all(len(entry.split()) < _SENTENCE for entry in entries)


def _of_list(block: List, name: Text) -> Iterator[Part]:
    """Yield the categories of a list, and the tools that stand in none under the list's own name."""
    categories = _names_categories(block, name)
    alone: list[Tool] = []
    line = block.line
    for item in block.items:
        if item.children or (categories and label_and_value(item.text)):
            if alone:
                yield ToolCategory(name, tuple(alone), line)
            alone = []
            yield _category(item)
        else:
            line = line if alone else item.line
            alone.extend(_tools_of_item(item))
        yield from _bodies(item)
    if alone:
        yield ToolCategory(name, tuple(alone), line)


def _bodies(item: Item) -> Iterator[Prose]:
    """Yield what stands in items besides tools."""
    if item.body:
        yield Prose(item.body, item.line)
    for child in item.children:
        yield from _bodies(child)


def _names_categories(block: List, name: Text) -> bool:
    """Return whether the labels of a list are categories, not tools followed by what they are for.

    Below a heading, which may be the category itself, what follows must read as names of tools.
    """
    labelled = [label_and_value(item.text) for item in block.items if not item.children]
    values = [split_list(pair[1]) for pair in labelled if pair]
    sentences = [entries for entries in values if any(len(e.split()) >= _SENTENCE for e in entries)]
    if not name:
        return len(sentences) * 2 <= len(values)
    return not sentences and sum(map(_are_names, values)) * 2 > len(values)


def _are_names(entries: Sequence[Text]) -> bool:
    return len(entries) > 1 and sum(entry != entry.lower() for entry in entries) * 2 > len(entries)


def _category(item: Item) -> ToolCategory:
    label, value = label_and_value(item.text) or (unwrapped(item.text), "")
    nested = tuple(tool for child in item.children for tool in _tools_of_item(child))
    return ToolCategory(label, _tools(value) + nested, item.line)


def _tools_of_item(item: Item) -> tuple[Tool, ...]:
    named = name_and_note(item.text)
    if named and is_lead_in(item.text) and not item.children:
        named = (named[0], "")
    own = (Tool(*named),) if named else _tools(item.text)
    return own + tuple(tool for child in item.children for tool in _tools_of_item(child))


def _tools(text: Text) -> tuple[Tool, ...]:
    return tuple(Tool(unwrapped(name)) for name in split_list(text))


def _of_table(table: Table, name: Text) -> Iterator[Part]:
    """Yield a category for each run of rows with the same one; rows of tools alone are one category."""
    category, tool = column(table, _CATEGORY_NAMES), column(table, _TOOL_NAMES)
    if tool == 0 and category is None:
        yield ToolCategory(name, tuple(_tool_of_row(row, 0, None) for row in table.rows), table.line)
        return
    category, tool = category or 0, tool if tool not in (None, category or 0) else None
    current, tools, line = "", list[Tool](), table.line
    for row in table.rows:
        cell = unwrapped(row.cells[category]) if len(row.cells) > category else ""
        if cell not in ("", current) and tools:
            yield ToolCategory(current or name, tuple(tools), line)
            tools = []
        line = line if tools else row.line
        current = cell or current
        tools += _tools_of_row(row, tool, category)
    if tools or current:
        yield ToolCategory(current or name, tuple(tools), line)


def _tools_of_row(row: TableRow, tool: int | None, category: int) -> tuple[Tool, ...]:
    cells = [cell for index, cell in enumerate(row.cells) if index != category]
    if tool is None or len(cells) == 1:
        return tuple(one for cell in cells for line in lines_of_cell(cell) for one in _tools(line))
    return (_tool_of_row(row, tool, category),)


def _tool_of_row(row: TableRow, tool: int, category: int | None) -> Tool:
    others = (cell for index, cell in enumerate(row.cells) if index not in (tool, category))
    return Tool(unwrapped(row.cells[tool]) if len(row.cells) > tool else "", joined(others))
