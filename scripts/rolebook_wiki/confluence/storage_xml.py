"""Confluence's storage format as text: read, written, and in one form in which two texts can be compared."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no other name for the type

AC = "{http://www.atlassian.com/schema/confluence/4/ac/}"
RI = "{http://www.atlassian.com/schema/confluence/4/ri/}"

SPACE = " \t\n\r\f"
"""White space that a page shows as one space; a no-break space is none of it."""

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tbody", "thead", "tr", "th", "td"}
    | {"blockquote", "hr", "div", "colgroup", "col"}
    | {f"{AC}{name}" for name in ("task-list", "task", "task-body", "task-id", "task-status", "task-uuid")}
    | {f"{AC}{name}" for name in ("rich-text-body", "plain-text-body", "layout", "layout-section")}
    | {f"{AC}layout-cell"}
)

_NAMESPACES = {"ac": AC.strip("{}"), "ri": RI.strip("{}")}
_ENTITY = re.compile(r"(<!\[CDATA\[.*?\]\]>)|&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;", re.DOTALL)
_RUN = re.compile(f"[{SPACE}]+")
_VERBATIM = f"{AC}plain-text-body"
_BLOCK_MACROS = frozenset({"info", "note", "code", "expand", "panel", "warning", "tip", "toc", "children"})
_MARKER = f"{AC}inline-comment-marker"
_PASSING = frozenset({f"{AC}{name}" for name in ("task-id", "task-uuid", "task-status")})
_PASSING_ATTRIBUTES = frozenset(
    {f"{AC}macro-id", f"{AC}schema-version", f"{AC}local-id", "local-id", f"{RI}version-at-save"}
)
"""What Confluence adds on its own, or what is carried over: no difference between two texts."""


class NotStorageError(ValueError):
    """The text is not in the storage format."""


def parsed(text: str) -> Element:
    """Return a text in the storage format as a tree below one root. Raises `NotStorageError`."""
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    # The format has HTML's entities, XML has not.
    plain = _ENTITY.sub(lambda match: match[1] or unescape(match[0]), text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(f"<storage {declared}>{plain}</storage>", parser)
    except etree.XMLSyntaxError as error:
        raise NotStorageError(str(error)) from error


def empty() -> Element:
    """Return a root to which a page's content can be added."""
    return etree.Element("storage", nsmap=_NAMESPACES)


def written(root: Element) -> str:
    """Return a tree as text in the storage format."""
    for element in root.iter(_VERBATIM):
        # Confluence reads code from CDATA alone; lxml splits it where `]]>` is in it.
        element.text = etree.CDATA(element.text or "")
    text = etree.tostring(root, encoding="unicode")
    return "" if text.endswith("/>") and len(root) == 0 else text[text.index(">") + 1 : text.rindex("</")]


def normal(text: str, names: Mapping[str, str] | None = None) -> str:
    """Return a text with one block in a line, without what Confluence adds on its own and without comments.

    With `names`, links to pages of these titles lead to what stands for the title. A text that is not in
    the storage format is returned as it is.
    """
    try:
        root = parsed(text)
    except NotStorageError:
        return text
    tidy(root)
    for element in root.iter(f"{RI}page"):
        title = element.get(f"{RI}content-title", "")
        element.set(f"{RI}content-title", (names or {}).get(title, title))
    return written(root)


def tidy(root: Element) -> None:
    """Take away what is no difference between two texts, and put each block in a line."""
    etree.strip_tags(root, _MARKER)
    for element in list(root.iter(*_PASSING)):
        drop(element)
    for element in root.iter("*"):
        _without_passing_attributes(element)
    for element in root.iter("*"):
        _one_space(element)
    for element in root.iter("*"):
        _block_in_a_line(element)
    root.text = (root.text or "").lstrip(SPACE)
    if len(root):
        root[-1].tail = (root[-1].tail or "").rstrip(SPACE)


def drop(element: Element) -> None:
    """Take an element away; the text behind it stays."""
    above = element.getparent()
    if above is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(element)


def is_block(element: Element) -> bool:
    """Tell whether an element stands in lines of its own."""
    macro = element.tag == f"{AC}structured-macro" and element.get(f"{AC}name") in _BLOCK_MACROS
    return element.tag in BLOCKS or macro


def is_verbatim(element: Element) -> bool:
    """Tell whether every space in an element counts."""
    above: Iterator[Element] = element.iterancestors()
    return any(one.tag in {_VERBATIM, "pre"} for one in (element, *above))


def _without_passing_attributes(element: Element) -> None:
    kept = sorted((str(name), str(value)) for name, value in element.attrib.items())
    element.attrib.clear()
    for name, value in kept:
        if name not in _PASSING_ATTRIBUTES:
            element.set(name, value)


def _one_space(element: Element) -> None:
    verbatim = is_verbatim(element)
    if element.text and not verbatim:
        element.text = _RUN.sub(" ", element.text)
    if element.tail and not (verbatim and element.tag not in {_VERBATIM, "pre"}):
        element.tail = _RUN.sub(" ", element.tail)


def _block_in_a_line(element: Element) -> None:
    if not is_block(element):
        return
    if not is_verbatim(element):
        element.text = (element.text or "").lstrip(SPACE) or None
        _strip_end(element)
    before, above = element.getprevious(), element.getparent()
    if before is not None and (before.tail or "").strip(SPACE):
        before.tail = (before.tail or "").rstrip(SPACE)
    elif before is not None:
        before.tail = "\n" if is_block(before) else None
    elif above is not None and above.text:
        above.text = above.text.rstrip(SPACE) or None
    element.tail = (element.tail or "").lstrip(SPACE) or "\n"


def _strip_end(element: Element) -> None:
    if not len(element):
        element.text = (element.text or "").rstrip(SPACE) or None
    elif not is_block(element[-1]):
        element[-1].tail = (element[-1].tail or "").rstrip(SPACE) or None
