"""A page of the handbook as MediaWiki holds it."""

import re
from collections.abc import Iterator, Mapping

from rolebook_wiki.anchors import linked_anchors
from rolebook_wiki.link import linked_file, linked_page
from rolebook_wiki.mediawiki.mark import digest
from rolebook_wiki.mediawiki.wikitext import Target, address, literal, wikitexts
from rolebook_wiki.page import FILE, HOME, WikiHandbook, WikiPage
from rolebook_wiki.page_tree import PageTree
from rolebook_wiki.plan import Wanted
from rolebook_wiki.sentences import Sentences

CATEGORY = "category:"
"""The id of the category's own page; no page of a handbook has it."""

_REDIRECT = re.compile(r"\s*#REDIRECT\s*:?\s*\[\[:?([^|\]#]*)", re.IGNORECASE)


def wanted_pages(
    handbook: WikiHandbook, titles: Mapping[str, str], files: Mapping[str, str], sentences: Sentences
) -> Iterator[Wanted]:
    """Yield the pages as wikitext.

    `titles` are theirs by id, `files` those of the files that the wiki takes, by site path.
    """
    anchors = linked_anchors(handbook)
    texts = wikitexts(
        [page.html for page in handbook.pages],
        [anchors.get(page.id, ()) for page in handbook.pages],
        _target(titles, files),
    )
    ways = _Ways(handbook, titles)
    for page, text in zip(handbook.pages, texts, strict=True):
        parts = (_note(page, sentences), ways.up(page), ways.down(page), text, category(titles[HOME]))
        whole = "\n\n".join(part for part in parts if part)
        yield Wanted(page.id, titles[page.id], whole, digest(whole))


def wanted_category(top: str, namespace: str) -> Wanted:
    """Return the page that says what the handbook's category is."""
    text = f"[[:{top}]]"
    return Wanted(CATEGORY, f"{namespace}:{top}", text, digest(text))


class _Ways:
    """The links that lead from a page to those above and below it."""

    def __init__(self, handbook: WikiHandbook, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._tree = PageTree(handbook)

    def up(self, page: WikiPage) -> str:
        """Return a line with the pages above a page: `Handbook › Roles › QA Engineer`."""
        return " › ".join(self._link(above) for above in self._tree.above(page))

    def down(self, page: WikiPage) -> str:
        """Return a line with the pages of the handbook's front, or of a role; other pages list them."""
        if page.id != HOME and not page.id.startswith("roles/"):
            return ""
        return " · ".join(self._link(below) for below in self._tree.below(page.id))

    def _link(self, page: WikiPage) -> str:
        title = self._titles[page.id]
        shown = title if page.id == HOME else page.kind or page.title
        return f"[[:{title}|{literal(shown)}]]"


def category(top: str) -> str:
    """Return what puts a page among those of the handbook whose home page has a title."""
    return f"[[Category:{top}]]"


def _target(titles: Mapping[str, str], files: Mapping[str, str]) -> Target:
    def target(link: str) -> str:
        if link.startswith(FILE):
            return files.get(linked_file(link), "").partition(":")[2]
        page, fragment = linked_page(link, "") or ("", "")
        return f":{titles[page]}{fragment and '#'}{fragment}" if page in titles else ""

    return target


def _note(page: WikiPage, sentences: Sentences) -> str:
    where = literal(sentences.edit_in_folder)
    if page.edited_at:
        where = f"[{address(page.edited_at)} {literal(sentences.edit)}]"
    return f"''{literal(sentences.generated)}'' {where}"


def redirect_to(text: str) -> str:
    """Return the title that a page's text leads on to; empty for a page that is no redirect."""
    match = _REDIRECT.match(text)
    return match[1].replace("_", " ").strip() if match else ""
