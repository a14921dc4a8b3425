"""Workflows and their steps."""

from collections.abc import Iterator, Sequence

from rolebook.facts.slug import slugify, unique
from rolebook.model.role import Item, Part, Prose, Text, Workflow
from rolebook.parse.blocks import Block, List
from rolebook.parse.groups import Group, groups, sources, subheading
from rolebook.parse.identity import label_and_value
from rolebook.parse.plain import plain


def workflow_parts(found: Sequence[Block], heading: Text, taken: set[str]) -> Iterator[Part]:
    """Yield the workflows: subheadings with steps, list items with nested steps, or one plain list.

    `heading` names a workflow that has no name of its own; `taken` holds the ids in use.
    """
    for group in groups(found):
        if group.heading:
            yield from _of_group(group, taken)
        else:
            yield from _without_heading(group.blocks, heading, taken)


def _id(name: Text, taken: set[str]) -> str:
    return unique(slugify(plain(name)), taken)


def _of_group(group: Group, taken: set[str]) -> Iterator[Part]:
    assert group.heading
    steps = _steps(group.blocks)
    if steps is None:
        yield subheading(group.heading)
        if group.blocks:
            yield Prose(sources(group.blocks), group.blocks[0].line)
        return
    position = group.blocks.index(steps)
    yield Workflow(
        id=_id(group.heading.text, taken),
        name=group.heading.text,
        steps=steps.items,
        line=group.heading.line,
        intro=sources(group.blocks[:position]),
        outro=sources(group.blocks[position + 1 :]),
    )


def _steps(found: Sequence[Block]) -> List | None:
    lists = [block for block in found if isinstance(block, List)]
    return next((block for block in lists if block.ordered), lists[0] if lists else None)


def _without_heading(found: Sequence[Block], heading: Text, taken: set[str]) -> Iterator[Part]:
    for block in found:
        if not isinstance(block, List):
            yield Prose(sources([block]), block.line)
        elif any(item.children for item in block.items):
            yield from (_of_item(item, taken) for item in block.items)
        else:
            yield Workflow(_id(heading, taken), heading, block.items, block.line)


def _of_item(item: Item, taken: set[str]) -> Workflow:
    name, value = label_and_value(item.text) or (item.text.removesuffix(":"), "")
    intro = "\n\n".join(filter(None, [value, item.body]))
    return Workflow(_id(name, taken), name, item.children, item.line, intro)
