"""Boxes to tick before items: `- [ ] Reviewed`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rolebook.model.role import Item
from rolebook.reading.shapes import Block, List

BOX = re.compile(r"(?:\\?\[[\sxX\u2713\u2714]?\\?\](?![(\[])|[\u2610\u2611\u2612\u25a1\u2705])\s*")
"""Matches a box in a checklist, in whatever way it was typed."""
_TASK_BOX = re.compile(r"\\?\[[ \u00a0xX]?\\?\]\s+(?=\S)")


def holds_box(item: Item) -> bool:
    """Return whether an item, or one nested in it, has a box."""
    return bool(BOX.match(item.text)) or any(map(holds_box, item.children))


def without_boxes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a section that is no checklist without boxes: there is nothing to tick there."""
    return [
        replace(block, items=tuple(map(_unboxed, block.items))) if isinstance(block, List) else block
        for block in blocks
    ]


def _unboxed(item: Item) -> Item:
    if not _holds_task(item):
        return item
    text = _TASK_BOX.sub("", item.text, count=1) if _TASK_BOX.match(item.text) else item.text
    return replace(item, text=text, children=tuple(map(_unboxed, item.children)))


def _holds_task(item: Item) -> bool:
    return bool(_TASK_BOX.match(item.text)) or any(map(_holds_task, item.children))
