"""The names that pages have as files of a git wiki: readable, all different, and allowed everywhere."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from unicodedata import normalize

from rolebook.wiki.page import WikiHandbook, WikiPage

HOME = "Home"
SIDEBAR = "_Sidebar"

_RESERVED = frozenset(
    "home pages new edit raw history diff git_access templates uploads assets con prn aux nul"
    " com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)
"""Names that a wiki's own addresses, or Windows, have taken."""

_SHORT = 60


def file_names(handbook: WikiHandbook, home: str = HOME) -> Mapping[str, str]:
    """Return the name of each page by its id, without extension; `home` is the home page's.

    GitLab, macOS and Windows do not tell `Lead` from `lead`, so names differ in more than their case. Pages
    that would share a name carry that of the page they belong under, or else a few digits of their id.
    """
    by_id = {page.id: page for page in handbook.pages}
    named = {page.id: file_name(full_title(page)) for page in handbook.pages if page.id}
    for ending in (lambda page_id: _parent_name(by_id, page_id), _digits):
        named = _told_apart(named, home, ending)
    return {"": home} | named


def full_title(page: WikiPage) -> str:
    """Return what a page is called where nothing around it says so: `QA Engineer Career ladder`."""
    return f"{page.title} {page.kind}".strip()


def file_name(title: str, longest: int = 160) -> str:
    """Return a title as a file's name: letters, digits, dots and dashes; for a title that has none, `page`.

    `longest` is in bytes: file systems end at 255, and what tells names apart and an extension follow.
    """
    words = re.sub(r"[^\w.]+", "-", normalize("NFC", title))
    words = re.sub(r"\.{2,}", ".", words).strip("-._")
    short = words.encode()[:longest].decode(errors="ignore").rstrip("-._")
    if short.casefold() in _RESERVED or short.casefold().endswith(".md"):
        return f"{short}-page"
    return short or "page"


def _told_apart(named: Mapping[str, str], home: str, ending: Callable[[str], str]) -> dict[str, str]:
    shared = Counter(name.casefold() for name in (home, *named.values()))
    return {
        page_id: "-".join(filter(None, (name, ending(page_id)))) if shared[name.casefold()] > 1 else name
        for page_id, name in named.items()
    }


def _parent_name(by_id: Mapping[str, WikiPage], page_id: str) -> str:
    parent = by_id.get(by_id[page_id].parent)
    return file_name(parent.title, _SHORT) if parent and parent.id else ""


def _digits(page_id: str) -> str:
    return sha256(page_id.encode()).hexdigest()[:6]
