"""A page of the handbook as MediaWiki holds it: its title, its text, and the mark by which it is known."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from posixpath import basename
from urllib.parse import quote, unquote

from rolebook.wiki.anchors import linked_anchors
from rolebook.wiki.page import FILE, HOME, LINK, WikiHandbook, WikiPage
from rolebook.wiki.plan import Existing, Wanted
from rolebook.wiki.wikitext import Target, wikitexts

_NOT_IN_TITLES = str.maketrans({**dict(zip("#<>[]|{}_/%", "♯‹›()¦() ∕％", strict=True)), "~": "∼"})
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST = 230
"""Bytes; MediaWiki takes 255, namespace and the id of a shared title included."""

_MARK = re.compile(r"\n?<!-- rolebook id=(?P<id>\S*) digest=(?P<digest>\S+) title=(?P<title>.*?) -->\s*$")
_CATEGORY = re.compile(r"\[\[Category:([^\]]*)\]\]\s*$")
_ARCHIVED = "archived"
_GONE = "'''This page is no longer in the handbook.''' It is kept as it was."


def title_part(text: str) -> str:
    """Return a text as a part of a title: what MediaWiki takes in none is replaced by what looks like it."""
    safe = _ENTITY.sub("＆", _CONTROL.sub(" ", text)).translate(_NOT_IN_TITLES)
    safe = " ".join(safe.split()).strip(".:") or "…"
    while len(safe.encode()) > _LONGEST // 2:
        safe = safe[:-1]
    return safe


def page_titles(handbook: WikiHandbook, root: str) -> Mapping[str, str]:
    """Return the title of each page by its id: `Handbook/QA Engineer/Career ladder`."""
    by_id = {page.id: page for page in handbook.pages}
    top = title_part(root)
    top = top[:1].upper() + top[1:]
    plain = {page.id: _title(page, by_id, top) for page in handbook.pages}
    shared = Counter(name.casefold() for name in plain.values())
    return {
        page: f"{name} ({title_part(page.replace('/', ' '))})" if shared[name.casefold()] > 1 else name
        for page, name in plain.items()
    }


def _title(page: WikiPage, by_id: Mapping[str, WikiPage], top: str) -> str:
    if page.id == HOME:
        return top
    above = by_id.get(page.parent)
    if above and above.id.startswith("roles/"):
        return f"{top}/{title_part(above.title)}/{title_part(page.kind or page.title)}"
    return f"{top}/{title_part(page.title)}"


def file_title(path: str, root: str) -> str:
    """Return what a file is called: the wiki's files share one room, so the root stands before the name."""
    return f"File:{title_part(root).replace(' ', '-')}-{title_part(basename(path))}".replace(" ", "_")


def wanted_pages(handbook: WikiHandbook, root: str, files: Mapping[str, str]) -> Iterator[Wanted]:
    """Yield the pages as wikitext; `files` maps site paths to the titles of files the wiki takes."""
    titles = page_titles(handbook, root)
    target = _target(titles, files)
    anchors = linked_anchors(handbook)
    texts = wikitexts(
        [page.html for page in handbook.pages], [anchors.get(page.id, ()) for page in handbook.pages], target
    )
    for page, text in zip(handbook.pages, texts, strict=True):
        whole = f"{_note(page)}\n\n{text}\n\n[[Category:{titles[HOME]}]]"
        yield Wanted(page.id, titles[page.id], whole, digest(whole))


def _target(titles: Mapping[str, str], files: Mapping[str, str]) -> Target:
    def target(address: str) -> str:
        if address.startswith(FILE):
            found = files.get(address.removeprefix(FILE), "")
            return found.replace("File:", "Media:", 1)
        page, mark, fragment = address.removeprefix(LINK).partition("#")
        return f":{titles[page]}{mark}{fragment}" if page in titles else ""

    return target


def _note(page: WikiPage) -> str:
    where = f" [{page.edited_at} Edit its source.]" if page.edited_at else ""
    return (
        f"''This page is made from the handbook of roles, and comes from there again when they change.{where}"
        " What you change here is noticed, and not overwritten unasked.''"
    )


def digest(text: str) -> str:
    """Return what is the same for two texts that MediaWiki keeps as one."""
    return sha256(text.strip().encode()).hexdigest()[:32]


def marked(wanted: Wanted) -> str:
    """Return a page's text with the mark that says what Rolebook wrote, and under which title."""
    return f"{wanted.text}\n{_mark(wanted.id, wanted.digest, wanted.title)}"


def archived(existing: Existing, text: str) -> str:
    """Return the text of a page that is no longer in the handbook: marked so, and out of its category."""
    found = _CATEGORY.sub(r"[[Category:\1 (archive)]]", _MARK.sub("", text).strip())
    return f"{_GONE}\n\n{found}\n{_mark(existing.id, _ARCHIVED, existing.title)}"


def _mark(page_id: str, found: str, title: str) -> str:
    return f"<!-- rolebook id={quote(page_id)} digest={found} title={title} -->"


def existing_page(title: str, revision: str, text: str) -> Existing:
    """Return a page as the plan sees it, from its text."""
    mark = _MARK.search(text)
    if not mark:
        return Existing(title, revision, digest(text))
    now = digest(text[: mark.start()])
    is_archived = mark["digest"] == _ARCHIVED
    return Existing(
        title,
        revision,
        now,
        id=unquote(mark["id"]),
        published=now if is_archived else mark["digest"],
        named=mark["title"],
        archived=is_archived,
    )
