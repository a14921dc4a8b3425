"""What the sections of a role say."""

from collections.abc import Iterable, Iterator

from rolebook.model.role import Role, Section, Text
from rolebook.presentation.presented import presented
from rolebook.presentation.tree import (
    Definition,
    Detail,
    EntryGroup,
    Headline,
    Ladder,
    ListEntry,
    Node,
    NodeKind,
    Passage,
    Source,
)
from rolebook.reading.plain import plain
from rolebook.render.addresses import followed
from rolebook.render.templates import host
from rolebook.search.block_lines import block_lines
from rolebook.search.heading import SearchHeading, Told, in_one_line
from rolebook.search.known import KnownHandbook


def section_told(section: Section, role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield what stands in a section, its subheadings and all, in the order of the spec."""
    for node in presented(section, role, known.lookup).nodes:
        if isinstance(node, Headline):
            yield SearchHeading(node.id, plain(node.text), section.kind)
        else:
            yield from _told(node, known)


def group_told(group: EntryGroup, known: KnownHandbook) -> Iterator[str]:
    """Yield what a group says but its name: what stands before its entries, these, and what stands behind."""
    yield from block_lines(group.intro)
    yield from _entries(group.entries, known)
    yield from block_lines(group.outro)


def details_told(details: Iterable[Detail], known: KnownHandbook) -> Iterator[Text]:
    """Yield what is said of an entry beside its name."""
    return (f"{detail.lead(known.translate)}{plain(detail.text)}" for detail in details)


def _told(node: Node, known: KnownHandbook) -> Iterator[str]:
    match node:
        case Passage():
            yield from block_lines(node.markdown)
        case ListEntry():
            yield from _entries([node], known)
        case Definition():
            people = "".join(f"{person.joint}{plain(person.title)}" for person in node.people)
            yield f"{plain(node.label)} {people or plain(node.written)}".strip()
        case EntryGroup():
            yield from _group(node, known)
        case Ladder():
            yield from _ladder(node, known)
        case Source():
            where = host(node.url) if followed(node.url) else ""
            yield in_one_line(plain(node.title), where, *details_told(node.details, known))


def _entries(entries: Iterable[ListEntry], known: KnownHandbook) -> Iterator[str]:
    for entry in entries:
        yield _entry(entry, known)
        yield from block_lines(entry.body)
        yield from _entries(entry.children, known)


def _entry(entry: ListEntry, known: KnownHandbook) -> Text:
    return " ".join([plain(entry.text), *details_told(entry.details, known)]).strip()


def _group(group: EntryGroup, known: KnownHandbook) -> Iterator[str]:
    """Yield a group as a page shows it: tools in a line, in brief what has a page of its own."""
    if group.kind is NodeKind.TOOLS:
        tools = (_entry(tool, known) for tool in group.entries)
        yield in_one_line(plain(group.name) or known.translate("Tools"), *tools)
        return
    yield plain(group.name)
    if group.to:
        yield in_one_line(*(plain(entry.text) for entry in group.entries))
    else:
        yield from group_told(group, known)


def _ladder(ladder: Ladder, known: KnownHandbook) -> Iterator[str]:
    """Yield the matrix in brief: what is expected at its first level and at its last."""
    yield plain(ladder.name)
    if ladder.says_something:
        ends = sorted({0, len(ladder.columns) - 1})
        yield in_one_line(known.translate("Competency"), *(ladder.columns[end].name for end in ends))
        for row in ladder.rows:
            yield in_one_line(plain(row.name), *(plain(row.cells[end]) for end in ends))
