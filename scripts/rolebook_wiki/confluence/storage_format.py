"""A page's HTML in Confluence's storage format."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlsplit

from lxml import etree, html

from rolebook_wiki.confluence.storage_xml import (
    AC,
    RI,
    SPACE,
    Element,
    NotStorageError,
    drop,
    empty,
    parsed,
    tidy,
    written,
)
from rolebook_wiki.link import linked_file, linked_page
from rolebook_wiki.page import HOME, WikiPage
from rolebook_wiki.sentences import Sentences

_SAME = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "th", "td", "tr", "ul", "ol", "blockquote", "br", "hr"}
    | {"strong", "em", "code", "sub", "sup", "u", "del", "small"}
)
_RENAMED = {"b": "strong", "i": "em", "s": "del", "strike": "del", "dt": "p", "dd": "p"}
_HOLDS_WORDS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "th", "td", "strong", "em", "code"})
_ATTRIBUTES = {"th": ("colspan", "rowspan"), "td": ("colspan", "rowspan"), "ol": ("start",)}
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = "rolebook:"


@dataclass(frozen=True)
class StorageContext:
    """What a page must know of the wiki: what its links lead to, and what Rolebook says there.

    `titles` are those of pages by their ids, `files` the names of attachments by their site paths; `home` is
    the title of the page that files are attached to. `anchors` are the ids in each page that links lead to,
    `sentences` what Rolebook itself says.
    """

    titles: Mapping[str, str]
    files: Mapping[str, str]
    home: str
    anchors: Mapping[str, Set[str]] = field(default_factory=dict)
    sentences: Sentences = field(default_factory=Sentences)


def storage(page: WikiPage, context: StorageContext) -> str:
    """Return a page in the storage format: a note that it is generated, and its content, one block a line."""
    root = empty()
    _note(root, page, context.sentences)
    _Writer(root, page.id, context).content(html.fromstring(page.html or "<article></article>"), root)
    tidy(root)
    return written(root)


def mark(page_id: str) -> str:
    """Return the name of the anchor that says which page of the handbook a page is."""
    return f"{_MARK}{page_id}"


def carries_mark(text: str, page_id: str) -> bool:
    """Tell whether a text in the storage format is that of a page of the handbook."""
    try:
        root = parsed(text)
    except NotStorageError:
        return False
    return any(parameter.text == mark(page_id) for parameter in root.iter(f"{AC}parameter"))


def archive_note(sentences: Sentences) -> str:
    """Return the note that goes above the text of a page that left the handbook."""
    root = empty()
    body = _macro(root, "warning", "rich-text-body")
    _append_text(etree.SubElement(body, "p"), sentences.gone)
    return written(root)


def _note(root: Element, page: WikiPage, sentences: Sentences) -> None:
    body = _macro(root, "info", "rich-text-body")
    line = etree.SubElement(body, "p")
    _anchor(line, mark(page.id))
    _append_text(line, f"{sentences.generated} ")
    if page.edited_at:
        _append_text(etree.SubElement(line, "a", href=_in_xml(page.edited_at)), sentences.edit)
    else:
        _append_text(line, sentences.edit_in_folder)


class _Writer:
    def __init__(self, root: Element, page_id: str, context: StorageContext) -> None:
        self._root = root
        self._page_id = page_id
        self._context = context
        self._waiting: list[str] = []  # anchors, until an element comes that can hold one

    def content(self, source: Element, target: Element) -> None:
        """Write what is in an element."""
        _append_text(target, source.text)
        for child in source:
            if isinstance(child.tag, str):
                self._element(child, target)
            _append_text(target, child.tail)

    def _element(self, source: Element, target: Element) -> None:
        self._identified(source)
        tag = str(source.tag)
        if tag in {"ul", "ol"}:
            self._list(source, target)
        elif tag == "table":
            self._table(source, target)
        elif tag == "pre":
            self._code(source, target)
        elif tag == "a":
            self._link(source, target)
        elif tag == "img":
            self._image(source, target)
        elif tag == "details":
            self._expand(source, target)
        else:
            self._plain(source, target, _RENAMED.get(tag, tag))

    def _identified(self, source: Element) -> None:
        identifier = source.get("id")
        if identifier and identifier in self._context.anchors.get(self._page_id, ()):
            self._waiting.append(identifier)

    def _plain(self, source: Element, target: Element, tag: str) -> None:
        if tag not in _SAME:
            self.content(source, target)
            return
        element = etree.SubElement(target, tag)
        for name in _ATTRIBUTES.get(tag, ()):
            if source.get(name):
                element.set(name, _in_xml(source.get(name) or ""))
        if tag in _HOLDS_WORDS:
            self._anchors(element)
        self.content(source, element)

    def _anchors(self, target: Element) -> None:
        for name in self._waiting:
            _anchor(target, name)
        self._waiting.clear()

    def _list(self, source: Element, target: Element) -> None:
        """Write a list; items with a box become a task list, which Confluence has beside other lists."""
        items = [child for child in source if isinstance(child.tag, str)]
        for is_task, group in groupby(items, lambda item: "task" in (item.get("class") or "").split()):
            if is_task:
                tasks = etree.SubElement(target, f"{AC}task-list")
                for item in group:
                    self._task(item, etree.SubElement(tasks, f"{AC}task"))
                continue
            held = etree.SubElement(target, str(source.tag))
            if source.get("start"):
                held.set("start", _in_xml(source.get("start") or ""))
            for item in group:
                self._identified(item)
                self._plain(item, held, "li")

    def _task(self, source: Element, target: Element) -> None:
        self._identified(source)
        body = etree.SubElement(target, f"{AC}task-body")
        self._anchors(body)
        self.content(source, body)

    def _table(self, source: Element, target: Element) -> None:
        for caption in source.findall("caption"):
            self._plain(caption, target, "p")
        body = etree.SubElement(etree.SubElement(target, "table"), "tbody")
        for row in source.iterfind(".//tr"):
            if next(row.iterancestors("table"), None) is not source:
                continue
            self._identified(row)
            cells = etree.SubElement(body, "tr")
            for cell in row.iterchildren("th", "td"):
                self._identified(cell)
                self._plain(cell, cells, str(cell.tag))

    def _code(self, source: Element, target: Element) -> None:
        self._anchors(target)
        body = _macro(target, "code", "plain-text-body")
        body.text = _in_xml("".join(map(str, source.itertext())))

    def _expand(self, source: Element, target: Element) -> None:
        macro = etree.SubElement(target, f"{AC}structured-macro")
        macro.set(f"{AC}name", "expand")
        title = etree.SubElement(macro, f"{AC}parameter")
        title.set(f"{AC}name", "title")
        for summary in source.findall("summary"):
            title.text = _in_xml(" ".join("".join(map(str, summary.itertext())).split()))
            drop(summary)
        body = etree.SubElement(macro, f"{AC}rich-text-body")
        self.content(source, body)

    def _link(self, source: Element, target: Element) -> None:
        href = source.get("href") or ""
        if urlsplit(href).scheme in _SCHEMES:
            link = etree.SubElement(target, "a", href=_in_xml(href))
            self._anchors(link)
            self.content(source, link)
            return
        resource = self._resource(href)
        if resource is None:
            self.content(source, target)
            return
        target.append(resource)
        self.content(source, etree.SubElement(resource, f"{AC}link-body"))

    def _resource(self, href: str) -> Element | None:
        """Return a link to a page or a file; nothing where the wiki has none."""
        link = etree.Element(f"{AC}link")
        path = linked_file(href)
        if path in self._context.files:
            self._attachment(link, path)
            return link
        page_id, fragment = linked_page(href, self._page_id) or ("", "")
        if page_id not in self._context.titles:
            return None
        if fragment:
            link.set(f"{AC}anchor", _in_xml(fragment))
        if not href.startswith("#"):
            resource = etree.SubElement(link, f"{RI}page")
            resource.set(f"{RI}content-title", _in_xml(self._context.titles[page_id]))
        return link

    def _attachment(self, target: Element, path: str) -> None:
        resource = etree.SubElement(target, f"{RI}attachment")
        resource.set(f"{RI}filename", _in_xml(self._context.files[path]))
        if self._page_id != HOME:
            holder = etree.SubElement(resource, f"{RI}page")
            holder.set(f"{RI}content-title", _in_xml(self._context.home))

    def _image(self, source: Element, target: Element) -> None:
        address, caption = source.get("src") or "", _in_xml(source.get("alt") or "")
        path = linked_file(address)
        is_ours = path in self._context.files
        if not is_ours and urlsplit(address).scheme not in {"http", "https"}:
            _append_text(target, caption)
            return
        image = etree.SubElement(target, f"{AC}image")
        if caption:
            image.set(f"{AC}alt", caption)
        if is_ours:
            self._attachment(image, path)
        else:
            etree.SubElement(image, f"{RI}url").set(f"{RI}value", _in_xml(address))


def _macro(target: Element, name: str, body: str) -> Element:
    macro = etree.SubElement(target, f"{AC}structured-macro")
    macro.set(f"{AC}name", name)
    return etree.SubElement(macro, f"{AC}{body}")


def _anchor(target: Element, name: str) -> None:
    parameter = _macro(target, "anchor", "parameter")
    parameter.set(f"{AC}name", "")
    parameter.text = _in_xml(name)


def _append_text(target: Element, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    text = _in_xml(text)
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    elif target.tag not in {"ul", "ol", "tr", "tbody"} or text.strip(SPACE):
        target.text = (target.text or "") + text


def _in_xml(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
