"""HTML as GitHub-flavoured Markdown that GitHub, GitLab, Gitea and gollum print alike.

Pandoc writes the Markdown. What Markdown has no words for passes it as private-use characters, and so do the
characters that it leaves alone though some wiki reads them: entities, wiki links, references to people.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from html import escape

from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.pandoc import converted

_HTML = "html-auto_identifiers-native_divs-native_spans"

_ESCAPED, _ANCHOR, _BREAK, _PIPE, _PAGE = 0xE100, "\ue001", "\ue002", "\ue003", "\ue004"
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")

_MARKUP = re.compile(
    r"[\\`*_\[\]<>&#|~$]"  # in any place
    r"|@(?=\w)|!(?=[\d\[])|%(?=[\w\"])"  # people, merge requests, milestones
    r"|:(?=//)|(?<=www)\.(?=\w)"  # addresses that are text
    r"|^\s*(?:[-+=]|\d{1,9}[.)])"  # lists and rules
)
_OPEN = re.compile(rf"[{chr(_ESCAPED)}-{chr(_ESCAPED + 0x7F)}]")

_BLOCKS = ("p", "li", "div", "pre", "blockquote", "ul", "ol")


def markdown(pages: Sequence[HtmlElement]) -> tuple[str, ...]:
    """Return the Markdown of pages.

    An element's `id` becomes an anchor, so leave only those that something links to; `<li class="task">`
    becomes a box to tick.
    """
    prepared = [html.tostring(_prepared(page), encoding="unicode") for page in pages]
    return tuple(f"{_written(text).strip()}\n" for text in converted(prepared, "gfm", _HTML, _PAGE))


def text(plain: str) -> str:
    """Return words as Markdown that prints them as they are."""
    return _written(_held(plain))


def _prepared(page: HtmlElement) -> HtmlElement:
    body = deepcopy(page)
    body.tag, body.tail = "div", None
    for link in body.cssselect("[href]"):
        link.set("href", link.get("href").replace("|", "%7C"))
    for picture in body.cssselect("img[alt]"):
        picture.set("alt", _held(picture.get("alt")))
    for element in body.cssselect("details, summary"):
        element.drop_tag()
    for element in body.iter():
        _hold(element)
    for table in body.cssselect("table"):
        if _names_values(table):
            _as_list(table)
        else:
            _plain(table)
    for element in body.cssselect("[id]"):
        _put_first(element, _ANCHOR + _hidden(element.attrib.pop("id")) + _ANCHOR)
    for task in body.cssselect("li.task"):
        _put_first(task, "☐ ")
    for element in body.iter():
        element.attrib.pop("class", None)
    return body


def _hold(element: HtmlElement) -> None:
    """Keep the characters of an element that would be markup away from pandoc."""
    is_code = element.tag in {"code", "pre"} or next(element.iterancestors("code", "pre"), None) is not None
    in_code = next(element.iterancestors("code", "pre"), None) is not None
    element.text = _code(element) if is_code else _held(element.text or "")
    if not in_code:
        element.tail = _held(element.tail or "")


def _code(element: HtmlElement) -> str:
    """Return the text of code; in a table a `|` in it must be escaped nevertheless."""
    code = _PRIVATE.sub("", element.text or "")
    in_table = next(element.iterancestors("table"), None) is not None
    return code.replace("|", _PIPE).replace("\n", " ") if in_table else code


def _held(plain: str) -> str:
    plain = _PRIVATE.sub("", plain)
    return _MARKUP.sub(lambda match: match[0][:-1] + chr(_ESCAPED + ord(match[0][-1])), plain)


def _names_values(table: HtmlElement) -> bool:
    """Tell whether each row is a name and its value; such a table has no head, which Markdown asks for."""
    return all([cell.tag for cell in row] == ["th", "td"] for row in table.iter("tr"))


def _as_list(table: HtmlElement) -> None:
    """Write names and values as a list: `- **Reports to**: QA Lead`."""
    for row in table.iter("tr"):
        name, _ = row
        _wrap(name, "strong")
        name[0].tail = ": "
        for cell in list(row):
            cell.drop_tag()
        row.tag = "li"
    for group in table.cssselect("tbody"):
        group.drop_tag()
    table.tag = "ul"


def _plain(table: HtmlElement) -> None:
    """Make a table one that Markdown has: lines in cells, a head, names of rows in bold."""
    for cell in table.cssselect("td, th"):
        for block in cell.cssselect(", ".join(_BLOCKS)):
            block.tail = _BREAK + (block.tail or "")
            block.drop_tag()
        for line in cell.cssselect("br"):
            line.tail = _BREAK + (line.tail or "")
            line.drop_tree()
        _without_last_break(cell)
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)
    for cell in table.xpath(".//th[not(ancestor::thead)]"):
        if _heads(cell.getparent(), table):
            continue
        cell.tag = "td"
        _wrap(cell, "strong")


def _heads(row: HtmlElement, table: HtmlElement) -> bool:
    """Tell whether a row is the head of a table that names none: its first, with nothing but names."""
    return len(row) > 1 and row is table.find(".//tr") and all(cell.tag == "th" for cell in row)


def _without_last_break(cell: HtmlElement) -> None:
    """Take the breaks at the end of a cell away: nothing follows them."""
    last = cell[-1] if len(cell) else None
    if last is not None and last.tail is not None:
        last.tail = re.sub(rf"[\s{_BREAK}]+$", "", last.tail)
    elif last is None and cell.text:
        cell.text = re.sub(rf"[\s{_BREAK}]+$", "", cell.text)


def _wrap(element: HtmlElement, tag: str) -> None:
    inner = html.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _put_first(element: HtmlElement, prefix: str) -> None:
    """Put words before what an element says; in a table or list, into its first cell or item."""
    while element.tag in {"table", "thead", "tbody", "tr", "ul", "ol"} and len(element):
        element = element[0]
    element.text = prefix + (element.text or "").lstrip()


def _hidden(plain: str) -> str:
    """Return words as characters that pandoc does not read."""
    return "".join(chr(0xE400 + byte) for byte in plain.encode())


def _shown(hidden: str) -> str:
    return bytes(ord(character) - 0xE400 for character in hidden).decode()


def _written(passed: str) -> str:
    """Write what passed pandoc as private-use characters."""
    passed = _OPEN.sub(lambda held: "\\" + chr(ord(held[0]) - _ESCAPED), passed)
    passed = re.sub(f"{_ANCHOR}([^{_ANCHOR}]*){_ANCHOR}", lambda held: _anchor(_shown(held[1])), passed)
    passed = re.sub(rf"\s*{_BREAK}(?:[\s{_BREAK}]*{_BREAK})?\s*", "<br>", passed)
    return passed.replace(_PIPE, "\\|")


def _anchor(name: str) -> str:
    """Return an anchor: GitHub and Gitea know it by its id, GitLab by its name."""
    return f'<a id="{escape(name)}" name="{escape(name)}"></a>'
