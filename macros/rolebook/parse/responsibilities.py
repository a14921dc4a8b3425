"""Responsibility areas and their duties."""

from collections.abc import Iterator, Sequence

from rolebook.model.role import Area, Item, Part, Prose
from rolebook.parse.blocks import Block, List
from rolebook.parse.groups import Group, groups, sources
from rolebook.parse.identity import label_and_value


def responsibility_parts(found: Sequence[Block]) -> Iterator[Part]:
    """Yield the areas: numbered bold items with nested duties, subheadings with lists, or one flat list."""
    for group in groups(found):
        if group.heading:
            yield _area_of_group(group)
        else:
            yield from _areas_without_heading(group.blocks)


def _area_of_group(group: Group) -> Area:
    assert group.heading
    lists = [block for block in group.blocks if isinstance(block, List)]
    rest = [block for block in group.blocks if not isinstance(block, List)]
    duties = tuple(item for block in lists for item in block.items)
    return Area(group.heading.text, duties, group.heading.line, sources(rest))


def _areas_without_heading(found: Sequence[Block]) -> Iterator[Part]:
    for block in found:
        if not isinstance(block, List):
            yield Prose(sources([block]), block.line)
        elif any(item.children for item in block.items):
            yield from (_area_of_item(item) for item in block.items)
        else:
            yield Area("", block.items, block.line)


def _area_of_item(item: Item) -> Area:
    name, value = label_and_value(item.text) or (item.text.removesuffix(":"), "")
    intro = "\n\n".join(filter(None, [value, item.body]))
    return Area(name, item.children, item.line, intro)
