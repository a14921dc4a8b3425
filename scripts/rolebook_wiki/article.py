"""The article of a page of the site as plain semantic HTML: what a wiki can show of it.

What HTML does not say by itself, the page says in hints (`rolebook_wiki.hints`). Links between pages become
`page:` addresses, links to files `file:` addresses (see `rolebook_wiki.page`).
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.hints import HINT, Hint, check_hints, hinted
from rolebook_wiki.link import file_link, page_link
from rolebook_wiki.page import HOME

_LEFT_OUT = (
    "script, style, template, form, button, noscript, svg, progress, datalist, nav, [hidden], .headerlink, "
    f"[data-search-exclude]:not([{HINT}={Hint.KEEP}]), [{HINT}={Hint.LEAVE_OUT}]"
)
"""What does nothing where no script runs, and what Markdown and Material add beside a page's own words."""

_WRAPPERS = "div, section, header, footer, aside, label, fieldset, hgroup, main, time, figure"
_KEPT = ("id", "href", "src", "alt", "start", "colspan", "rowspan", "class")
_KEPT_CLASSES = frozenset({"task"})
_DOT = " · "
_NEED_A_SCRIPT = ("compare", "assessment")
"""Pages that say nothing without a script; a wiki has none."""


@dataclass(frozen=True)
class Article:
    """What a page says; `kind` is said of it beside its title, such as "Career ladder"."""

    title: str
    kind: str
    body: HtmlElement


def article(page: HtmlElement, address: str) -> Article | None:
    """Return the article of a page at an address of the site, such as `roles/qa-engineer/`, cleaned.

    None where the page has no article, or is one that a wiki cannot show. Raises `BuildError` for a hint that
    nobody knows.
    """
    articles = page.cssselect("article")
    if not articles or address.split("/", maxsplit=1)[0] in _NEED_A_SCRIPT:
        return None
    body: HtmlElement = articles[0]
    check_hints(body, address)
    for element in body.cssselect(_LEFT_OUT):
        element.drop_tree()
    title, kind = _take_title(body)
    _tasks(body)
    _set_apart(body)
    _side_by_side(body)
    _definitions(body)
    _lines(body)
    _headings_in_lists(body)
    _invitations(body, address)
    _links(body, address)
    for element in body.cssselect("span"):
        _unwrap(element)
    for element in body.cssselect(_WRAPPERS):
        _unwrap(element)
    for element in body.iter():
        _bare(element)
    return Article(title, kind, body)


def _take_title(body: HtmlElement) -> tuple[str, str]:
    """Take the title away, which a wiki shows itself, and what is said beside it; return both."""
    headings = body.cssselect("h1")
    if not headings:
        return "", ""
    kinds = hinted(headings[0], Hint.KIND)
    kind = _text(kinds[0]) if kinds else ""
    for element in kinds:
        element.drop_tree()
    title = _text(headings[0])
    for heading in headings:
        heading.drop_tree()
    return title, kind


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _tasks(body: HtmlElement) -> None:
    """Make a list item with a box a task: `<li class="task">`."""
    for box in body.cssselect("li input[type=checkbox]"):
        item = next(above for above in box.iterancestors("li"))
        item.set("class", "task")
        box.drop_tree()


def _set_apart(body: HtmlElement) -> None:
    """Write a dot before what a style sets apart on the site; what stands in a link goes behind it."""
    for element in reversed(hinted(body, Hint.APART)):
        link = next(element.iterancestors("a"), None)
        if link is not None:
            element.drop_tree()
            element.tail, link.tail = link.tail, None
            link.addnext(element)
        previous, above = element.getprevious(), element.getparent()
        if previous is not None:
            previous.tail = f"{(previous.tail or '').rstrip()}{_DOT}"
        elif above.text and above.text.strip():
            above.text = f"{above.text.rstrip()}{_DOT}"


def _side_by_side(body: HtmlElement) -> None:
    """Keep what stands side by side in a link from running together, in templates that give no hints."""
    for element in body.cssselect("a > strong ~ span"):
        before = element.getprevious()
        before.tail = before.tail or " "


def _definitions(body: HtmlElement) -> None:
    """Write terms and what is said of them as rows of a table, which every wiki can show."""
    for terms in body.cssselect("dl"):
        rows = []
        for element in list(terms.iter("dt", "dd")):
            if element.tag == "dt":
                rows.append(html.Element("tr"))
            element.tag = "th" if element.tag == "dt" else "td"
            element.tail = None
            if rows:
                rows[-1].append(element)
        terms.clear()
        terms.tag = "table"
        terms.extend(rows)


def _lines(body: HtmlElement) -> None:
    """Write lists in a line where the page says so."""
    for line in hinted(body, Hint.LINE):
        items = list(line)
        for item in items[:-1]:
            item.tail = _DOT
        for item in items:
            item.drop_tag()
        line.drop_tag()


def _headings_in_lists(body: HtmlElement) -> None:
    """Write a heading in a list item as strong words."""
    for heading in body.cssselect("li h2, li h3, li h4"):
        heading.tag = "strong"


def _invitations(body: HtmlElement, address: str) -> None:
    """Take away what invites to a page that a wiki does not have."""
    for element in hinted(body, Hint.WITH_LINK):
        links = element.cssselect("a[href]")
        if not all(_target(link.get("href"), address) for link in links):
            element.drop_tree()


def _links(body: HtmlElement, address: str) -> None:
    for element in body.cssselect("a[href], img[src]"):
        name = "href" if element.tag == "a" else "src"
        target = _target(element.get(name), address)
        if target:
            element.set(name, target)
        elif element.tag == "a":
            element.drop_tag()


def _target(link: str, address: str) -> str:
    """Return where a relative link of the page at an address leads; nothing where a wiki has no such page."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    if not parts.path:
        return link
    path = normpath(f"/{address}{unquote(parts.path)}").lstrip("/")
    if _is_file(parts.path):
        return file_link(path)
    page = re.sub(r"(?:^|/)index\.html$|\.html$", "", path)
    if page.split("/")[0] in _NEED_A_SCRIPT or parts.query:
        return ""
    return page_link(page or HOME, parts.fragment)


def _is_file(path: str) -> bool:
    """Tell whether a path leads to a file; a page's ends in a slash or in `.html`."""
    return PurePosixPath(path).suffix not in ("", ".html") and not path.endswith(("/", "."))


def _unwrap(element: HtmlElement) -> None:
    """Take an element away and leave what is in it; its id goes to what comes first in it."""
    identifier, first = element.get("id"), next(iter(element), None)
    if identifier and first is not None and not first.get("id"):
        first.set("id", identifier)
    element.drop_tag()


def _bare(element: HtmlElement) -> None:
    if not isinstance(element.tag, str):
        return
    classes = _KEPT_CLASSES & set(element.get("class", "").split())
    for name in list(element.attrib):
        if name not in _KEPT or (name == "class" and not classes):
            del element.attrib[name]
    if classes:
        element.set("class", " ".join(sorted(classes)))
