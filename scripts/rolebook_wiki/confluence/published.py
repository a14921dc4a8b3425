"""Which pages of a handbook are published, written down in properties of the page that they stand below."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rolebook_wiki.confluence.api import ConfluenceApi
from rolebook_wiki.confluence.server import ConfluenceRefusedError
from rolebook_wiki.confluence.stored_content import PROPERTY, Property
from rolebook_wiki.wiki import WikiError

_PART_SIZE = 24_000
"""A property holds 32 KB at most."""
_OUTDATED = 409


class Published:
    """The titles of the pages published last by their ids, for one handbook below one page."""

    def __init__(self, api: ConfluenceApi, root: str, handbook: str) -> None:
        self._api = api
        self._root = root
        self._prefix = f"{PROPERTY}-{handbook}-"
        self._properties: Mapping[str, Property] = {}

    def read(self) -> Mapping[str, str]:
        """Return what is written down now."""
        properties = self._api.properties(self._root)
        self._properties = {key: one for key, one in properties.items() if key.startswith(self._prefix)}
        return self.titles

    @property
    def titles(self) -> Mapping[str, str]:
        """Return what was written down when it was read last."""
        joined: dict[str, str] = {}
        for stored in self._properties.values():
            joined |= stored.value["published"]
        return joined

    def write(self, published: Mapping[str, str]) -> None:
        """Write down what is published, if it changed; what another publish wrote meanwhile stays."""
        before = self.titles
        if before == published:
            return
        try:
            self._write(published)
        except ConfluenceRefusedError as error:
            if error.status != _OUTDATED:
                raise WikiError(f"what was published cannot be written down: {error}") from error
            gone = set(before) - set(published)
            others = {page: title for page, title in self.read().items() if page not in gone}
            self._write(dict(sorted((others | dict(published)).items())))

    def _write(self, published: Mapping[str, str]) -> None:
        written = dict(_parts(published, self._prefix))
        for key, value in written.items():
            before = self._properties.get(key)
            if before is None or before.value != value:
                self._set(key, value, before)
        for key in self._properties:
            if key not in written:
                self._api.delete_property(self._root, key)

    def _set(self, key: str, value: Mapping[str, Any], before: Property | None) -> None:
        """Write a property; where a first try arrived and its answer did not, that is as good."""
        try:
            self._api.set_property(self._root, key, value, before)
        except ConfluenceRefusedError as error:
            there = self._api.property(self._root, key) if error.status == _OUTDATED else None
            if there is None or there.value != value:
                raise


def _parts(published: Mapping[str, str], prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    part: dict[str, str] = {}
    number, size = 1, 0
    for page_id, title in published.items():
        added = len(json.dumps({page_id: title}))
        if size + added > _PART_SIZE:
            yield f"{prefix}{number}", {"published": part}
            part, number, size = {}, number + 1, 0
        part[page_id] = title
        size += added
    yield f"{prefix}{number}", {"published": part}
