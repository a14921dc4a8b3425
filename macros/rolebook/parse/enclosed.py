"""What stands between an opening and a closing tag of raw HTML.

A blank line ends a block of HTML, so that `<details>`, the list in it and `</details>` are read as three
blocks. Cleaned one by one they would be an empty disclosure followed by its content.
"""

import re
from collections.abc import Iterator, Sequence

from rolebook.parse.shapes import Block, Heading, List, Other, Paragraph, Table, sources

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)
_SUMMARY = re.compile(r"<summary[^>]*>\s*(?P<text>.*?)\s*</summary>", re.DOTALL | re.IGNORECASE)
_WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def enclosed(found: Sequence[Block], *, as_prose: bool) -> list[Block]:
    """Return the blocks with those between tags made one, tags included.

    Unless they are to stay `as_prose`, lists, tables and headings have a meaning in their section: then the
    tags go, and their summary becomes a line in bold.
    """
    return list(_enclosed(found, as_prose=as_prose))


def _enclosed(found: Sequence[Block], *, as_prose: bool) -> Iterator[Block]:
    start = 0
    while start < len(found):
        end = _end(found, start)
        between = found[start:end]
        if len(between) == 1:
            yield between[0]
        elif as_prose or not any(isinstance(block, (Heading, List, Table)) for block in between):
            yield Other(sources(between), between[0].line)
        else:
            yield from (kept for block in between for kept in _without_tags(block))
        start = end


def _end(found: Sequence[Block], start: int) -> int:
    """Return the index after the block that closes what the first one opens; else the one after that."""
    still_open: list[str] = []
    for index in range(start, len(found)):
        _count_tags(found[index], still_open)
        if not still_open:
            return index + 1
    return start + 1


def _is_html(block: Block) -> bool:
    return isinstance(block, Other) and block.source.lstrip().startswith("<")


def _count_tags(block: Block, still_open: list[str]) -> None:
    for tag in _TAG.finditer(block.source) if isinstance(block, Other) and _is_html(block) else ():
        name = (tag["name"] or "").lower()
        if tag["close"] and name in still_open:
            del still_open[len(still_open) - 1 - still_open[::-1].index(name) :]
        elif name and not tag["close"] and name not in _WITHOUT_END and not tag[0].endswith("/>"):
            still_open.append(name)


def _without_tags(block: Block) -> Iterator[Block]:
    if not isinstance(block, Other) or not _is_html(block):
        yield block
        return
    text = _TAG.sub("", _SUMMARY.sub(r"**\g<text>**\n", block.source)).strip()
    if text:
        yield Paragraph(text, block.line)
