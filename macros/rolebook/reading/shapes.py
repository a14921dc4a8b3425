"""The few shapes of block a spec is made of, each with its line, and how to write one as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import TypeAlias

from rolebook.model.role import Item, Markdown, Text


@dataclass(frozen=True)
class Heading:
    """A heading; `own_id` is the author's own `{#id}`, `id` the one in use (see `outline`)."""

    text: Text
    level: int
    line: int
    own_id: str = ""
    id: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, whose lines are kept apart by newlines; `indent` is the column it starts in."""

    text: Text
    line: int
    indent: int = 0


@dataclass(frozen=True)
class List:
    """A list; `indent` is the column of its marks; when `flush`, lists nested in it have the same."""

    items: tuple[Item, ...]
    ordered: bool
    line: int
    indent: int = 0
    flush: bool = False


@dataclass(frozen=True)
class TableRow:
    """A table row's cells as the author wrote them, however many."""

    cells: tuple[Text, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """A pipe table."""

    header: TableRow
    rows: tuple[TableRow, ...]
    line: int
    source: Markdown


@dataclass(frozen=True)
class Rule:
    """A line across the page."""

    line: int


@dataclass(frozen=True)
class Other:
    """Any other block, as its source."""

    source: Markdown
    line: int
    indent: int = 0


Block: TypeAlias = Heading | Paragraph | List | Table | Rule | Other


def block_source(block: Block) -> Markdown:
    """Return a block as Markdown that stands alone."""
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Paragraph():
            return block.text
        case List():
            return "\n".join(item_source(item) for item in block.items)
        case Rule():
            return "---"
        case _:
            return block.source


def item_source(item: Item) -> Markdown:
    """Return an item and all it holds as Markdown."""
    mark = f"{item.number}. " if item.number else "- "
    children = "\n".join(item_source(child) for child in item.children)
    pieces = [piece for piece in (item.text, item.body, children) if piece]
    text = ("\n\n" if item.body else "\n").join(pieces)
    return mark + indent(text, " " * len(mark)).lstrip()


def sources(blocks: Sequence[Block]) -> Markdown:
    """Return blocks as Markdown."""
    return "\n\n".join(block_source(block) for block in blocks)
