"""The mark by which Rolebook knows its pages in a MediaWiki: a comment at the end that no reader sees."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from urllib.parse import quote, unquote

from rolebook_wiki.plan import Existing, Wanted
from rolebook_wiki.sentences import Sentences

_MARK = re.compile(
    r"\n?<!-- rolebook of=(?P<handbook>\S*) id=(?P<id>\S*) digest=(?P<digest>\S+) title=(?P<title>.*?) -->"
    r"\s*$"
)
_CATEGORY = re.compile(r"\[\[Category:([^\]]*)\]\]\s*$")
_ARCHIVED = "archived"


def digest(text: str) -> str:
    """Return what is the same for two texts that MediaWiki keeps as one."""
    kept = unicodedata.normalize("NFC", text).strip()
    return sha256(kept.encode()).hexdigest()[:32]


def marked(wanted: Wanted, handbook: str) -> str:
    """Return a page's text with its mark: of which handbook it is, what Rolebook wrote, at which title."""
    return f"{wanted.text}\n{_mark(handbook, wanted.id, wanted.digest, wanted.title)}"


def archived(existing: Existing, text: str, handbook: str, sentences: Sentences, title: str = "") -> str:
    """Return the text of a page that is no longer in the handbook: marked so, and out of its category."""
    body = _CATEGORY.sub(r"[[Category:\1 (archive)]]", _MARK.sub("", text).strip())
    gone = f"'''{sentences.gone}'''"
    noted = body if body.startswith(gone) else f"{gone}\n\n{body}"
    return f"{noted}\n{_mark(handbook, existing.id, _ARCHIVED, title or existing.title)}"


def existing_page(
    title: str, revision: str, text: str, handbooks: Collection[str], file_digest: str = ""
) -> Existing:
    """Return a page as the plan sees it, from its text; a file is compared by the digest of its bytes.

    `handbooks` are the ids that the company has and had; a page of another's handbook is not ours.
    """
    mark = _MARK.search(text)
    if not mark:
        return Existing(title, revision, file_digest or digest(text))
    now = file_digest or digest(text[: mark.start()])
    other = unquote(mark["handbook"])
    if other not in handbooks:
        held = f'this page is of the handbook "{other}"; give each company a `root` of its own'
        return Existing(title, revision, now, held=held)
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


def _mark(handbook: str, page_id: str, last_digest: str, title: str) -> str:
    return f"<!-- rolebook of={quote(handbook)} id={quote(page_id)} digest={last_digest} title={title} -->"
