"""A MediaWiki as a place to publish to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha1
from pathlib import Path
from typing import Any

from rolebook.model.company import Company, WikiTarget
from rolebook_wiki.credentials import secret
from rolebook_wiki.mediawiki.api import Answer, Api, MediaWikiRefusedError
from rolebook_wiki.mediawiki.mark import archived, marked
from rolebook_wiki.mediawiki.pages import MediaWikiPages, Page, ours_among
from rolebook_wiki.mediawiki.record import MediaWikiRecord, read_record, written_record
from rolebook_wiki.mediawiki.titles import file_titles, page_titles, record_title, root_title
from rolebook_wiki.mediawiki.wanted import category, wanted_category, wanted_pages
from rolebook_wiki.mediawiki.wikitext import literal
from rolebook_wiki.page import FILE, WikiFile, WikiHandbook
from rolebook_wiki.plan import NOT_OURS, Action, ActionKind, Existing, Wanted
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import EDITED_JUST_NOW, EditedMeanwhileError, State, WikiError

_SUMMARY = "Rolebook: from the handbook of roles"
_TAKEN = frozenset({"articleexists", "redirectexists"})


def open_wiki(target: WikiTarget, company: Company, sentences: Sentences, _scratch: Path) -> "MediaWiki":
    """Return the wiki of a target, logged in. Raises `WikiError`."""
    api = Api(target.url, secret("USER"), secret("PASSWORD"), root_title(target.root))
    return MediaWiki(api, company.id, sentences)


@dataclass
class _Files:
    """The files that the wiki takes, by id and with their titles."""

    by_id: dict[str, WikiFile] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


class MediaWiki:
    """A wiki that Rolebook publishes a handbook into, below one page."""

    def __init__(self, api: Api, company: str, sentences: Sentences) -> None:
        self._api = api
        self._company = company
        self._pages = MediaWikiPages(api, (company,))
        self._sentences = sentences
        self._top = api.root
        self._files = _Files()
        self._record = ""
        self._created = False

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages as wikitext, and the files that this wiki takes."""
        taken = [file for file in handbook.files if Path(file.path).suffix.lower() in self._api.file_types]
        titles = file_titles(tuple(file.path for file in taken), self._top, self._api.file_namespace)
        self._files = _Files({f"{FILE}{file.path}": file for file in taken}, titles)
        files = [self._wanted_file(page, file, titles[file.path]) for page, file in self._files.by_id.items()]
        pages = wanted_pages(handbook, page_titles(handbook, self._top), titles, self._sentences)
        return [wanted_category(self._top, self._api.category_namespace), *files, *pages]

    def _wanted_file(self, page: str, file: WikiFile, title: str) -> Wanted:
        digest = sha1(file.file.read_bytes(), usedforsecurity=False).hexdigest()
        return Wanted(page, title, f"{literal(self._sentences.file)}\n\n{category(self._top)}", digest)

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return the pages of the handbook's categories and those at wanted titles, fifty a request."""
        published = self._published()
        at = {page.title: page.id for page in wanted}
        titles = {*at, *published.values(), *self._pages.members(self._top)} - {record_title(self._top)}
        pages = [self._with_mark(page, published) for page in self._pages.at(sorted(titles))]
        ours = set(ours_among(pages, at))
        return State(tuple(self._standing(pages, ours)), published)

    def _with_mark(self, page: Page, published: Mapping[str, str]) -> Page:
        """Return a page; one of ours out of which a person took the mark is ours, and edited."""
        title = page.existing.title
        page_id = next((known for known, at in published.items() if at == title), "")
        if page.existing.id or not page_id or page.leads_to or not self._pages.began_as_ours(title):
            return page
        return replace(page, existing=replace(page.existing, id=page_id, named=title))

    def _standing(self, pages: Iterable[Page], ours: set[str]) -> Iterator[Existing]:
        for page in pages:
            if page.existing.title in ours:
                yield page.existing
            elif not self._pages.is_left_by_a_move(page) and page.leads_to not in ours:
                # What a person copied from a page of ours is theirs.
                yield replace(page.existing, id="")

    def _published(self) -> Mapping[str, str]:
        """Return what the record says. Raises `WikiError` where it is another company's."""
        title = record_title(self._top)
        self._record = self._pages.text(title)
        try:
            record = read_record(self._record)
        except ValueError as error:
            raise WikiError(f"{title} is not as Rolebook wrote it; restore its last version") from error
        self._pages.handbooks = record.handbooks or (self._company,)
        if self._company not in self._pages.handbooks:
            raise WikiError(
                f'below {self._top} stands the handbook "{record.handbooks[0]}"; give each company a `root` '
                f'of its own. If that is now called "{self._company}", add this to "handbooks" in {title}'
            )
        return record.pages

    def text(self, existing: Existing) -> str:
        """Return the text of a page as it stands."""
        return self._pages.text(existing.title)

    def apply(self, action: Action) -> None:
        """Take one step. Raises `EditedMeanwhileError`."""
        try:
            self._take(action)
        except MediaWikiRefusedError as refused:
            if refused.concerns_all:
                raise
            raise EditedMeanwhileError(str(refused)) from refused

    def _take(self, action: Action) -> None:
        wanted, existing = action.wanted, action.existing
        if action.kind is ActionKind.ARCHIVE and existing:
            self._edit(existing, self._archived(existing, self.text(existing)), action.why)
        elif wanted and action.id in self._files.by_id:
            self._put_file(wanted, existing, action.why)
        elif wanted and not existing:
            self._create(wanted)
        elif wanted and existing and action.kind is ActionKind.MOVE:
            self._move(wanted, existing, action.why)
        elif wanted and existing:
            self._edit(existing, marked(wanted, self._company), action.why)

    def _archived(self, existing: Existing, text: str, title: str = "") -> str:
        return archived(existing, text, self._company, self._sentences, title)

    def _create(self, wanted: Wanted) -> None:
        self._created = True
        try:
            self._change("edit", title=wanted.title, text=marked(wanted, self._company), createonly=True)
        except MediaWikiRefusedError as refused:
            if refused.code not in _TAKEN:
                raise
            if not self._stands(wanted):
                self._put_over(wanted)

    def _stands(self, wanted: Wanted) -> bool:
        """Tell whether a page is there already: an answer was lost, or another run was quicker."""
        there = self._pages.one(wanted.title)
        return there is not None and there.holds(wanted)

    def _put_over(self, wanted: Wanted) -> None:
        """Write a page in place of a redirect of ours, or of a page of ours that is archived."""
        there = self._pages.one(wanted.title)
        if there and there.existing.id and there.existing.archived:
            self._move_aside(there)
            there = self._pages.one(wanted.title)
        if not there or not self._pages.is_left_by_a_move(there):
            raise EditedMeanwhileError(NOT_OURS)
        self._edit(there.existing, marked(wanted, self._company))

    def _move_aside(self, page: Page) -> None:
        aside = f"{page.existing.title} (archive)"
        self._rename(page.existing.title, aside)
        moved = self._pages.one(aside)
        if moved:
            self._edit(moved.existing, self._archived(page.existing, page.text, aside))

    def _rename(self, before: str, after: str) -> None:
        given = {"from": before, "to": after, "reason": _SUMMARY, "movetalk": True}
        self._api.change(action="move", **given)

    def _move(self, wanted: Wanted, existing: Existing, why: str) -> None:
        self._as_planned(existing)
        try:
            self._rename(existing.title, wanted.title)
        except MediaWikiRefusedError as refused:
            if refused.code not in _TAKEN:
                raise
            there = self._pages.one(wanted.title)
            if not there or there.existing.id != wanted.id:
                self._put_over(wanted)
                self._edit(existing, f"#REDIRECT [[:{wanted.title}]]")
                return
        moved = self._pages.one(wanted.title)
        if not moved or moved.existing.digest != existing.digest:
            raise EditedMeanwhileError(EDITED_JUST_NOW)
        self._edit(moved.existing, marked(wanted, self._company), why)

    def _edit(self, existing: Existing, text: str, why: str = "") -> None:
        """Write a page that stands as it was planned on; MediaWiki would merge a person's edit silently."""
        if self._as_planned(existing, text):
            return
        answer = self._change(
            "edit", title=existing.title, text=text, baserevid=existing.revision, nocreate=True, why=why
        )
        before = answer["edit"].get("oldrevid", existing.revision)
        if str(before) != existing.revision:
            raise EditedMeanwhileError("a person edited it at the same time; the wiki has both in it")

    def _as_planned(self, existing: Existing, text: str = "") -> bool:
        """Tell whether a text stands there already; raise an error where another than planned does."""
        now = self._pages.one(existing.title)
        if not now:
            raise EditedMeanwhileError("a person deleted or moved it just now")
        if text and now.text.strip() == text.strip():
            return True
        if (now.existing.revision, now.existing.digest) != (existing.revision, existing.digest):
            raise EditedMeanwhileError(EDITED_JUST_NOW)
        return False

    def _put_file(self, wanted: Wanted, existing: Existing | None, why: str) -> None:
        now = self._pages.one(wanted.title)
        if existing:
            self._as_planned(existing)
        elif now and now.holds(wanted):
            return
        elif now:
            raise EditedMeanwhileError("a file of this title exists that Rolebook did not upload")
        if not existing or existing.digest != wanted.digest:
            self._upload(wanted)
        if existing:
            uploaded = self._pages.one(wanted.title)
            if uploaded:
                self._edit(uploaded.existing, marked(wanted, self._company), why)

    def _upload(self, wanted: Wanted) -> None:
        name = wanted.title.partition(":")[2]
        try:
            self._api.upload(name, self._files.by_id[wanted.id].file, marked(wanted, self._company), _SUMMARY)
        except MediaWikiRefusedError:
            there = self._pages.one(wanted.title)
            if not there or there.existing.digest != wanted.digest:
                raise  # else the file did arrive, and the answer did not

    def _change(self, action: str, why: str = "", **given: Any) -> Answer:
        summary = f"{_SUMMARY} ({why})" if why else _SUMMARY
        return self._api.change(action=action, summary=summary, bot=True, **given)

    def finish(self, published: Mapping[str, str]) -> None:
        """Write the record of what is published, if it changed."""
        text = written_record(MediaWikiRecord(self._pages.handbooks, published))
        if text != self._record.strip():
            self._change("edit", title=record_title(self._top), text=text)
        if self._created:
            # Pages that were there first show links to later ones in red until their turn comes.
            self._api.purge(sorted(published.values()))
