"""A section's blocks by the subheadings they stand under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.model.role import Markdown, Part, Prose, Subheading
from rolebook.parse.blocks import Block, Heading, List, Paragraph, Table, block_source

_LEAD_IN = re.compile(r"^(\*\*|__)(?P<name>(?:(?!\1).)+)\1\s*:?$")
_LEAD_IN_LEVEL = 6


@dataclass(frozen=True)
class Group:
    """The blocks under one subheading, or those before the first."""

    heading: Heading | None
    blocks: tuple[Block, ...]


def groups(found: Sequence[Block]) -> tuple[Group, ...]:
    """Return the blocks cut at the shallowest subheadings; deeper ones stay among the blocks.

    A bold line right before a list or table counts as a subheading where there is no real one.
    """
    blocks = list(found)
    if not any(isinstance(block, Heading) for block in blocks):
        blocks = list(_lead_ins_as_headings(blocks))
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    cut = [(None, [])] if not blocks or not _is_heading(blocks[0], level) else []
    collected: list[tuple[Heading | None, list[Block]]] = list(cut)
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            collected.append((block, []))
        else:
            collected[-1][1].append(block)
    return tuple(Group(heading, tuple(under)) for heading, under in collected)


def _is_heading(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level == level


def _lead_ins_as_headings(found: list[Block]) -> Iterator[Block]:
    for block, following in zip(found, [*found[1:], None], strict=True):
        lead_in = _LEAD_IN.match(block.text) if isinstance(block, Paragraph) else None
        if lead_in and isinstance(following, (List, Table)):
            yield Heading(lead_in["name"].rstrip(":"), _LEAD_IN_LEVEL, "", block.line)
        else:
            yield block


def subheading(heading: Heading, level: int = 3) -> Subheading:
    """Return a heading as a part of its section."""
    return Subheading(heading.text, level, heading.id, heading.line)


def sources(found: Sequence[Block]) -> Markdown:
    """Return the blocks' Markdown."""
    return "\n\n".join(block_source(block) for block in found)


def generic_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield the blocks as they stand: subheadings, list items, and prose for the rest."""
    levels = sorted({block.level for block in found if isinstance(block, Heading)})
    prose: list[Block] = []
    for block in found:
        if isinstance(block, (Heading, List)):
            yield from _prose(prose)
            prose = []
        if isinstance(block, Heading):
            yield subheading(block, min(3 + levels.index(block.level), 6))
        elif isinstance(block, List):
            yield from block.items
        else:
            prose.append(block)
    yield from _prose(prose)


def _prose(found: list[Block]) -> Iterator[Part]:
    if found:
        yield Prose(sources(found), found[0].line)
