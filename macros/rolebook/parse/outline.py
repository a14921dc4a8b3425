"""A spec's blocks cut into sections, at whatever heading depth its author chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rolebook.facts.slug import slugify, unique
from rolebook.model.role import SectionKind
from rolebook.parse.blocks import Block, Heading
from rolebook.parse.kinds import Kinds, kind_of
from rolebook.parse.plain import plain

_FLAT = {
    SectionKind.IDENTITY,
    SectionKind.OBJECTIVES,
    SectionKind.METRICS,
    SectionKind.CHECKLIST,
    SectionKind.REFERENCES,
}
"""Kinds in which a deeper heading that names another kind is a section of its own, not a part."""


@dataclass
class RawSection:
    """A section's heading and its blocks, not yet looked into."""

    kind: SectionKind
    heading: Heading
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A spec's title heading, what stands before its first section, and its sections."""

    title: Heading | None
    preamble: tuple[Block, ...]
    sections: tuple[RawSection, ...]


def outline(found: Sequence[Block], kinds: Kinds) -> Outline:
    """Return the blocks cut into sections; every heading gets an id that is unique in the spec."""
    numbered = list(_with_ids(found))
    title = _title(numbered, kinds)
    preamble: list[Block] = []
    sections: list[RawSection] = []
    top_levels = _top_levels(numbered, kinds)
    for block in numbered:
        if block is title:
            continue
        current = sections[-1] if sections else None
        if isinstance(block, Heading) and _opens(block, current, kinds, top_levels):
            sections.append(RawSection(kind_of(block.text, kinds), block))
        else:
            (current.blocks if current else preamble).append(block)
    return Outline(title, tuple(preamble), tuple(sections))


def _with_ids(found: Sequence[Block]) -> Iterator[Block]:
    taken: set[str] = set()
    for block in found:
        if isinstance(block, Heading):
            yield replace(block, id=unique(block.id or slugify(plain(block.text)), taken))
        else:
            yield block


def _headings(found: Sequence[Block]) -> list[Heading]:
    return [block for block in found if isinstance(block, Heading)]


def _title(found: Sequence[Block], kinds: Kinds) -> Heading | None:
    headings = _headings(found)
    for heading in headings:
        if heading.level == 1 and kind_of(heading.text, kinds) is SectionKind.OTHER:
            return heading
    if len(headings) > 1 and headings[0].level < headings[1].level:
        first_is_unknown = kind_of(headings[0].text, kinds) is SectionKind.OTHER
        second_is_known = kind_of(headings[1].text, kinds) is not SectionKind.OTHER
        return headings[0] if first_is_unknown and second_is_known else None
    return None


def _top_levels(found: Sequence[Block], kinds: Kinds) -> dict[SectionKind, int]:
    """Return the shallowest level at which each kind has a heading."""
    levels: dict[SectionKind, int] = {}
    for heading in _headings(found):
        kind = kind_of(heading.text, kinds)
        levels[kind] = min(heading.level, levels.get(kind, heading.level))
    return levels


def _opens(
    heading: Heading, current: RawSection | None, kinds: Kinds, top_levels: dict[SectionKind, int]
) -> bool:
    if current is None or heading.level <= current.heading.level:
        return True
    kind = kind_of(heading.text, kinds)
    if kind is SectionKind.OTHER or kind is current.kind:
        return False
    if current.kind is SectionKind.OTHER:
        return True
    return current.kind in _FLAT and top_levels[kind] == heading.level
