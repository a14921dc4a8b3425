"""The article of a page of the site as plain semantic HTML: what a wiki can show of it.

Links between pages become `page:` addresses, links to files `file:` addresses (see `rolebook_wiki.page`).
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.link import file_link, page_link
from rolebook_wiki.page import HOME

_LEFT_OUT = (
    "script, style, template, form, button, noscript, svg, progress, datalist, [hidden], .headerlink, "
    ".rb-scripted, .rb-actions, nav, [data-search-exclude]:not(.rb-prints), .rb-visually-hidden"
)
_WRAPPERS = "div, section, header, footer, aside, label, fieldset, hgroup, main, time, figure"
_KEPT = ("id", "href", "src", "alt", "start", "colspan", "rowspan", "class")
_KEPT_CLASSES = frozenset({"task"})
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

    None where the page has no article, or is one that a wiki cannot show.
    """
    found = page.cssselect("article")
    if not found or address.split("/", maxsplit=1)[0] in _NEED_A_SCRIPT:
        return None
    body: HtmlElement = found[0]
    for element in body.cssselect(_LEFT_OUT):
        element.drop_tree()
    title, kind = _take_title(body)
    _tasks(body)
    _cards(body)
    for words in body.cssselect("[data-new]"):
        words.drop_tag()  # what is new between levels is marked by a script alone
    _links_behind_words(body)
    _definitions(body)
    _tags(body)
    _headings_in_lists(body)
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
    kinds = headings[0].cssselect("span")
    kind = _words(kinds[0]) if kinds else ""
    for element in kinds:
        element.drop_tree()
    title = _words(headings[0])
    for heading in headings:
        heading.drop_tree()
    return title, kind


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _tasks(body: HtmlElement) -> None:
    """Make a list item with a box a task: `<li class="task">`."""
    for box in body.cssselect("li input[type=checkbox]"):
        item = next(above for above in box.iterancestors("li"))
        item.set("class", "task")
        box.drop_tree()


def _cards(body: HtmlElement) -> None:
    """Put the words of a card behind its link: `<a>Title</a> · 6 steps · text`."""
    for card in body.cssselect("a.rb-card, .rb-ways a"):
        words = [_words(span) for span in card.findall("span")]
        for span in card.findall("span"):
            span.drop_tree()
        card.tail = "".join(f" · {found}" for found in words) + (card.tail or "")


def _links_behind_words(body: HtmlElement) -> None:
    """Separate a link in a list from the words before it, which the site sets apart."""
    for link in body.cssselect("li span + a"):
        link.getprevious().tail = " · "


def _definitions(body: HtmlElement) -> None:
    """Write terms and what is said of them as rows of a table, which every wiki can show."""
    for found in body.cssselect("dl"):
        rows = []
        for element in list(found.iter("dt", "dd")):
            if element.tag == "dt":
                rows.append(html.Element("tr"))
            element.tag = "th" if element.tag == "dt" else "td"
            element.tail = None
            if rows:
                rows[-1].append(element)
        found.clear()
        found.tag = "table"
        found.extend(rows)


def _tags(body: HtmlElement) -> None:
    """Write a list of tags in a line."""
    for found in body.cssselect("ul.rb-tags"):
        items = list(found)
        for item in items[:-1]:
            item.tail = " · "
        for item in items:
            item.drop_tag()
        found.drop_tag()


def _headings_in_lists(body: HtmlElement) -> None:
    """Write a heading in a list item as strong words, and separate what follows it."""
    for heading in body.cssselect("li h2, li h3, li h4"):
        heading.tag = "strong"
    for span in body.cssselect("span + span"):
        if next(span.iterancestors("pre"), None) is not None:
            continue  # the colours of code
        span.text = f" · {span.text or ''}"


def _links(body: HtmlElement, address: str) -> None:
    for element in body.cssselect("a[href], img[src]"):
        name = "href" if element.tag == "a" else "src"
        found = _target(element.get(name), address)
        if found:
            element.set(name, found)
        elif element.getparent().get("class") == "rb-more":
            element.getparent().drop_tree()
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
