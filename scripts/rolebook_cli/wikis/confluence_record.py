"""What Rolebook writes down in Confluence of what it published."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rolebook_cli.wikis.confluence_api import PROPERTY, Content, Property

ARCHIVED = "archived"
"""Stands for the digest of a page that left the handbook."""

_MESSAGE = re.compile(r" by Rolebook \((\w+)\)$")
_FILE = re.compile(r"^Rolebook (archived )?\((\w+)\) (.+)$")
_PART = f"{PROPERTY}-record-"
_PART_SIZE = 24_000
"""A property holds 32 KB at most."""


@dataclass(frozen=True)
class PageRecord:
    """What Rolebook knows of a page that it made.

    `page` is the page's own number: a copy of the page has the property too, and is nobody's but the
    person's who made it. `root` is the page that the handbook stands below.
    """

    id: str
    root: str
    page: str
    digest: str
    version: int
    title: str
    archived: bool = False

    @property
    def value(self) -> Mapping[str, Any]:
        """Return the record as it is stored."""
        return asdict(self)


def page_record(content: Content, root: str) -> PageRecord | None:
    """Return what Rolebook wrote down of a page; nothing for a page that it did not make."""
    if not content.property:
        return None
    try:
        found = PageRecord(**content.property.value)
    except TypeError:
        return None
    return found if found.page == content.id and found.root == root else None


def message(digest: str, verb: str = "Published") -> str:
    """Return what is said of a version; it stands there from the moment the version does."""
    return f"{verb} by Rolebook ({digest})"


def digest_in(said: str) -> str:
    """Return the digest in what is said of a version; nothing for a version that a person made."""
    found = _MESSAGE.search(said)
    return found[1] if found else ""


@dataclass(frozen=True)
class FileRecord:
    """What Rolebook says of an attachment that it made."""

    path: str
    digest: str
    archived: bool = False

    @property
    def comment(self) -> str:
        """Return the record as it is stored."""
        return f"Rolebook {'archived ' if self.archived else ''}({self.digest}) {self.path}"


def file_record(content: Content) -> FileRecord | None:
    """Return what Rolebook said of an attachment; nothing for a version that it did not make."""
    found = _FILE.match(content.comment)
    return FileRecord(found[3], found[2], bool(found[1])) if found else None


def parts(published: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the properties that say which pages are published at which titles."""
    part: dict[str, str] = {}
    number, size = 1, 0
    for page_id, title in published.items():
        added = len(json.dumps({page_id: title}))
        if size + added > _PART_SIZE:
            yield f"{_PART}{number}", {"published": part}
            part, number, size = {}, number + 1, 0
        part[page_id] = title
        size += added
    yield f"{_PART}{number}", {"published": part}


def joined(properties: Mapping[str, Property]) -> Mapping[str, str]:
    """Return which pages are published at which titles."""
    found: dict[str, str] = {}
    for key, stored in properties.items():
        if is_part(key):
            found |= stored.value["published"]
    return found


def is_part(key: str) -> bool:
    """Tell whether a property is part of what says which pages are published."""
    return key.startswith(_PART)
