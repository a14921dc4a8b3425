"""Pages in Confluence's REST API: the part of its first version that Cloud and Data Center both have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rolebook_wiki.confluence.attachments import Attachments
from rolebook_wiki.confluence.server import ConfluenceRefusedError, ConfluenceServer
from rolebook_wiki.confluence.stored_content import PROPERTY, Property, StoredContent, content_of

_NOT_FOUND = 404
_PER_REQUEST = 200
_BODIES_PER_REQUEST = 50
_FEW = 10
_OF_PAGE = f"version,ancestors,metadata.properties.{PROPERTY}"


class ConfluenceApi:
    """The pages of one Confluence. Methods raise `ConfluenceRefusedError` and `WikiError`."""

    def __init__(self, server: ConfluenceServer) -> None:
        self._server = server

    def attachments(self, page: str) -> Attachments:
        """Return the attachments of a page."""
        return Attachments(self._server, page)

    def home_of(self, space: str) -> str:
        """Return the number of a space's home page."""
        answer = self._server.json("GET", f"space/{space}", params={"expand": "homepage"})
        return str((answer.get("homepage") or {}).get("id", ""))

    def page(self, content: str, *, body: bool = False) -> StoredContent:
        """Return a page by its number."""
        expand = f"{_OF_PAGE},space" + (",body.storage" if body else "")
        return content_of(self._server.json("GET", f"content/{content}", params={"expand": expand}))

    def titled(self, space: str, title: str) -> StoredContent | None:
        """Return the page of a title in a space."""
        params = {
            "spaceKey": space,
            "title": title,
            "type": "page",
            "expand": f"{_OF_PAGE},space,body.storage",
        }
        results = self._server.json("GET", "content", params=params)["results"]
        return content_of(results[0]) if results else None

    def pages(self, space: str) -> Iterator[StoredContent]:
        """Yield the pages of a space, without their text."""
        params = {"spaceKey": space, "type": "page", "expand": _OF_PAGE, "limit": _PER_REQUEST}
        yield from map(content_of, self._server.all("content", params))

    def bodies(self, space: str, wanted: Iterable[str]) -> Iterator[StoredContent]:
        """Yield pages with their text; many of them in few requests."""
        numbers = set(wanted)
        if len(numbers) <= _FEW:
            yield from (self.page(content, body=True) for content in sorted(numbers))
            return
        params = {
            "spaceKey": space,
            "type": "page",
            "expand": f"{_OF_PAGE},body.storage",
            "limit": _BODIES_PER_REQUEST,
        }
        yield from (
            content_of(result) for result in self._server.all("content", params) if result["id"] in numbers
        )

    def text_of(self, content: str, version: int) -> str | None:
        """Return the text of an earlier version; nothing where it is no longer kept."""
        params = {"status": "historical", "version": version, "expand": "body.storage"}
        try:
            return content_of(self._server.json("GET", f"content/{content}", params=params)).body
        except ConfluenceRefusedError:
            return None

    def create(self, space: str, parent: str, title: str, body: str) -> StoredContent:
        """Create a page."""
        data = {
            "type": "page",
            "title": title,
            "space": {"key": space},
            "ancestors": [{"id": parent}],
            "body": _storage(body),
        }
        return replace(content_of(self._server.json("POST", "content", json=data)), version=1)

    def update(self, page: StoredContent, message: str) -> StoredContent:
        """Write a page's title, text and place as the version after the one it has."""
        data = {
            "id": page.id,
            "type": "page",
            "title": page.title,
            "version": {"number": page.version + 1, "message": message, "minorEdit": True},
            # Always said: some versions of Confluence move a page to the top of its space otherwise.
            "ancestors": [{"id": page.parent}] if page.parent else [],
            "body": _storage(page.body),
        }
        return content_of(self._server.json("PUT", f"content/{page.id}", json=data))

    def delete(self, content: str) -> None:
        """Put a page into the trash; one that is gone already is as it should be."""
        self._server.delete(f"content/{content}")

    def properties(self, content: str) -> Mapping[str, Property]:
        """Return all properties of a page."""
        results = self._server.all(
            f"content/{content}/property", {"expand": "version", "limit": _PER_REQUEST}
        )
        return {one["key"]: Property(one["value"], one["version"]["number"]) for one in results}

    def property(self, content: str, key: str) -> Property | None:
        """Return a property of a page."""
        try:
            result = self._server.json(
                "GET", f"content/{content}/property/{key}", params={"expand": "version"}
            )
        except ConfluenceRefusedError as error:
            if error.status == _NOT_FOUND:
                return None
            raise
        return Property(result["value"], result["version"]["number"])

    def set_property(
        self, content: str, key: str, value: Mapping[str, Any], before: Property | None
    ) -> Property:
        """Write a property over the one that stands there."""
        data = {"key": key, "value": value}
        if before is None:
            self._server.request("POST", f"content/{content}/property", json=data)
            return Property(value, 1)
        data["version"] = {"number": before.version + 1, "minorEdit": True}
        self._server.request("PUT", f"content/{content}/property/{key}", json=data)
        return Property(value, before.version + 1)

    def delete_property(self, content: str, key: str) -> None:
        """Take a property away."""
        self._server.delete(f"content/{content}/property/{key}")

    def label(self, content: str, names: Iterable[str]) -> None:
        """Put labels on a page; those it has stay."""
        data = [{"prefix": "global", "name": name} for name in names]
        self._server.request("POST", f"content/{content}/label", json=data)

    def unlabel(self, content: str, name: str) -> None:
        """Take a label off a page."""
        self._server.delete(f"content/{content}/label", params={"name": name})

    def open_comments(self, content: str) -> frozenset[str]:
        """Return the marks of inline comments that nobody resolved."""
        params = {"expand": "extensions.inlineProperties,extensions.resolution", "location": "inline"}
        comments = self._server.all(f"content/{content}/child/comment", params | {"limit": _PER_REQUEST})
        return frozenset(
            one["extensions"]["inlineProperties"]["markerRef"]
            for one in comments
            if one["extensions"].get("resolution", {}).get("status") != "resolved"
            and one["extensions"].get("inlineProperties")
        )

    def has_comments(self, content: str) -> bool:
        """Tell whether anybody commented on a page."""
        params = {"depth": "all", "limit": 1}
        return bool(self._server.json("GET", f"content/{content}/child/comment", params=params)["results"])


def _storage(body: str) -> dict[str, Any]:
    return {"storage": {"value": body, "representation": "storage"}}
