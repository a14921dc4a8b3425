"""Links between the pages of a git wiki, and the anchors that they lead to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from lxml import html
from lxml.html import HtmlElement

from rolebook.wiki.page import FILE, LINK, WikiHandbook

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Anchors = Mapping[tuple[str, str], str]
"""The anchor in the wiki of each place in the handbook that something links to: a page's id, a place's id."""


def linked(handbook: WikiHandbook, names: Mapping[str, str]) -> Mapping[str, HtmlElement]:
    """Return the content of pages by id, with links to the names that pages have in the wiki.

    Only ids that need an anchor of their own stay. A link to a page or file that is not published becomes
    plain words, one to a place that is not there leads to its page.
    """
    bodies = {page.id: html.fromstring(page.html) for page in handbook.pages}
    anchors = _anchors(bodies)
    files = {file.path for file in handbook.files}
    for page_id, body in bodies.items():
        for link, name in _links(body):
            target = _address(link.get(name), page_id, names, anchors, files)
            if target:
                link.set(name, target)
            elif name == "href":
                link.drop_tag()
            else:
                link.drop_tree()
        _keep_ids(body, {anchor for (page, _), anchor in anchors.items() if page == page_id})
    return bodies


def address(name: str, anchor: str = "") -> str:
    """Return the address of a page or file, relative to any page of the wiki, all of which lie beside it."""
    return quote(name, safe="/-._~") + (f"#{quote(anchor)}" if anchor else "")


def heading_anchor(words: str) -> str:
    """Return the anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def _address(
    link: str, page_id: str, names: Mapping[str, str], anchors: Anchors, files: set[str]
) -> str:
    if link.startswith(FILE):
        path = unquote(link.removeprefix(FILE).partition("#")[0])
        return address(path) if path in files else ""
    target = _target(link, page_id)
    if target is None:
        return link
    page, fragment = target
    if page not in names:
        return ""
    anchor = anchors.get((page, fragment), "")
    if page == page_id and anchor:
        return f"#{quote(anchor)}"
    return address(names[page], anchor)


def _target(link: str, page_id: str) -> tuple[str, str] | None:
    """Return the page and the place on it that a link leads to; None for one that leads elsewhere."""
    path, _, fragment = link.removeprefix(LINK).partition("#")
    if link.startswith(LINK):
        return unquote(path), unquote(fragment)
    return (page_id, unquote(fragment)) if link.startswith("#") else None


def _links(body: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in body.cssselect("a[href], img[src]"):
        yield element, "href" if element.tag == "a" else "src"


def _anchors(bodies: Mapping[str, HtmlElement]) -> Anchors:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for page_id, body in bodies.items():
        for link, name in _links(body):
            page, fragment = _target(link.get(name), page_id) or ("", "")
            if fragment:
                wanted[page].add(fragment)
    return {
        (page_id, fragment): anchor
        for page_id, fragments in wanted.items()
        if page_id in bodies
        for fragment, anchor in _anchors_on(bodies[page_id], fragments)
    }


def _anchors_on(body: HtmlElement, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the anchor of each wanted place on a page.

    A heading's is the one that wikis make of its words, where all of them make the same; GitLab writes one
    dash for several and counts headings that say the same in a way of its own.
    """
    made = Counter(heading_anchor(element.text_content()) for element in body.iter(*_HEADINGS))
    for element in body.cssselect("[id]"):
        own = element.get("id")
        if own not in wanted:
            continue
        found = heading_anchor(element.text_content()) if element.tag in _HEADINGS else ""
        is_alike = re.search(r"[^\W\d]", found) and "--" not in found and made[found] == 1
        yield own, found if is_alike else own


def _keep_ids(body: HtmlElement, anchors: set[str]) -> None:
    for element in body.iter():
        own = element.get("id") if isinstance(element.tag, str) else None
        if own is not None and own not in anchors:
            del element.attrib["id"]
