"""A spec's blocks cut into sections, at whatever heading depth its author chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rolebook.facts.slug import slugify, unique
from rolebook.model.role import SectionKind
from rolebook.parse.kinds import Kinds, is_own_name, kind_of
from rolebook.parse.matrix import is_matrix
from rolebook.reading.plain import plain
from rolebook.reading.shapes import Block, Heading, List, Rule, Table

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
    """A spec's title heading, what stands before its first section, its sections, and all ids in use."""

    title: Heading | None
    preamble: tuple[Block, ...]
    sections: tuple[RawSection, ...]
    ids: frozenset[str] = frozenset()


def outline(blocks: Sequence[Block], kinds: Kinds) -> Outline:
    """Return the blocks cut into sections; every heading gets an id that is unique in the spec."""
    numbered = list(_with_ids(blocks))
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
    ids = frozenset(heading.id for heading in _headings(numbered))
    return Outline(title, tuple(_without_rules(preamble)), tuple(map(_finished, sections)), ids)


def _finished(section: RawSection) -> RawSection:
    """Return a section without the rules that part it from the next, a matrix known by its table."""
    kind, blocks = section.kind, _without_rules(section.blocks)
    if kind is SectionKind.OTHER and any(is_matrix(block) for block in blocks):
        kind = SectionKind.MATRIX
    return RawSection(kind, section.heading, blocks)


def _without_rules(blocks: list[Block]) -> list[Block]:
    kept = list(blocks)
    while kept and isinstance(kept[-1], Rule):
        kept.pop()
    while kept and isinstance(kept[0], Rule):
        kept.pop(0)
    return kept


def _with_ids(blocks: Sequence[Block]) -> Iterator[Block]:
    taken: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, id=unique(block.own_id or slugify(plain(block.text)), taken))
        else:
            yield block


def _headings(blocks: Sequence[Block]) -> list[Heading]:
    return [block for block in blocks if isinstance(block, Heading)]


def _title(blocks: Sequence[Block], kinds: Kinds) -> Heading | None:
    """Return the heading that names the role: an H1 above the sections, or what stands alone above them."""
    headings = _headings(blocks)
    known = [heading for heading in headings if kind_of(heading.text, kinds) is not SectionKind.OTHER]
    sections_are_h1 = any(heading.level == 1 for heading in known)
    for heading in headings[:1] if sections_are_h1 else headings:
        if heading.level == 1 and heading not in known:
            return heading
    if not headings[1:] or headings[0] in known:
        return None
    first, second = headings[:2]
    stands_alone = first.level == second.level and blocks.index(second) == blocks.index(first) + 1
    return first if stands_alone or (first.level < second.level and second in known) else None


def _top_levels(blocks: Sequence[Block], kinds: Kinds) -> dict[SectionKind, int]:
    """Return the shallowest level at which each kind has a heading."""
    levels: dict[SectionKind, int] = {}
    for heading in _headings(blocks):
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
    if top_levels[kind] < heading.level:
        return False
    return current.kind in _FLAT or is_own_name(heading.text, kind) or _is_past_parts(heading, current)


def _is_past_parts(heading: Heading, current: RawSection) -> bool:
    """Return whether a heading follows the parts of a section: after its lists, or above their depth."""
    parts = [block for block in current.blocks if isinstance(block, Heading)]
    return any(part.level > heading.level for part in parts) or (
        not parts and any(isinstance(block, (List, Table)) for block in current.blocks)
    )
