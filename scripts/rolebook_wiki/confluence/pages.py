"""Pages of a handbook written into Confluence, each together with what Rolebook writes down of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rolebook_wiki.confluence.api import ConfluenceApi
from rolebook_wiki.confluence.carried_over import carried
from rolebook_wiki.confluence.record import PageRecord, digest_in, message, page_record
from rolebook_wiki.confluence.server import ConfluenceRefusedError
from rolebook_wiki.confluence.state import KnownPage, SpaceReader, SpaceReading, comments_stand_there
from rolebook_wiki.confluence.stored_content import PROPERTY, StoredContent
from rolebook_wiki.confluence.wanted import passing_title
from rolebook_wiki.plan import NOT_OURS, TITLE_WAITS, Wanted
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import EDITED_JUST_NOW, EditedMeanwhileError

LABEL = "rolebook"
ARCHIVED_LABEL = "rolebook-archived"
_TAKEN, _OUTDATED = 400, 409


@dataclass
class HandbookInSpace:
    """Where a handbook stands: its space, the page it stands below, and what of it is there."""

    space: str
    root: str
    handbook: str
    sentences: Sentences
    parents: Mapping[str, str] = field(default_factory=dict)
    reading: SpaceReading = field(default_factory=SpaceReading)

    def above(self, page_id: str) -> str:
        """Return the number of the page that a page stands below; of the next above where it is missing."""
        while page_id:
            page_id = self.parents.get(page_id, "")
            known = self.reading.known.get(page_id)
            if known and not known.record.archived:
                return known.content.id
        return self.root


class ConfluencePages:
    """Writes pages one by one. Methods raise `EditedMeanwhileError` and `ConfluenceRefusedError`."""

    def __init__(self, api: ConfluenceApi, reader: SpaceReader, in_space: HandbookInSpace) -> None:
        self._api = api
        self._reader = reader
        self._in_space = in_space
        self._wanted: Sequence[Wanted] = ()
        self._has_room = False

    def expect(self, wanted: Sequence[Wanted]) -> None:
        """Take which pages are wanted, so that those to be renamed can make room for others."""
        self._wanted = wanted
        self._has_room = False

    def create(self, page: Wanted) -> None:
        """Create a page; one that a run made and did not finish is finished."""
        self._make_room()
        body, above = carried(page.text, "").text, self._in_space.above(page.id)
        try:
            content = self._written(
                lambda: self._api.create(self._in_space.space, above, page.title, body), page
            )
        except ConfluenceRefusedError as error:
            there = self._api.titled(self._in_space.space, page.title) if error.status == _TAKEN else None
            if there is None:
                raise
            if self._is_done(there, page):
                return
            content = there
        self._label(content, page.id)
        self.note(content, page)

    def _is_done(self, there: StoredContent, page: Wanted) -> bool:
        """Tell whether the page at a title is made for this page and finished.

        A first try may have arrived though its answer did not, or another publish runs.
        """
        record = page_record(there, self._in_space.handbook)
        if record and (record.id, record.digest) == (page.id, page.digest):
            self._in_space.reading.known[page.id] = KnownPage(there, record)
            return True
        half = self._reader.half_made(there, page)
        if half and half.unfinished == page.digest:
            return False
        if half or record:
            raise EditedMeanwhileError("another publish made it just now: publish again")
        raise EditedMeanwhileError(NOT_OURS)

    def update(self, page: Wanted, *, decided: bool) -> None:
        """Write a page over the one that stands there; comments lose words only where that is `decided`."""
        self._make_room()
        known = self._in_space.reading.known[page.id]
        current = self._api.page(known.content.id, body=True)
        if _stands_there(page, known, current):
            self._label(current, page.id)
            content = current
        else:
            content = self._overwritten(page, known, current, decided=decided)
        if known.record.archived:
            self._api.unlabel(content.id, ARCHIVED_LABEL)
        self.note(content, page)

    def _overwritten(
        self, page: Wanted, known: KnownPage, current: StoredContent, *, decided: bool
    ) -> StoredContent:
        self.still_as_seen(known, current)
        lost = self._reader.lost_comments(current, page.text)
        if lost and not decided:
            raise EditedMeanwhileError(comments_stand_there(lost))
        parent = self._in_space.above(page.id) if known.record.archived else current.parent
        text = carried(page.text, current.body).text
        written = replace(current, title=page.title, body=text, parent=parent)
        return self._written(lambda: self.put(written, message(page.digest)), page)

    def still_as_seen(self, known: KnownPage, current: StoredContent) -> None:
        """Raise `EditedMeanwhileError` where a person changed a page since it was planned."""
        if current.title != known.content.title:
            raise EditedMeanwhileError(f"a person renamed it to {current.title} just now")
        if current.version == known.content.version:
            return
        reading = self._in_space.reading
        if not self._reader.same_text(current, known.content.version, [reading.seen], reading.titles):
            raise EditedMeanwhileError(EDITED_JUST_NOW)

    def put(self, page: StoredContent, said: str) -> StoredContent:
        """Write a page; where a first try arrived and its answer did not, that is as good."""
        try:
            written = self._api.update(page, said)
        except ConfluenceRefusedError as error:
            if error.status != _OUTDATED:
                raise
            written = self._api.page(page.id)
            if (written.version, written.message, written.title) != (page.version + 1, said, page.title):
                raise EditedMeanwhileError(EDITED_JUST_NOW) from error
        return replace(written, property=page.property, version=page.version + 1)

    def note(self, content: StoredContent, page: Wanted) -> None:
        """Write down what stands on a page."""
        record = PageRecord(
            page.id, self._in_space.handbook, content.id, page.digest, content.version, content.title
        )
        self.write_down(content, record)

    def write_down(self, content: StoredContent, record: PageRecord) -> None:
        """Write down a record of a page; where another publish wrote down more since, that stands."""
        try:
            stored = self._api.set_property(content.id, PROPERTY, record.value, content.property)
        except ConfluenceRefusedError as error:
            newer = self._api.property(content.id, PROPERTY) if error.status == _OUTDATED else None
            if newer is None:
                raise
            stored = newer
            if newer.value.get("version", 0) < record.version or newer.value.get("page") != content.id:
                stored = self._api.set_property(content.id, PROPERTY, record.value, newer)
        self._in_space.reading.known[record.id] = KnownPage(replace(content, property=stored), record)

    def _label(self, content: StoredContent, page_id: str) -> None:
        section, _, rest = page_id.partition("/")
        self._api.label(content.id, [LABEL, *([f"{LABEL}-{section}"] if rest else [])])

    def _written(self, write: Callable[[], StoredContent], page: Wanted) -> StoredContent:
        """Write a page; say what is wrong where its title is taken."""
        try:
            return write()
        except ConfluenceRefusedError as error:
            there = self._api.titled(self._in_space.space, page.title) if error.status == _TAKEN else None
            record = page_record(there, self._in_space.handbook) if there else None
            if there and record and record.id != page.id:
                raise EditedMeanwhileError(TITLE_WAITS) from error
            known = self._in_space.reading.known.get(page.id)
            if there and known and there.id != known.content.id:
                raise EditedMeanwhileError(NOT_OURS) from error
            raise

    def _make_room(self) -> None:
        """Rename the pages whose title another page is to get, before anything else is written.

        Confluence leads links to the new title when a page is renamed: a link that was written already, and
        is meant for the other page, would follow the wrong one.
        """
        if self._has_room:
            return
        self._has_room = True
        to_be = {page.title.casefold(): page.id for page in self._wanted}
        known_now = self._in_space.reading.known  # without those that were archived before
        for page_id in sorted(self._in_space.reading.free & known_now.keys()):
            known = known_now[page_id]
            if to_be.get(known.content.title.casefold(), page_id) != page_id and page_id in to_be.values():
                self._step_aside(known)

    def _step_aside(self, known: KnownPage) -> None:
        current = self._api.page(known.content.id, body=True)
        self.still_as_seen(known, current)
        renamed = replace(current, title=passing_title(current.title, current.id))
        content = self.put(renamed, message(known.record.digest, "Moved"))
        self._in_space.reading.seen[content.title] = self._in_space.reading.titles[current.title]
        self.write_down(content, replace(known.record, version=content.version, title=content.title))


def _stands_there(page: Wanted, known: KnownPage, current: StoredContent) -> bool:
    """Tell whether a run wrote this text already, and only could not write it down."""
    if current.title != page.title:
        return False
    if known.unfinished == page.digest:
        return current.version == known.content.version
    return current.version > known.content.version and digest_in(current.message) == page.digest
