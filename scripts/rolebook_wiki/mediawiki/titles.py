"""What the pages and files of a handbook are called in a MediaWiki."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from posixpath import basename

from rolebook_wiki.page import HOME, WikiHandbook, WikiPage

_LOOKALIKES = str.maketrans({**dict(zip("#<>[]|{}_/%~", "♯‹›()¦() ∕％∼", strict=True)), "\ufffd": "?"})
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NEVER = re.compile(r"[\x00-\x1f\x7f\u00ad\u180e\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_LONGEST = 180
_LONGEST_ID = 60
"""Bytes; MediaWiki takes 255 for the whole, here with the root and the id of a shared title."""


def title_part(text: str) -> str:
    """Return a text as a part of a title: what MediaWiki takes in none is replaced by what looks like it."""
    plain = _NEVER.sub(" ", unicodedata.normalize("NFC", text))
    safe = _ENTITY.sub("＆", plain).translate(_LOOKALIKES)
    return " ".join(safe.split()).strip(".: ") or "…"


def root_title(root: str) -> str:
    """Return the title that a root such as `Handbook` or `Project:Handbook/People` asks for."""
    return "/".join(title_part(part) for part in root.split("/"))


def record_title(top: str) -> str:
    """Return the title of the page that says what is published below the home page's title."""
    return f"{top}/Published pages"


def page_titles(handbook: WikiHandbook, top: str) -> Mapping[str, str]:
    """Return the title of each page by its id: `Handbook/QA Engineer/Career ladder`.

    `top` is the home page's title. Titles that only differ in case get the id behind them.
    """
    by_id = {page.id: page for page in handbook.pages}
    plain = {page.id: _cut(_title(page, by_id, top), _LONGEST) for page in handbook.pages}
    shared = Counter(name.casefold() for name in (record_title(top), *plain.values()))
    return {
        page: f"{name} ({_brief(page)})" if shared[name.casefold()] > 1 else name
        for page, name in plain.items()
    }


def _title(page: WikiPage, by_id: Mapping[str, WikiPage], top: str) -> str:
    if page.id == HOME:
        return top
    above = by_id.get(page.parent)
    if above and above.id.startswith("roles/"):
        return f"{top}/{title_part(above.title)}/{title_part(page.kind or page.title)}"
    return f"{top}/{title_part(page.title)}"


def _cut(text: str, longest: int) -> str:
    return text.encode()[:longest].decode(errors="ignore").rstrip()


def _brief(page_id: str) -> str:
    """Return an id as a title shows it; a long one is told apart by a digest."""
    shown = title_part(page_id.replace("/", " "))
    if len(shown.encode()) <= _LONGEST_ID:
        return shown
    return f"{_cut(shown, _LONGEST_ID - 9)} {sha256(page_id.encode()).hexdigest()[:8]}"


def file_titles(paths: tuple[str, ...], top: str, namespace: str) -> Mapping[str, str]:
    """Return what files are called by their site paths: `File:Handbook-way.svg`.

    A wiki's files share one room, so the home page's title stands before the name.
    """
    names = Counter(basename(path).casefold() for path in paths)
    return {
        path: f"{namespace}:{_file_part(top)}-"
        f"{_file_part(path if names[basename(path).casefold()] > 1 else basename(path))}"
        for path in paths
    }


def _file_part(text: str) -> str:
    """Return a text as a part of a file's name, which takes less than a title does."""
    return re.sub(r"[ :/\\∕]+", "-", title_part(text))
