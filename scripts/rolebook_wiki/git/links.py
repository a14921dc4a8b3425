"""Links between the pages of a git wiki, and the places that they lead to."""

from collections.abc import Iterator, Mapping, Set
from urllib.parse import quote

from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.anchors import linked_anchors
from rolebook_wiki.link import linked_file, linked_page
from rolebook_wiki.page import FILE, WikiHandbook


def linked(handbook: WikiHandbook, names: Mapping[str, str]) -> Mapping[str, HtmlElement]:
    """Return the content of pages by id, with links to the names that pages have in the wiki.

    Only ids that a link leads to stay; wikis make anchors of headings in ways of their own. A link to a page
    or file that is not published becomes plain words, one to a place that is not there leads to its page.
    """
    bodies = {page.id: html.fromstring(page.html) for page in handbook.pages}
    asked = linked_anchors(handbook)
    anchors = {page_id: _keep_ids(body, asked.get(page_id, set())) for page_id, body in bodies.items()}
    files = {file.path for file in handbook.files}
    for page_id, body in bodies.items():
        for link, name in tuple(_links(body)):
            target = _address(link.get(name), page_id, names, anchors, files)
            if target:
                link.set(name, target)
            elif name == "href":
                link.drop_tag()
            else:
                link.drop_tree()
    return bodies


def address(name: str, anchor: str = "") -> str:
    """Return the address of a page or file, relative to any page of the wiki, all of which lie beside it."""
    return quote(name, safe="/-._~") + (f"#{quote(anchor)}" if anchor else "")


def _address(
    link: str, page_id: str, names: Mapping[str, str], anchors: Mapping[str, Set[str]], files: Set[str]
) -> str:
    if link.startswith(FILE):
        path = linked_file(link)
        return address(path) if path in files else ""
    target = linked_page(link, page_id)
    if target is None:
        return link
    page, fragment = target
    if page not in names:
        return ""
    anchor = fragment if fragment in anchors[page] else ""
    if page == page_id and anchor:
        return f"#{quote(anchor)}"
    return address(names[page], anchor)


def _links(body: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in body.cssselect("a[href], img[src]"):
        yield element, "href" if element.tag == "a" else "src"


def _keep_ids(body: HtmlElement, asked: Set[str]) -> Set[str]:
    """Take the ids away that nothing asks for, and return those that are left."""
    left = set()
    for element in body.cssselect("[id]"):
        if element.get("id") in asked:
            left.add(element.get("id"))
        else:
            del element.attrib["id"]
    return left
