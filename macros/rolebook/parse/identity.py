"""The Identity of a role: labelled values, in whatever form they are written."""

import re
from collections.abc import Iterator, Sequence

from rolebook.model.role import Field, Item, Part, Prose, Text
from rolebook.parse.groups import flat_groups, prose
from rolebook.reading.labels import (
    bold_and_value,
    ends_in_colon,
    label_and_value,
    name_and_note,
    without_colon,
)
from rolebook.reading.plain import normal, unwrapped
from rolebook.reading.shapes import Block, Heading, List, Paragraph, Table, TableRow, sources
from rolebook.reading.tables import joined

_NAMES = {
    "title": ("title", "role title", "job title", "position", "position title", "role", "role name", "job"),
    "company": ("company", "organization", "organisation", "employer"),
    "platform": ("platform", "product"),
    "department": ("department", "discipline", "function", "division", "group", "business unit", "dept"),
    "reports_to": (
        "reports to",
        "report to",
        "reports directly to",
        "reporting to",
        "reports into",
        "accountable to",
        "manager",
        "direct manager",
        "line manager",
        "reporting manager",
        "supervisor",
        "managed by",
        "reporting line",
    ),
    "location": ("location", "place of work", "work location"),
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names}
LABELS = frozenset(_KEYS)
"""The labels that are known, as `plain.normal` has them."""

_LABEL_HEADINGS = {"job title", "role title", "position title", "department", "location", "line manager"}
_REPORTING_HEADINGS = {"reporting line", "reporting lines", "reporting structure", "reporting relationships"}
_LONGEST_NAME = 8
_LABEL_AND_VALUE = 2
_HEADERS = {"", "field", "attribute", "property", "item", "key", "value", "details", "detail", "description"}
_MANAGER = re.compile(
    r"^reports? (?:directly )?(?:in)?to\b|^reporting (?:directly )?(?:in)?to\b", re.IGNORECASE
)


def manager_in_heading(heading: Text) -> Text | None:
    """Return what follows "Reports to" in a heading such as `Reporting to the CTO`, or None."""
    text = without_colon(heading)
    match = _MANAGER.match(text)
    if not match:
        return None
    return re.sub(r"^(?:the|our|an?)\s+", "", text[match.end() :].lstrip(" :\uff1a"), flags=re.IGNORECASE)


def is_label_heading(heading: Text) -> bool:
    """Return whether a heading such as `Department` is itself a label, and its section the value."""
    return normal(heading) in _LABEL_HEADINGS


def key_of(label: Text) -> str:
    """Return the known key a label stands for, or nothing."""
    return _KEYS.get(normal(label), "")


def identity_parts(blocks: Sequence[Block], heading: Heading | None = None) -> Iterator[Part]:
    """Yield the fields of an Identity section, and as prose what is none."""
    manager = manager_in_heading(heading.text) if heading else None
    if heading and manager is not None:
        yield from _value_parts("Reports To", manager, blocks, heading.line)
    elif heading and normal(heading.text) in _REPORTING_HEADINGS and (name := _manager_below(blocks)):
        yield from _value_parts("Reports To", name, blocks[1:], blocks[0].line)
    elif heading and is_label_heading(heading.text):
        yield from _value_parts(heading.text, "", blocks, heading.line)
    else:
        for group in flat_groups(blocks):
            if group.heading and key_of(group.heading.text):
                yield from _value_parts(group.heading.text, "", group.blocks, group.heading.line)
                continue
            yield from group.subheading()
            for block in group.blocks:
                yield from _fields(block)


def _manager_below(blocks: Sequence[Block]) -> Text:
    """Return the manager that a section such as Reporting Line begins with, if by its name alone."""
    first = blocks[0] if blocks else None
    if isinstance(first, List) and len(first.items) == 1 and not _nests(first):
        text = first.items[0].text
    elif isinstance(first, Paragraph):
        text = first.text
    else:
        return ""
    name = manager_in_heading(text.removesuffix(".")) or text
    is_sentence = (
        name.endswith(".") or ends_in_colon(name) or "\n" in name or len(name.split()) > _LONGEST_NAME
    )
    return "" if is_sentence or _label_and_value(name) else name


def _value_parts(label: Text, value: Text, below: Sequence[Block], line: int) -> Iterator[Part]:
    """Yield the field a heading names, its value taken from the first block if not from the heading."""
    blocks = list(below)
    if not value and blocks and isinstance(blocks[0], Paragraph):
        value, line = blocks[0].text, blocks.pop(0).line
    elif not value and blocks and isinstance(blocks[0], List) and not _nests(blocks[0]):
        value, line = " or ".join(item.text for item in blocks[0].items), blocks.pop(0).line
    if value:
        yield _field(label, value, line)
    if blocks:
        yield Prose(sources(blocks), blocks[0].line)


def _nests(block: List) -> bool:
    return any(item.children or item.body for item in block.items)


def _fields(block: Block) -> Iterator[Part]:
    if isinstance(block, List):
        yield from (_field_of_item(item) for item in block.items)
    elif isinstance(block, Table) and len(block.header.cells) == _LABEL_AND_VALUE:
        yield from map(_field_of_row, _rows(block))
    elif isinstance(block, Paragraph):
        yield from _fields_of_paragraph(block)
    else:
        yield prose(block)


def _rows(block: Table) -> list[TableRow]:
    rows = block.rows if _is_header(block.header) else (block.header, *block.rows)
    return [row for row in rows if any(row.cells)]


def is_table_of_fields(block: Table) -> bool:
    """Return whether a table has labels and values, of which one at least is known."""
    return len(block.header.cells) == _LABEL_AND_VALUE and any(
        field.key for field in map(_field_of_row, _rows(block))
    )


def _is_header(row: TableRow) -> bool:
    return all(normal(cell) in _HEADERS for cell in row.cells)


def _field_of_row(row: TableRow) -> Field:
    label, *values = row.cells
    return _field(without_colon(unwrapped(label)), joined(values), row.line)


def _field_of_item(item: Item) -> Part:
    labelled = _label_and_value(item.text)
    if not labelled or item.body or any(child.children or child.body for child in item.children):
        return item
    label, value = labelled
    values = [value, *(child.text for child in item.children)]
    return _field(label, ", ".join(filter(None, values)), item.line)


def _fields_of_paragraph(block: Paragraph) -> Iterator[Part]:
    lines = [_label_and_value(line.rstrip("\\ ")) for line in block.text.split("\n")]
    if all(lines):
        for offset, labelled in enumerate(lines):
            if labelled:
                yield _field(*labelled, block.line + offset)
    else:
        yield prose(block)


def _label_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split a labelled line; where only weight or a dash parts the two, the label must be a known one."""
    loose = bold_and_value(text) or name_and_note(text)
    return label_and_value(text) or (loose if loose and key_of(loose[0]) else None)


def _field(label: Text, value: Text, line: int) -> Field:
    return Field(label, key_of(label), value, line)
