"""A spec's text as blocks. markdown-it-py reads the Markdown; what authors meant by it is put right here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from rolebook.model.role import Item, Markdown, Text
from rolebook.reading.labels import without_colon
from rolebook.reading.limits import READ_TO, refuse_too_deep
from rolebook.reading.links import References, expand_references
from rolebook.reading.nesting import nested_by_indent, nested_items
from rolebook.reading.shapes import Block, Heading, List, Other, Paragraph, Rule, Table, TableRow, sources

_EXPLICIT_ID = re.compile(r"\s*\{:?[^{}]*?#([^\s{}]+)[^{}]*\}\s*$")
_MARKS = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
_BOLD_ABOVE_LIST = re.compile(
    r" {0,3}(\*\*|__)(?:(?!\1).)+\1[ \t]*[:\uff1a]?[ \t]*\n {0,3}(?:[-*+]|1[.)])[ \t].*"
)
_SWALLOWED_LIST = re.compile(r"\n(?=[ \t]+(?:[-*+]|\d{1,9}[.)])[ \t])")


class _BlockParser(MarkdownIt):
    """CommonMark with tables; addresses stay as written, so that facts in them do too."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        return url


def _line_in_bold(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Tell whether a list's paragraph ends before a line in bold at the margin that begins another list.

    To CommonMark it goes on with the last item, and the lists are one.
    """
    begins = silent and line + 1 < end and state.sCount[line] < state.blkIndent
    return begins and bool(_BOLD_ABOVE_LIST.fullmatch(state.getLines(line, line + 2, 0, keepLastLF=False)))


_MARKDOWN = _BlockParser("commonmark", READ_TO).enable("table").disable("inline")
_MARKDOWN.block.ruler.before("paragraph", "line_in_bold", _line_in_bold, {"alt": ["paragraph"]})


@dataclass(frozen=True)
class _Source:
    """The lines of the text, the number of its first line, its link definitions; whether inside an item."""

    lines: tuple[str, ...]
    first_line: int
    references: References
    in_item: bool = False

    def slice(self, start: int, end: int) -> Markdown:
        first, *rest = self.lines[start:end] or ("",)
        if self.in_item:
            first = _MARKS.sub(lambda marks: " " * len(marks[0].expandtabs(4)), first)
            text = dedent("\n".join(line.expandtabs(4) for line in (first, *rest)))
        else:
            text = "\n".join((first, *rest))
        return self.text(text.strip("\n"))

    def text(self, content: str) -> Text:
        return expand_references(content, self.references)

    def line(self, node: SyntaxTreeNode) -> int:
        return self.first_line + _span(node)[0]

    def indent(self, node: SyntaxTreeNode) -> int:
        line = self.lines[_span(node)[0]].expandtabs(4)
        return len(line) - len(line.lstrip())


def blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text whose first line has the given number.

    Raises `TooDeepError`.
    """
    return tuple(_read(text, first_line, {}))


def _read(text: str, first_line: int, references: References) -> list[Block]:
    env = {"references": dict(references)}
    tokens = _MARKDOWN.parse(text, env)
    for token in tokens:
        refuse_too_deep(token.level, first_line + (token.map or (0,))[0])
    root = SyntaxTreeNode(tokens)
    source = _Source(tuple(text.split("\n")), first_line, env["references"])
    return _blocks(root.children, source)


def _blocks(nodes: list[SyntaxTreeNode], source: _Source) -> list[Block]:
    return nested_by_indent([block for node in nodes for block in _block(node, source)])


def _span(node: SyntaxTreeNode) -> tuple[int, int]:
    return node.map or (0, 0)


def _block(node: SyntaxTreeNode, source: _Source) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield from _heading(node, source)
        case "paragraph":
            yield from _paragraph(node, source)
        case "bullet_list" | "ordered_list":
            yield from _list(node, source)
        case "table":
            yield _table(node, source)
        case "hr":
            yield Rule(source.line(node))
        case "fence" | "code_block":
            yield Other(_code(node), source.line(node), source.indent(node))
        case _:
            yield Other(source.slice(*_span(node)), source.line(node), source.indent(node))


def _code(node: SyntaxTreeNode) -> Markdown:
    """Return code between fences, its text as it was: indented code would not survive being moved."""
    mark = node.markup or "```"
    while not node.markup and mark in node.content:
        mark += "`"
    content = node.content if node.content.endswith("\n") or not node.content else node.content + "\n"
    return f"{mark}{node.info}\n{content}{mark}"


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.children if child.type == "inline")


def _heading(node: SyntaxTreeNode, source: _Source) -> Iterator[Heading]:
    text = source.text(_inline(node))
    explicit = _EXPLICIT_ID.search(text)
    text = without_colon(text[: explicit.start()] if explicit else text)
    if text:
        yield Heading(text, int(node.tag[1]), source.line(node), explicit[1] if explicit else "")


def _paragraph(node: SyntaxTreeNode, source: _Source) -> Iterator[Block]:
    text, *swallowed = _SWALLOWED_LIST.split(_inline(node), maxsplit=1)
    yield Paragraph(source.text(text), source.line(node), source.indent(node))
    if swallowed:
        yield from _swallowed(swallowed[0], source.line(node) + text.count("\n") + 1, source)


def _swallowed(text: str, line: int, source: _Source) -> list[Block]:
    """Return the list an author meant by lines that CommonMark, for their indent, adds to a paragraph."""
    return _read(dedent(text.expandtabs(4)), line, source.references)


def _list(node: SyntaxTreeNode, source: _Source) -> Iterator[List]:
    ordered = node.type == "ordered_list"
    start = int(node.attrs.get("start", 1)) if ordered else 0
    within = replace(source, in_item=True)
    indented = [(source.indent(child), _item(child, within)) for child in node.children]
    items = nested_items([(indent, item) for indent, item in indented if _holds_something(item)], start)
    if items:
        yield List(items, ordered, source.line(node), source.indent(node))


def _holds_something(item: Item) -> bool:
    return bool(item.text or item.children or item.body)


def _item(node: SyntaxTreeNode, source: _Source) -> Item:
    inner = _blocks(list(node.children), source)
    text = ""
    if inner and isinstance(inner[0], (Paragraph, Heading)):
        text = inner.pop(0).text  # type: ignore[union-attr]
    before = list(takewhile(lambda block: not isinstance(block, List), inner))
    children: list[Item] = []
    for block in inner[len(before) :]:
        if isinstance(block, List):
            children += block.items
        else:
            children[-1] = _followed_by(children[-1], block)
    return Item(text, source.line(node), tuple(children), sources(before))


def _followed_by(item: Item, block: Block) -> Item:
    """Return an item with what follows the list that it is the last of, so that the order stays."""
    if item.children:
        return replace(item, children=(*item.children[:-1], _followed_by(item.children[-1], block)))
    return replace(item, body="\n\n".join(filter(None, (item.body, sources([block])))))


def _table(node: SyntaxTreeNode, source: _Source) -> Table:
    start, end = _span(node)
    rows = [_row(source, index) for index in range(start, end) if index != start + 1]
    return Table(rows[0], tuple(rows[1:]), source.line(node), source.slice(start, end))


def _row(source: _Source, index: int) -> TableRow:
    line = source.lines[index]
    cells = escapedSplit((_MARKS.sub("", line) if source.in_item else line).strip())
    if cells and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return TableRow(tuple(source.text(cell.strip()) for cell in cells), source.first_line + index)
