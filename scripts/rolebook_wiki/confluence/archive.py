"""Pages that left the handbook: in Confluence's trash, or below a page of their own."""

from dataclasses import replace

from rolebook_wiki.confluence.api import ConfluenceApi
from rolebook_wiki.confluence.pages import ARCHIVED_LABEL, ConfluencePages, HandbookInSpace
from rolebook_wiki.confluence.record import ARCHIVED, message, page_record
from rolebook_wiki.confluence.server import ConfluenceRefusedError
from rolebook_wiki.confluence.state import KnownPage, SpaceReader
from rolebook_wiki.confluence.storage_format import archive_note
from rolebook_wiki.confluence.stored_content import StoredContent
from rolebook_wiki.confluence.wanted import ARCHIVE, archive_text, archived_title
from rolebook_wiki.plan import Wanted

_TAKEN, _FORBIDDEN = 400, 403


class Archive:
    """Takes pages out of a handbook. Methods raise `EditedMeanwhileError` and `ConfluenceRefusedError`."""

    def __init__(
        self, api: ConfluenceApi, reader: SpaceReader, in_space: HandbookInSpace, pages: ConfluencePages
    ) -> None:
        self._api = api
        self._reader = reader
        self._in_space = in_space
        self._pages = pages

    def take(self, page_id: str) -> None:
        """Put a page into the trash, or into the archive where the account may not or people wrote there."""
        known = self._in_space.reading.known[page_id]
        current = self._api.page(known.content.id, body=True)
        self._pages.still_as_seen(known, current)
        if self._has_others_work(current) or not self._deleted(current):
            self._move(current, known)
        else:
            del self._in_space.reading.known[page_id]

    def _has_others_work(self, content: StoredContent) -> bool:
        return content.id in self._in_space.reading.above_others or self._api.has_comments(content.id)

    def _deleted(self, content: StoredContent) -> bool:
        try:
            self._api.delete(content.id)
        except ConfluenceRefusedError as error:
            if error.status != _FORBIDDEN:
                raise
            return False
        return True

    def _move(self, current: StoredContent, known: KnownPage) -> None:
        said = message(ARCHIVED, "Archived")
        if current.message != said:
            title = archived_title(known.record.title, current.id)
            body = archive_note(self._in_space.sentences) + current.body
            current = self._pages.put(replace(current, title=title, parent=self._page(), body=body), said)
        self._api.label(current.id, [ARCHIVED_LABEL])
        record = replace(
            known.record, digest=ARCHIVED, version=current.version, title=current.title, archived=True
        )
        self._pages.write_down(current, record)

    def _page(self) -> str:
        """Return the number of the page that archived pages stand below; it is made when it is needed."""
        if ARCHIVE in self._in_space.reading.known:
            return self._in_space.reading.known[ARCHIVE].content.id
        above = self._in_space.above(ARCHIVE)
        page = Wanted(
            ARCHIVE, f"Archive of {self._in_space.handbook}", archive_text(self._in_space.sentences), ARCHIVED
        )
        try:
            content = self._api.create(self._in_space.space, above, page.title, page.text)
        except ConfluenceRefusedError as error:
            there = self._api.titled(self._in_space.space, page.title) if error.status == _TAKEN else None
            if there is None:
                raise
            if not page_record(there, self._in_space.handbook) and not self._reader.half_made(there, page):
                return above  # somebody else's page has the title: ours stay where they are found
            content = there
        self._pages.note(content, page)
        return content.id
