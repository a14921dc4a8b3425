"""A spec's text as blocks: headings, paragraphs, lists, tables and whatever else, with their lines.

markdown-it-py reads the Markdown; this module turns its tree into the few shapes the section
parsers look at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import dedent
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from rolebook.model.role import Item, Markdown, Text
from rolebook.parse.links import expand_references

_EXPLICIT_ID = re.compile(r"\s*\{:?\s*#([^\s{}]+)[^{}]*\}\s*$")
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Heading:
    """A heading; `id` is the author's own `{#id}`, or empty."""

    text: Text
    level: int
    id: str
    line: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, whose lines are kept apart by newlines."""

    text: Text
    line: int
    source: Markdown


@dataclass(frozen=True)
class List:
    """A list; `indent` is the column of its marks."""

    items: tuple[Item, ...]
    ordered: bool
    indent: int
    line: int


@dataclass(frozen=True)
class Row:
    """A table row's cells as the author wrote them, however many."""

    cells: tuple[Text, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """A pipe table."""

    header: Row
    rows: tuple[Row, ...]
    line: int
    source: Markdown


@dataclass(frozen=True)
class Other:
    """Any other block, as its source."""

    source: Markdown
    line: int


Block: TypeAlias = Heading | Paragraph | List | Table | Other


@dataclass(frozen=True)
class _Source:
    """The lines of the text, the number of its first line, and its link definitions."""

    lines: tuple[str, ...]
    first_line: int
    references: dict[str, dict[str, str]]

    def slice(self, start: int, end: int) -> Markdown:
        text = dedent("\n".join(line.expandtabs(4) for line in self.lines[start:end]))
        return expand_references(text.strip("\n"), self.references)

    def text(self, content: str) -> Text:
        return expand_references(content, self.references)

    def line(self, index: int) -> int:
        return self.first_line + index


def blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text whose first line has the given number."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    root = SyntaxTreeNode(_MARKDOWN.parse(text, env))
    source = _Source(tuple(text.split("\n")), first_line, env.get("references", {}))
    return tuple(_nest_by_indent([_block(node, source) for node in root.children]))


def _span(node: SyntaxTreeNode) -> tuple[int, int]:
    return node.map or (0, 0)


def _block(node: SyntaxTreeNode, source: _Source) -> Block:
    start, end = _span(node)
    line = source.line(start)
    if node.type == "heading":
        return _heading(node, source)
    if node.type == "paragraph":
        return Paragraph(_inline(node, source), line, source.slice(start, end))
    if node.type in ("bullet_list", "ordered_list"):
        return _list(node, source)
    if node.type == "table":
        return _table(node, source)
    return Other(source.slice(start, end), line)


def _inline(node: SyntaxTreeNode, source: _Source) -> Text:
    return source.text("".join(child.content for child in node.children if child.type == "inline"))


def _heading(node: SyntaxTreeNode, source: _Source) -> Heading:
    text = _inline(node, source)
    explicit = _EXPLICIT_ID.search(text)
    text = text[: explicit.start()] if explicit else text
    identifier = explicit[1] if explicit else ""
    return Heading(text.strip(), int(node.tag[1]), identifier, source.line(_span(node)[0]))


def _list(node: SyntaxTreeNode, source: _Source) -> List:
    ordered = node.type == "ordered_list"
    start = _span(node)[0]
    first = source.lines[start].expandtabs(4)
    return List(
        tuple(
            _item(child, number if ordered else 0, source)
            for number, child in enumerate(node.children, int(node.attrs.get("start", 1)))
        ),
        ordered,
        len(first) - len(first.lstrip()),
        source.line(start),
    )


def _item(node: SyntaxTreeNode, number: int, source: _Source) -> Item:
    children = list(node.children)
    text = ""
    if children and children[0].type in ("paragraph", "heading"):
        text = _inline(children.pop(0), source)
    inner = _nest_by_indent([_block(child, source) for child in children])
    nested = [block for block in inner if isinstance(block, List)]
    rest = [block for block in inner if not isinstance(block, List)]
    return Item(
        text=text,
        line=source.line(_span(node)[0]),
        children=tuple(item for block in nested for item in block.items),
        body="\n\n".join(block_source(block) for block in rest),
        number=number,
    )


def block_source(block: Block) -> Markdown:
    """Return the Markdown a block was read from; a list or heading is written anew."""
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, List):
        return "\n".join(item_source(item) for item in block.items)
    return block.source


def item_source(item: Item) -> Markdown:
    """Return an item and all it holds as Markdown."""
    inner = [item.body] if item.body else []
    inner += ["\n".join(item_source(child) for child in item.children)] if item.children else []
    mark = f"{item.number}." if item.number else "-"
    text = "\n\n".join([item.text, *inner]) if item.body else "\n".join([item.text, *inner])
    return f"{mark} " + text.replace("\n", "\n" + " " * (len(mark) + 1))


def _table(node: SyntaxTreeNode, source: _Source) -> Table:
    start, end = _span(node)
    rows = [_row(source, index) for index in range(start, end) if index != start + 1]
    return Table(rows[0], tuple(rows[1:]), source.line(start), source.slice(start, end))


def _row(source: _Source, index: int) -> Row:
    cells = escapedSplit(source.lines[index].strip())
    if cells and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return Row(tuple(source.text(cell.strip()) for cell in cells), source.line(index))


def _nest_by_indent(found: list[Block]) -> Iterator[Block]:
    """Yield the blocks with lists nested as their indentation shows.

    Two spaces under `1.` end the list in CommonMark, though every author means nesting.
    """
    for is_list, group in groupby(found, key=lambda block: isinstance(block, List)):
        if is_list:
            yield from _merge_lists([block for block in group if isinstance(block, List)])
        else:
            yield from group


def _merge_lists(lists: list[List]) -> list[List]:
    merged: list[List] = []
    for block in lists:
        last = merged[-1] if merged else None
        if last and block.indent > last.indent:
            merged[-1] = _under_last_item(last, block)
        elif last and block.indent == last.indent and block.ordered == last.ordered and _was_split(last):
            merged[-1] = replace(last, items=last.items + block.items)
        else:
            merged.append(block)
    return merged


def _under_last_item(outer: List, inner: List) -> List:
    *before, item = outer.items
    return replace(outer, items=(*before, replace(item, children=item.children + inner.items)))


def _was_split(block: List) -> bool:
    return bool(block.items and block.items[-1].children)
