"""Attachments in Confluence's REST API."""

import time
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from rolebook_wiki.confluence.server import ATTEMPTS, BUSY, ConfluenceRefusedError, ConfluenceServer
from rolebook_wiki.confluence.stored_content import StoredContent, content_of
from rolebook_wiki.wiki import WikiError

_PER_REQUEST = 200
_PAUSE = 0.5
_LONGEST_PAUSE = 30
_NO_FORM = MappingProxyType({"X-Atlassian-Token": "no-check"})
"""What an upload needs, so that it is not taken for another site's form."""


class Attachments:
    """The files of one page. Methods raise `ConfluenceRefusedError` and `WikiError`."""

    def __init__(self, server: ConfluenceServer, page: str) -> None:
        self._server = server
        self._path = f"content/{page}/child/attachment"

    def all(self) -> Iterator[StoredContent]:
        """Yield the attachments of the page."""
        params = {"expand": "version", "limit": _PER_REQUEST}
        yield from map(content_of, self._server.all(self._path, params))

    def named(self, name: str) -> StoredContent | None:
        """Return the attachment of a name."""
        params = {"expand": "version", "filename": name}
        return next(map(content_of, self._server.all(self._path, params)), None)

    def add(self, name: str, data: bytes, comment: str) -> None:
        """Attach a file to the page."""
        self._upload(self._path, name, data, comment)

    def write(self, attachment: StoredContent, data: bytes, comment: str) -> None:
        """Write a new version of an attachment; before each further try, see whether the last one arrived."""
        for attempt in range(ATTEMPTS + 1):
            try:
                self._upload(f"{self._path}/{attachment.id}/data", attachment.title, data, comment, once=True)
            except (WikiError, ConfluenceRefusedError) as error:
                passing = not isinstance(error, ConfluenceRefusedError) or error.status in BUSY
                if not passing or attempt == ATTEMPTS:
                    raise
                time.sleep(min(_PAUSE * 2**attempt, _LONGEST_PAUSE))
                attached = self.named(attachment.title)
                if attached and attached.comment == comment:
                    return
            else:
                return

    def set_comment(self, attachment: StoredContent, comment: str) -> None:
        """Change what is said of an attachment."""
        data = {
            "id": attachment.id,
            "type": "attachment",
            "version": {"number": attachment.version},
            "metadata": {"comment": comment},
        }
        self._server.request("PUT", f"{self._path}/{attachment.id}", json=data)

    def remove(self, attachment: StoredContent) -> None:
        """Put an attachment into the trash; one that is gone already is as it should be."""
        self._server.delete(f"content/{attachment.id}")

    def _upload(self, path: str, name: str, data: bytes, comment: str, **given: Any) -> None:
        files = {"file": (name, data)}
        fields = {"comment": comment, "minorEdit": "true"}
        self._server.request("POST", path, files=files, data=fields, headers=dict(_NO_FORM), **given)
