"""The Identity of a role: labelled values, in whatever form they are written."""

import re
from collections.abc import Iterator

from rolebook.model.role import Field, Item, Part, Prose, Text
from rolebook.parse.blocks import Block, List, Paragraph, Table, block_source
from rolebook.parse.plain import normal

_NAMES = {
    "title": ("title", "role title", "job title", "position", "position title", "role", "role name"),
    "company": ("company", "organization", "organisation", "employer"),
    "platform": ("platform", "product"),
    "department": ("department", "discipline", "function", "division", "group"),
    "reports_to": (
        "reports to",
        "reporting to",
        "reports into",
        "manager",
        "line manager",
        "managed by",
        "reporting line",
    ),
    "location": ("location", "place of work"),
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names}
_MANAGER = re.compile(r"^reports? (?:in)?to\b|^reporting (?:in)?to\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\s*(?:(?P<mark>\*\*|__)(?P<bold>.+?)(?P<inner>:?)(?P=mark)\s*(?P<outer>:?)|(?P<plain>[^:*_`\[\]]{1,40}):(?=\s|$))"
    r"\s*[-\u2013\u2014]?\s*(?P<value>.*)$",
    re.DOTALL,
)


def manager_in_heading(heading: Text) -> Text | None:
    """Return what follows "Reports to" in a heading such as `Reporting to the CTO`, or None."""
    spoken = heading.strip().strip(":").strip()
    found = _MANAGER.match(spoken)
    if not found:
        return None
    return re.sub(r"^(?:the|our|an?)\s+", "", spoken[found.end() :].lstrip(" :"), flags=re.IGNORECASE)


def label_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split `**Label**: value` or `Label: value`; None when there is no label."""
    match = _LABELLED.match(text)
    if not match:
        return None
    label = (match["bold"] or match["plain"]).strip().removesuffix(":")
    return (label, match["value"].strip()) if label else None


def key_of(label: Text) -> str:
    """Return the known key a label stands for, or nothing."""
    return _KEYS.get(normal(label), "")


def identity_parts(found: list[Block], heading: Text = "", line: int = 0) -> Iterator[Part]:
    """Yield the fields of an Identity section, and as prose what is none."""
    manager = manager_in_heading(heading)
    if manager is not None:
        yield from _manager_parts(manager, found, line)
        return
    for block in found:
        yield from _fields(block)


def _manager_parts(manager: Text, found: list[Block], line: int) -> Iterator[Part]:
    blocks = list(found)
    if not manager and blocks and isinstance(blocks[0], Paragraph):
        first = blocks.pop(0)
        manager, line = first.text, first.line
    elif not manager and blocks and isinstance(blocks[0], List):
        first_list = blocks.pop(0)
        manager, line = " or ".join(item.text for item in first_list.items), first_list.line
    if manager:
        yield Field("Reports To", "reports_to", manager, line)
    for block in blocks:
        yield Prose(block_source(block), block.line)


def _fields(block: Block) -> Iterator[Part]:
    if isinstance(block, List):
        yield from (_field_of_item(item) for item in block.items)
    elif isinstance(block, Table) and len(block.header.cells) == 2:
        for row in (block.header, *block.rows):
            if len(row.cells) == 2 and normal(row.cells[1]) not in ("value", ""):
                yield _field(row.cells[0].strip("*_: "), row.cells[1], row.line)
    elif isinstance(block, Paragraph):
        yield from _fields_of_paragraph(block)
    else:
        yield Prose(block_source(block), block.line)


def _field_of_item(item: Item) -> Part:
    found = label_and_value(item.text)
    if not found or item.body:
        return item
    label, value = found
    values = [value, *(child.text for child in item.children)]
    return _field(label, ", ".join(filter(None, values)), item.line)


def _fields_of_paragraph(block: Paragraph) -> Iterator[Part]:
    lines = [label_and_value(line.rstrip("\\ ")) for line in block.text.split("\n")]
    if all(lines):
        for offset, found in enumerate(lines):
            if found:
                yield _field(*found, block.line + offset)
    else:
        yield Prose(block.source, block.line)


def _field(label: Text, value: Text, line: int) -> Field:
    return Field(label, key_of(label), value, line)
