"""A section's blocks by the subheadings they stand under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.model.role import Part, Prose, Subheading
from rolebook.reading.labels import ends_in_colon, without_colon
from rolebook.reading.shapes import Block, Heading, List, Paragraph, Table, sources

_LEAD_IN = re.compile(r"(\*\*|__)(?P<name>(?:(?!\1).)+)\1\s*[:\uff1a]?[ \\]*")
_LEAD_IN_LEVEL = 6
_LONGEST_LEAD_IN = 60


@dataclass(frozen=True)
class BlockGroup:
    """The blocks under one subheading, or those before the first; `level` is the subheading's, 3 to 6."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    level: int = 3

    def subheading(self) -> Iterator[Subheading]:
        """Yield the group's heading as a part of its section, if it has one."""
        if self.heading:
            yield Subheading(self.heading.text, self.level, self.heading.id, self.heading.line)


def groups(blocks: Sequence[Block]) -> tuple[BlockGroup, ...]:
    """Return the blocks cut at the shallowest subheadings; deeper ones stay among the blocks."""
    headed = lead_ins_as_headings(blocks)
    shallowest = min((block.level for block in headed if isinstance(block, Heading)), default=0)
    return _cut(headed, {shallowest: 3})


def flat_groups(blocks: Sequence[Block]) -> tuple[BlockGroup, ...]:
    """Return the blocks cut at every subheading, whatever its depth."""
    headed = lead_ins_as_headings(blocks)
    levels = sorted({block.level for block in headed if isinstance(block, Heading)})
    return _cut(headed, {level: min(3 + depth, 6) for depth, level in enumerate(levels)})


def _cut(blocks: Sequence[Block], levels: dict[int, int]) -> tuple[BlockGroup, ...]:
    collected: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level in levels:
            collected.append((block, []))
        else:
            collected[-1][1].append(block)
    return tuple(
        BlockGroup(heading, tuple(under), levels[heading.level] if heading else 3)
        for heading, under in collected
        if heading or under
    )


def lead_ins_as_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lines that serve as headings made headings, where there are no real ones.

    Bold lines do; lines ending in a colon do where more than one stands right before a list.
    """
    if any(isinstance(block, Heading) for block in blocks):
        return list(blocks)
    pairs = list(zip(blocks, [*blocks[1:], None], strict=False))
    by_colon = sum(_ends_in_colon(block, following) for block, following in pairs) > 1
    return [made for block, following in pairs for made in _heading_if_lead_in(block, following, by_colon)]


def _heading_if_lead_in(block: Block, following: Block | None, by_colon: bool) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
        return
    first, _, rest = block.text.partition("\n")
    bold = _LEAD_IN.fullmatch(first)
    if bold and (rest or following):
        yield Heading(without_colon(bold["name"]), _LEAD_IN_LEVEL, block.line)
        if rest:
            yield Paragraph(rest, block.line + 1)
    elif by_colon and _ends_in_colon(block, following):
        yield Heading(without_colon(block.text), _LEAD_IN_LEVEL, block.line)
    else:
        yield block


def _ends_in_colon(block: Block, following: Block | None) -> bool:
    return (
        isinstance(block, Paragraph)
        and isinstance(following, (List, Table))
        and ends_in_colon(block.text)
        and "\n" not in block.text
        and len(block.text) <= _LONGEST_LEAD_IN
    )


def generic_parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield the blocks as they stand: subheadings, list items, and prose for the rest."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    prose: list[Block] = []
    for block in blocks:
        if isinstance(block, (Heading, List)):
            yield from _prose(prose)
            prose = []
        if isinstance(block, Heading):
            yield Subheading(block.text, min(3 + levels.index(block.level), 6), block.id, block.line)
        elif isinstance(block, List):
            yield from block.items
        else:
            prose.append(block)
    yield from _prose(prose)


def _prose(blocks: list[Block]) -> Iterator[Part]:
    if blocks:
        yield Prose(sources(blocks), blocks[0].line)


def prose(block: Block) -> Prose:
    """Return a block as prose."""
    return Prose(sources([block]), block.line)
