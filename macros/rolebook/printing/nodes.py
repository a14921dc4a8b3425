"""Clean HTML as nodes, the form in which role text is handed to Typst.

A node is a string, or a mapping with its tag as `t` and the nodes in it as `c`; links also have
`to`, pictures `src` and `alt`. Nodes are data: nothing in them is read as markup again.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any, TypeAlias

TextNode: TypeAlias = str | dict[str, Any]
TextNodes: TypeAlias = list[TextNode]

_SAME = {"b": "strong", "i": "em", "cite": "em", "dfn": "em", "var": "em", "s": "del", "strike": "del"}
_SAME |= {"kbd": "code", "samp": "code", "tt": "code", "ins": "u"}
_INLINE = {"strong", "em", "code", "a", "del", "u", "sub", "sup", "mark", "small", "q"}
_BLOCKS = {"p", "ul", "ol", "li", "pre", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "dl"}
_BLOCKS |= {"dt", "dd", "h4", "h5", "h6"}
_EMPTY = {"br", "hr", "img", "input"}
_HIDDEN = {"style", "script"}
_HOLDS_NO_TEXT = {"ul", "ol", "table", "thead", "tbody", "tr", "dl"}
_SPACES = re.compile(r"[ \t\r\n\f]+")


def nodes_of(html: str) -> TextNodes:
    """Return clean HTML as nodes; elements of no meaning on paper leave what stands in them."""
    if "<" not in html:
        return [_SPACES.sub(" ", unescape(html)).lstrip(" ")] if html else []
    reader = _NodeBuilder()
    reader.feed(html)
    reader.close()
    return reader.root


def texts_of(nodes: Sequence[TextNode]) -> Iterator[str]:
    """Yield the strings in nodes, in the order of reading."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from texts_of(node.get("c", ()))


class _NodeBuilder(HTMLParser):
    """Builds the tree; `root` is what stands at its top."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: TextNodes = []
        self._open: list[tuple[str, TextNodes]] = [("", self.root)]
        self._hidden = 0
        self._line_begins = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        tag = _SAME.get(tag, tag)
        if tag in _EMPTY:
            self._add_empty(tag, dict(attrs))
        elif tag in _INLINE | _BLOCKS:
            self._line_begins |= tag in _BLOCKS
            inside: TextNodes = []
            self._open[-1][1].append(_element(tag, inside, dict(attrs)))
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        tag = _SAME.get(tag, tag)
        self._line_begins |= tag in _BLOCKS
        if any(tag == name for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        name, inside = self._open[-1]
        if self._hidden or (name in _HOLDS_NO_TEXT and not data.strip()):
            return
        if any(open_tag == "pre" for open_tag, _ in self._open):
            inside.append(data)
            return
        text = _SPACES.sub(" ", data)
        text = text.lstrip(" ") if self._line_begins else text
        if text:
            inside.append(text)
            self._line_begins = text.endswith(" ")

    def _add_empty(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._line_begins = tag in ("br", "hr", "input")
        if tag == "img":
            given = {"src": attributes.get("src") or "", "alt": attributes.get("alt") or ""}
            self._open[-1][1].append({"t": "img", **given})
        elif tag == "input":
            self._open[-1][1].append({"t": "box"})
        else:
            self._open[-1][1].append({"t": tag})


def _element(tag: str, inside: TextNodes, attributes: dict[str, str | None]) -> dict[str, Any]:
    node: dict[str, Any] = {"t": tag, "c": inside}
    if tag == "a":
        node["to"] = attributes.get("href") or ""
    elif tag == "ol" and (attributes.get("start") or "").isdigit():
        node["start"] = int(attributes["start"] or 1)
    return node
