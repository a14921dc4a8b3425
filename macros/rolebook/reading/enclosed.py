"""What stands between an opening and a closing tag of raw HTML.

A blank line ends a block of HTML, so that `<details>`, the list in it and `</details>` are read as three
blocks. Cleaned one by one they would be an empty disclosure followed by its content.
"""

import re
from collections.abc import Iterator, Sequence

from rolebook.reading.shapes import Block, Heading, List, Other, Paragraph, Table, sources

Tags = Sequence[tuple[str, bool]]
"""What begins and ends in a block: the names of elements, and whether they end."""

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)
_SUMMARY = re.compile(r"<summary[^>]*>\s*(?P<text>.*?)\s*</summary>", re.DOTALL | re.IGNORECASE)
_WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def enclosed(blocks: Sequence[Block], *, as_prose: bool) -> list[Block]:
    """Return the blocks with those between tags made one, tags included.

    Unless they are to stay `as_prose`, lists, tables and headings have a meaning in their section: then the
    tags go, and their summary becomes a line in bold.
    """
    return list(_enclosed(blocks, as_prose=as_prose))


def _enclosed(blocks: Sequence[Block], *, as_prose: bool) -> Iterator[Block]:
    start = 0
    tags = [tuple(_tags(block)) for block in blocks]
    ends_after = _ends_after(tags)
    while start < len(blocks):
        end = _end(tags, ends_after, start)
        between = blocks[start:end]
        if len(between) == 1:
            yield between[0]
        elif as_prose or not any(isinstance(block, (Heading, List, Table)) for block in between):
            yield Other(sources(between), between[0].line)
        else:
            yield from (kept for block in between for kept in _without_tags(block))
        start = end


def _end(tags: Sequence[Tags], ends_after: Sequence[frozenset[str]], start: int) -> int:
    """Return the index after the block that closes what the first one opens; else the one after that.

    Where no block to come closes what was opened first, there is no need to look at them.
    """
    still_open: list[str] = []
    for index in range(start, len(tags)):
        _count_tags(tags[index], still_open)
        if not still_open:
            return index + 1
        if still_open[0] not in ends_after[index]:
            break
    return start + 1


def _ends_after(tags: Sequence[Tags]) -> list[frozenset[str]]:
    """Return, for each block, the names of elements that end in the blocks after it."""
    names: frozenset[str] = frozenset()
    after: list[frozenset[str]] = []
    for block in reversed(tags):
        after.append(names)
        names |= {name for name, ends in block if ends}
    return after[::-1]


def _is_html(block: Block) -> bool:
    return isinstance(block, Other) and block.source.lstrip().startswith("<")


def _tags(block: Block) -> Iterator[tuple[str, bool]]:
    """Yield the name of each element that begins or ends in a block of HTML, and whether it ends."""
    for tag in _TAG.finditer(block.source) if isinstance(block, Other) and _is_html(block) else ():
        name = (tag["name"] or "").lower()
        if name and (tag["close"] or (name not in _WITHOUT_END and not tag[0].endswith("/>"))):
            yield name, bool(tag["close"])


def _count_tags(tags: Tags, still_open: list[str]) -> None:
    for name, ends in tags:
        if not ends:
            still_open.append(name)
        elif name in still_open:
            del still_open[len(still_open) - 1 - still_open[::-1].index(name) :]


def _without_tags(block: Block) -> Iterator[Block]:
    if not isinstance(block, Other) or not _is_html(block):
        yield block
        return
    text = _TAG.sub("", _SUMMARY.sub(r"**\g<text>**\n", block.source)).strip()
    if text:
        yield Paragraph(text, block.line)
