"""A page or an attachment as Confluence's REST API gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PROPERTY = "rolebook"
"""The key of the content property in which Rolebook keeps what it knows of a page."""


@dataclass(frozen=True)
class Property:
    """A content property: JSON with a version of its own."""

    value: Mapping[str, Any]
    version: int


@dataclass(frozen=True)
class StoredContent:
    """A page or an attachment as it stands; `parent` is the number of the page above."""

    id: str
    title: str
    version: int
    message: str = ""
    parent: str = ""
    above: tuple[str, ...] = ()
    space: str = ""
    body: str = ""
    comment: str = ""
    property: Property | None = None


def content_of(answer: Mapping[str, Any]) -> StoredContent:
    """Return what an answer says of a page or an attachment."""
    version = answer.get("version") or {}
    metadata = answer.get("metadata") or {}
    stored = (metadata.get("properties") or {}).get(PROPERTY)
    above = tuple(str(one["id"]) for one in answer.get("ancestors") or ())
    comment = metadata.get("comment") or (answer.get("extensions") or {}).get("comment") or ""
    return StoredContent(
        id=str(answer["id"]),
        title=answer["title"],
        version=version.get("number", 0),
        message=version.get("message") or "",
        parent=above[-1] if above else "",
        above=above,
        space=(answer.get("space") or {}).get("key", ""),
        body=((answer.get("body") or {}).get("storage") or {}).get("value", ""),
        comment=comment,
        property=Property(stored["value"], stored["version"]["number"]) if stored else None,
    )
