"""What stands in a Confluence space, as far as a handbook is concerned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rolebook_wiki.confluence.api import ConfluenceApi
from rolebook_wiki.confluence.carried_over import carried
from rolebook_wiki.confluence.record import (
    ARCHIVED,
    PageRecord,
    digest_in,
    page_record,
)
from rolebook_wiki.confluence.storage_format import carries_mark
from rolebook_wiki.confluence.storage_xml import normal
from rolebook_wiki.confluence.stored_content import StoredContent
from rolebook_wiki.confluence.wanted import ARCHIVE
from rolebook_wiki.page import FILE
from rolebook_wiki.plan import Existing, Wanted


@dataclass(frozen=True)
class KnownPage:
    """A page that Rolebook made; `unfinished` is the digest of a text that stands there unrecorded."""

    content: StoredContent
    record: PageRecord
    unfinished: str = ""


@dataclass
class SpaceReading:
    """What a reading of the space brought: pages that Rolebook made by id, others at a wanted title.

    `above_others` are the numbers of pages that have somebody else's page below them. `free` are the ids
    of pages that Rolebook may rename. `seen` says which page each title stood for before the writes.
    """

    known: dict[str, KnownPage] = field(default_factory=dict)
    others: dict[str, StoredContent] = field(default_factory=dict)
    above_others: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)

    @property
    def titles(self) -> dict[str, str]:
        """Return which page each title stands for now."""
        return {known.content.title: page_id for page_id, known in self.known.items()}


class SpaceReader:
    """Reads a space in few requests, and keeps of it what concerns one handbook."""

    def __init__(self, api: ConfluenceApi, space: str, handbook: str) -> None:
        self._api = api
        self._space = space
        self._handbook = handbook

    def read(self, wanted: Sequence[Wanted]) -> SpaceReading:
        """Read all pages of the space, without their text.

        All of them, not those below the root: a title is unique in a space, and a page that a person moved
        elsewhere is still ours.
        """
        reading = SpaceReading()
        titles = {page.title.casefold() for page in wanted if not page.id.startswith(FILE)}
        for content in self._api.pages(self._space):
            record = page_record(content, self._handbook)
            if record and record.id not in reading.known:
                reading.known[record.id] = KnownPage(content, record)
                continue
            reading.above_others.update(content.above)
            if content.title.casefold() in titles:
                reading.others[content.title.casefold()] = content
        self._half_made(reading, wanted)
        return reading

    def _half_made(self, reading: SpaceReading, wanted: Sequence[Wanted]) -> None:
        """Take up pages that a run made and could not write anything down of."""
        for page in wanted:
            there = reading.others.get(page.title.casefold())
            if there and page.id not in reading.known:
                taken_up = self.half_made(there, page)
                if taken_up:
                    reading.known[page.id] = taken_up
                    del reading.others[page.title.casefold()]

    def half_made(self, content: StoredContent, page: Wanted) -> KnownPage | None:
        """Return a page that was made for a page of the handbook, and nothing written down of it."""
        if content.version != 1 or content.property:
            return None
        read = content if content.body else self._api.page(content.id, body=True)
        if not carries_mark(read.body, page.id):
            return None
        record = PageRecord(page.id, self._handbook, content.id, "", 1, content.title)
        return KnownPage(content, record, page.digest if normal(read.body) == page.text else "?")

    def existing(
        self, reading: SpaceReading, wanted: Sequence[Wanted], published: Mapping[str, str]
    ) -> Iterator[Existing]:
        """Yield the pages as the plan needs them, the lowest first, so that what is above goes last."""
        by_id = {page.id: page for page in wanted}
        reading.seen = reading.titles
        # A run that died renamed some pages, so that links in the others followed titles of its own.
        recorded = {known.record.title: page_id for page_id, known in reading.known.items()}
        before = (recorded, {title: page_id for page_id, title in published.items()})
        pages = {
            page_id: self._page(page_id, reading, before) for page_id in reading.known if page_id != ARCHIVE
        }
        held = dict(self._held(pages, reading, by_id))
        reading.free = {
            page_id
            for page_id, page in pages.items()
            if not page.touched and page_id not in held and page.title == page.named
        }
        for page_id in sorted(pages, key=lambda one: -len(reading.known[one].content.above)):
            yield replace(pages[page_id], held=held.get(page_id, ""))
        for page in wanted:
            there = reading.others.get(page.title.casefold())
            if there and not page.id.startswith(FILE):
                yield Existing(page.title, str(there.version), "")

    def _page(self, page_id: str, reading: SpaceReading, before: Sequence[Mapping[str, str]]) -> Existing:
        known = reading.known[page_id]
        content, record = known.content, known.record
        digest = ARCHIVED if record.archived else record.digest
        there = Existing(
            content.title, str(content.version), digest, page_id, digest, record.title, record.archived
        )
        if not known.unfinished and content.version > record.version:
            known = replace(known, unfinished=digest_in(content.message))
            reading.known[page_id] = known
        if known.unfinished:
            state = f"unfinished {known.unfinished}"
            return replace(there, digest=state, published=state, named=content.title)
        if content.version == record.version or self.same_text(content, record.version, before, reading.seen):
            return there
        return replace(there, digest=f"revision {content.version}")

    def same_text(
        self, content: StoredContent, version: int, then: Sequence[Mapping[str, str]], now: Mapping[str, str]
    ) -> bool:
        """Tell whether a page says what an earlier version said; `then` and `now` name pages by their titles.

        Links may have followed a page that was renamed: Confluence rewrites them, and that is no edit.
        """
        before = self._api.text_of(content.id, version)
        if before is None:
            return False
        after = content.body or self._api.page(content.id, body=True).body
        names = [(old, now) for old in then] + [(same, same) for same in (*then, now)]
        return any(normal(before, old) == normal(after, new) for old, new in names)

    def _held(
        self, pages: Mapping[str, Existing], reading: SpaceReading, wanted: Mapping[str, Wanted]
    ) -> Iterator[tuple[str, str]]:
        """Yield why pages must wait whose text is to change under open comments."""
        changing = {
            reading.known[page_id].content.id: page_id
            for page_id, page in pages.items()
            if page_id in wanted and page.digest != wanted[page_id].digest
        }
        for content in self._api.bodies(self._space, changing):
            page_id = changing[content.id]
            lost = self.lost_comments(content, wanted[page_id].text)
            if lost:
                yield page_id, comments_stand_there(lost)

    def lost_comments(self, content: StoredContent, text: str) -> int:
        """Return how many open comments on a page would lose the words they stand at."""
        if "inline-comment-marker" not in content.body:
            return 0
        lost = carried(text, content.body).lost
        return len(self._api.open_comments(content.id) & set(lost)) if lost else 0


def comments_stand_there(number: int) -> str:
    """Return why a page with open comments waits."""
    return f"{number} open comment{'' if number == 1 else 's'} would lose the words they stand at"
