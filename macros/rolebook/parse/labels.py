"""Labelled lines: `**Label**: value`, `Label: value` and their kin."""

import re
from collections.abc import Sequence
from itertools import groupby

from rolebook.model.role import Item, Text
from rolebook.parse.plain import unwrapped
from rolebook.parse.shapes import Block, List, Paragraph

_SEPARATOR = r"\s*(?:[:\uff1a]|\s[-\u2013\u2014](?=\s))\s*"
_LABELLED = re.compile(
    r"\s*(?:"
    r"(?P<mark>\*\*\*|\*\*|__|\*|_)(?P<marked>(?:(?!(?P=mark)).)+?)"
    rf"(?:[:\uff1a]\s*(?P=mark)\s*(?:[-\u2013\u2014]\s)?\s*|(?P=mark)(?:{_SEPARATOR}|\s*$|\\?\n))"
    r"|(?P<plain>(?:`[^`\n]*`|\[[^\[\]\n]*\]\([^()\s]*\)|(?!\.\s)[^:\uff1a*`\[\]\n]){1,60}?)(?::(?=\s|$)|\uff1a)\s*"
    r")(?P<value>.*)",
    re.DOTALL,
)
_BOLD = re.compile(r"\s*(?P<mark>\*\*|__)(?P<label>[^*_]+)(?P=mark)\s+(?P<value>\S.*)", re.DOTALL)
_DASHED = re.compile(r"(?P<name>.+?)\s+[-\u2013\u2014]\s+(?P<note>\S.*)", re.DOTALL)


def label_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split `**Label**: value`, `**Label:** value`, `**Label** - value` or `Label: value`; else None."""
    match = _LABELLED.fullmatch(text)
    if not match:
        return None
    label = unwrapped(match["marked"] or match["plain"]).rstrip(":\uff1a ")
    return (label, match["value"].strip()) if label else None


def bold_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split `**Label** value`, where nothing but the weight parts the two."""
    match = _BOLD.fullmatch(text)
    return (match["label"].strip(), match["value"].strip()) if match else None


def is_lead_in(text: Text) -> bool:
    """Return whether a text is a label alone: wholly bold, or ending in a colon."""
    labelled = label_and_value(text)
    return labelled is not None and not labelled[1]


def name_and_note(text: Text) -> tuple[Text, Text] | None:
    """Split `Name: note` and `Name - note`; None when there is only a name."""
    labelled = label_and_value(text)
    dashed = _DASHED.fullmatch(text) if not labelled else None
    return (unwrapped(dashed["name"]), dashed["note"]) if dashed else labelled


def lead_in_name(text: Text) -> Text:
    """Return a label that stands alone, without its colon and emphasis."""
    labelled = label_and_value(text)
    return labelled[0] if labelled and not labelled[1] else unwrapped(text)


def labelled_lines_as_lists(found: Sequence[Block]) -> list[Block]:
    """Return the blocks with paragraphs of `label: value` lines as lists of those lines.

    A single such line may be a remark ("Note: ..."), unless its label is bold.
    """
    lists: list[Block] = []
    for labelled, run in groupby(found, key=lambda block: bool(_labelled_lines(block))):
        blocks = list(run)
        items = tuple(item for block in blocks for item in _labelled_lines(block)) if labelled else ()
        if len(items) > 1 or (items and items[0].text.startswith(("**", "__"))):
            lists.append(List(items, ordered=False, line=items[0].line))
        else:
            lists += blocks
    return lists


def _labelled_lines(block: Block) -> list[Item]:
    if not isinstance(block, Paragraph):
        return []
    lines = [line.rstrip("\\ ").strip() for line in block.text.split("\n")]
    labelled = [label_and_value(line) for line in lines]
    if not all(found and found[1] for found in labelled):
        return []
    return [Item(line, number) for number, line in enumerate(lines, block.line)]
