"""What Rolebook writes down in Confluence of what it published."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from rolebook_wiki.confluence.stored_content import StoredContent

ARCHIVED = "archived"
"""Stands for the digest of a page that left the handbook."""

_MESSAGE = re.compile(r" by Rolebook \((\w+)\)$")
_FILE = re.compile(r"^Rolebook (archived )?\((\w+), version (\d+)\) (.+)$")


def digest_of(data: bytes) -> str:
    """Return the digest by which a text or a file is told from what stood there before."""
    return sha256(data).hexdigest()[:32]


@dataclass(frozen=True)
class PageRecord:
    """What Rolebook knows of a page that it made.

    `page` is the page's own number: a copy of the page has the property too, and is nobody's but the
    person's who made it. `handbook` is the id of the company.
    """

    id: str
    handbook: str
    page: str
    digest: str
    version: int
    title: str
    archived: bool = False

    @property
    def value(self) -> Mapping[str, Any]:
        """Return the record as it is stored."""
        return asdict(self)


def page_record(content: StoredContent, handbook: str) -> PageRecord | None:
    """Return what Rolebook wrote down of a page; nothing for a page that it did not make."""
    if not content.property:
        return None
    try:
        record = PageRecord(**content.property.value)
    except TypeError:
        return None
    return record if record.page == content.id and record.handbook == handbook else None


def message(digest: str, verb: str = "Published") -> str:
    """Return what is said of a version; it stands there from the moment the version does."""
    return f"{verb} by Rolebook ({digest})"


def digest_in(said: str) -> str:
    """Return the digest in what is said of a version; nothing for a version that a person made."""
    match = _MESSAGE.search(said)
    return match[1] if match else ""


@dataclass(frozen=True)
class FileRecord:
    """What Rolebook says of an attachment that it made, and in which version of it."""

    path: str
    digest: str
    version: int
    archived: bool = False

    @property
    def comment(self) -> str:
        """Return the record as it is stored."""
        state = "archived " if self.archived else ""
        return f"Rolebook {state}({self.digest}, version {self.version}) {self.path}"


def file_record(content: StoredContent) -> FileRecord | None:
    """Return what Rolebook said of an attachment; nothing where it said nothing."""
    match = _FILE.match(content.comment)
    return FileRecord(match[4], match[2], int(match[3]), bool(match[1])) if match else None
