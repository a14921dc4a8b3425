"""What Rolebook writes down in Confluence of what it published."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rolebook_wiki.confluence.content import StoredContent

ARCHIVED = "archived"
"""Stands for the digest of a page that left the handbook."""

_MESSAGE = re.compile(r" by Rolebook \((\w+)\)$")
_FILE = re.compile(r"^Rolebook (archived )?\((\w+), version (\d+)\) (.+)$")


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
        found = PageRecord(**content.property.value)
    except TypeError:
        return None
    return found if found.page == content.id and found.handbook == handbook else None


def message(digest: str, verb: str = "Published") -> str:
    """Return what is said of a version; it stands there from the moment the version does."""
    return f"{verb} by Rolebook ({digest})"


def digest_in(said: str) -> str:
    """Return the digest in what is said of a version; nothing for a version that a person made."""
    found = _MESSAGE.search(said)
    return found[1] if found else ""


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
    found = _FILE.match(content.comment)
    return FileRecord(found[4], found[2], int(found[3]), bool(found[1])) if found else None
