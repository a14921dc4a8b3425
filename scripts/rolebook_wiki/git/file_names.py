"""The names that pages have as files of a git wiki: readable, all different, and allowed everywhere."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from unicodedata import normalize

from rolebook_wiki.page import HOME, WikiHandbook, WikiPage

HOME_NAME = "Home"
SIDEBAR = "_Sidebar"

_OF_WIKIS = frozenset(
    {"home", "pages", "new", "edit", "raw", "history", "diff", "git_access", "templates", "uploads", "assets"}
)
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that a wiki's own addresses, or Windows, have taken."""

_SHORT = 60


def file_names(handbook: WikiHandbook) -> Mapping[str, str]:
    """Return the name of each page by its id, without extension; wikis want the home page to be `Home`.

    GitLab, macOS and Windows do not tell `Lead` from `lead`, so names differ in more than their case. Pages
    that would share a name carry that of the page they belong under, or else a few digits of their id.
    """
    by_id = {page.id: page for page in handbook.pages}
    named = {page.id: file_name(full_title(page)) for page in handbook.pages if page.id != HOME}
    for ending in (lambda page_id: _parent_name(by_id, page_id), _digits):
        named = _told_apart(named, ending)
    return {HOME: HOME_NAME} | named


def full_title(page: WikiPage) -> str:
    """Return what a page is called where nothing around it says so: `QA Engineer Career ladder`."""
    return f"{page.title} {page.kind}".strip()


def file_name(title: str, longest: int = 160) -> str:
    """Return a title as a file's name: letters, digits, dots and dashes; for a title that has none, `page`.

    `longest` is in bytes: file systems end at 255, and what tells names apart and an extension follow.
    """
    name = re.sub(r"[^\w.]+", "-", normalize("NFC", title))
    name = re.sub(r"\.{2,}", ".", name).strip("-._")
    short = name.encode()[:longest].decode(errors="ignore").rstrip("-._")
    lower = short.casefold()
    if lower in _OF_WIKIS or _OF_WINDOWS.fullmatch(lower) or lower.endswith(".md"):
        return f"{short}-page"
    return short or "page"


def _told_apart(named: Mapping[str, str], ending: Callable[[str], str]) -> dict[str, str]:
    shared = Counter(name.casefold() for name in (HOME_NAME, *named.values()))
    return {
        page_id: "-".join(filter(None, (name, ending(page_id)))) if shared[name.casefold()] > 1 else name
        for page_id, name in named.items()
    }


def _parent_name(by_id: Mapping[str, WikiPage], page_id: str) -> str:
    parent = by_id.get(by_id[page_id].parent)
    return file_name(parent.title, _SHORT) if parent and parent.id != HOME else ""


def _digits(page_id: str) -> str:
    return sha256(page_id.encode()).hexdigest()[:6]
