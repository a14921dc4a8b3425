"""A handbook in Confluence, Cloud and Data Center: pages below one page of a space."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from rolebook.model.company import Company, WikiTarget
from rolebook.wiki.names import titles
from rolebook.wiki.page import FILE, WikiHandbook, WikiPage
from rolebook.wiki.plan import Action, Existing, Kind, Wanted
from rolebook.wiki.storage import Names, archive_note, links_to, storage
from rolebook.wiki.storage_carry import carried
from rolebook.wiki.storage_text import normal
from rolebook.wiki.wiki import EditedMeanwhileError, State, WikiError
from rolebook_cli.wikis.confluence_api import ConfluenceApi, Content, Property, RefusedError
from rolebook_cli.wikis.confluence_files import AttachedFiles
from rolebook_cli.wikis.confluence_record import (
    ARCHIVED,
    PageRecord,
    digest_in,
    is_part,
    joined,
    message,
    page_record,
    parts,
)
from rolebook_cli.wikis.confluence_state import (
    ARCHIVE,
    Found,
    Known,
    SpaceReader,
    comments_stand_there,
    file_title,
    link_names,
)

LABEL = "rolebook"
ARCHIVED_LABEL = "rolebook-archived"
_LONGEST_TITLE = 255
_TAKEN, _FORBIDDEN, _NOT_FOUND, _OUTDATED = 400, 403, 404, 409


def open_wiki(target: WikiTarget, company: Company, scratch: Path) -> "ConfluenceWiki":  # noqa: ARG001
    """Return the Confluence of a target. Raises `WikiError` where it has not the page to publish below."""
    api = ConfluenceApi(target.url)
    return ConfluenceWiki(api, _root(api, target))


def _root(api: ConfluenceApi, target: WikiTarget) -> Content:
    """Return the page that all others stand below."""
    if not target.parent and not target.space:
        raise WikiError("say where: `parent: 12345`, the number of a page, or `space: KEY`")
    try:
        if target.parent:
            return api.page(target.parent)
        found = api.titled(target.space, target.root)
    except RefusedError as error:
        raise WikiError(f"the page to publish below cannot be read ({error})") from error
    if not found:
        raise WikiError(f'space {target.space} has no page "{target.root}": make an empty one')
    return replace(found, space=target.space)


class ConfluenceWiki:
    """One space of one Confluence, and in it the handbook below a root page."""

    def __init__(self, api: ConfluenceApi, root: Content) -> None:
        self._api = api
        self._root = root
        self._reader = SpaceReader(api, root.space, root.id)
        self._attached = AttachedFiles(api)
        self._pages: Mapping[str, WikiPage] = {}
        self._wanted: Sequence[Wanted] = ()
        self._found = Found()
        self._record: Mapping[str, Property] = {}

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages in the storage format, the home page first, then the files attached to it."""
        self._pages = {page.id: page for page in handbook.pages}
        self._attached.take(handbook.files)
        named = titles(handbook, _title)
        linked = frozenset[str]().union(*(links_to(page) for page in handbook.pages))
        names = Names(named, self._attached.names, named.get("", self._root.title), linked)
        pages = [_wanted(page, named[page.id], names) for page in handbook.pages]
        first = 1 if pages and not pages[0].id else 0
        self._wanted = (*pages[:first], *self._attached.wanted(), *pages[first:])
        return self._wanted

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return what stands there: one request for 200 pages, and more for those that changed."""
        self._record = self._api.properties(self._root.id)
        published = joined(self._record)
        self._found = self._reader.read(wanted)
        pages = tuple(self._reader.existing(self._found, wanted))
        holder = self._holder()
        files = self._reader.files(holder, self._attached.ids, published) if holder else ()
        return State((*pages, *files), published)

    def text(self, existing: Existing) -> str:
        """Return a page as it stands, one block in a line, without comments."""
        if existing.title.startswith(file_title("")):
            return ""
        known = self._found.known.get(existing.id) if existing.id else None
        if known:
            return normal(self._api.page(known.content.id, body=True).body)
        other = self._api.titled(self._root.space, existing.title)
        return normal(other.body) if other else ""

    def apply(self, action: Action) -> None:
        """Take one step. Raises `EditedMeanwhileError` where the page is not what the plan saw."""
        try:
            if action.id.startswith(FILE):
                self._apply_file(action)
            elif action.kind is Kind.ARCHIVE:
                self._archive(self._found.known[action.id])
            elif action.wanted and action.kind is Kind.CREATE:
                self._create(action.wanted)
            elif action.wanted:
                decided = bool(action.existing and (action.existing.touched or action.existing.held))
                self._update(action.wanted, self._found.known[action.id], decided=decided)
        except RefusedError as error:
            raise _meaning(error, action) from error

    def finish(self, published: Mapping[str, str]) -> None:
        """Write down which pages are published, in properties of the root page."""
        before = joined(self._record)
        if before == published:
            return
        gone = set(before) - set(published)
        try:
            self._write_record(published)
        except RefusedError as error:
            if error.status != _OUTDATED:
                raise WikiError(f"what was published cannot be written down: {error}") from error
            # Another publish wrote it at the same time: keep what it published.
            self._record = self._api.properties(self._root.id)
            others = {page: title for page, title in joined(self._record).items() if page not in gone}
            self._write_record(dict(sorted((others | dict(published)).items())))

    def _write_record(self, published: Mapping[str, str]) -> None:
        written = dict(parts(published))
        for key, value in written.items():
            before = self._record.get(key)
            if before is None or before.value != value:
                self._set_property(self._root.id, key, value, before)
        for key in self._record:
            if is_part(key) and key not in written:
                self._api.delete_property(self._root.id, key)

    def _set_property(
        self, content: str, key: str, value: Mapping[str, object], before: Property | None
    ) -> Property:
        """Write a property; where a first try arrived and its answer did not, that is as good."""
        try:
            return self._api.set_property(content, key, value, before)
        except RefusedError as error:
            if error.status != _OUTDATED:
                raise
            found = self._api.property(content, key)
            if found is None or found.value != value:
                raise
            return found

    # Pages

    def _create(self, page: Wanted) -> None:
        body = carried(page.text, "").text
        place = self._place(page.id)

        def create() -> Content:
            return self._api.create(self._root.space, place, page.title, body)

        try:
            content = self._with_room(create, page)
        except RefusedError as error:
            if error.status != _TAKEN:
                raise
            there = self._api.titled(self._root.space, page.title)
            if not there:
                raise
            made = self._made_for(there, page)
            if made is None:
                return
            content = made
        self._label(content, page.id)
        self._note(content, page)

    def _made_for(self, there: Content, page: Wanted) -> Content | None:
        """Return the page at a title if it was made for this page and is not finished; None if it is.

        A first try may have arrived though its answer did not, or another publish runs.
        """
        record = page_record(there, self._root.id)
        if record and (record.id, record.digest) == (page.id, page.digest):
            self._found.known[page.id] = Known(there, record)
            return None
        half = self._reader.half_made(there, page)
        if half and half.unfinished == page.digest:
            return there
        if half or record:
            raise EditedMeanwhileError("another publish made it just now: publish again")
        raise EditedMeanwhileError("a page of this title exists that Rolebook did not make")

    def _update(self, page: Wanted, known: Known, *, decided: bool) -> None:
        current = self._api.page(known.content.id, body=True)
        if self._stands_there(page, known, current):
            self._label(current, page.id)
            self._note(current, page)
            return
        self._still_as_seen(known, current)
        lost = self._reader.lost_comments(current, page.text)
        if lost and not decided:
            raise EditedMeanwhileError(comments_stand_there(lost))
        parent = self._place(page.id) if known.record.archived else current.parent
        text = carried(page.text, current.body).text
        written = replace(current, title=page.title, body=text, parent=parent)
        content = self._with_room(lambda: self._put(written, message(page.digest)), page)
        if known.record.archived:
            self._api.unlabel(content.id, ARCHIVED_LABEL)
        self._note(content, page)

    def _stands_there(self, page: Wanted, known: Known, current: Content) -> bool:
        """Tell whether a run wrote this text already, and only could not write it down."""
        if current.title != page.title:
            return False
        if known.unfinished == page.digest:
            return current.version == known.content.version
        return current.version > known.content.version and digest_in(current.message) == page.digest

    def _still_as_seen(self, known: Known, current: Content) -> None:
        if current.title != known.content.title:
            raise EditedMeanwhileError(f"a person renamed it to {current.title} just now")
        if current.version == known.content.version:
            return
        links = link_names(self._found.known, self._wanted)
        if not self._reader.same_text(current, known.content.version, links):
            raise EditedMeanwhileError("a person edited it just now")

    def _put(self, page: Content, said: str) -> Content:
        """Write a page; where a first try arrived and its answer did not, that is as good."""
        try:
            written = self._api.update(page, said)
        except RefusedError as error:
            if error.status != _OUTDATED:
                raise
            written = self._api.page(page.id)
            if (written.version, written.message, written.title) != (page.version + 1, said, page.title):
                raise EditedMeanwhileError("a person edited it just now") from error
        return replace(written, property=page.property, version=page.version + 1)

    def _note(self, content: Content, page: Wanted) -> None:
        """Write down what stands on a page."""
        self._write_down(
            content,
            PageRecord(page.id, self._root.id, content.id, page.digest, content.version, content.title),
        )

    def _write_down(self, content: Content, record: PageRecord) -> None:
        key = "rolebook"
        try:
            stored = self._api.set_property(content.id, key, record.value, content.property)
        except RefusedError as error:
            found = self._api.property(content.id, key) if error.status == _OUTDATED else None
            if found is None:
                raise
            stored = found
            # Another publish may have written more since; what it wrote down stands.
            if found.value.get("version", 0) < record.version or found.value.get("page") != content.id:
                stored = self._api.set_property(content.id, key, record.value, found)
        self._found.known[record.id] = Known(replace(content, property=stored), record)

    def _label(self, content: Content, page_id: str) -> None:
        section, _, rest = page_id.partition("/")
        self._api.label(content.id, [LABEL, *([f"{LABEL}-{section}"] if rest else [])])

    def _place(self, page_id: str) -> str:
        """Return the number of the page that a page stands below; of the next above where it is missing."""
        while page_id:
            page_id = self._pages[page_id].parent if page_id in self._pages else ""
            known = self._found.known.get(page_id)
            if known and not known.record.archived:
                return known.content.id
        return self._root.id

    def _holder(self) -> str:
        """Return the number of the page that files are attached to; nothing while it is not there."""
        if "" not in self._pages:
            return self._root.id
        known = self._found.known.get("")
        return known.content.id if known else ""

    def _with_room(self, write: Callable[[], Content], page: Wanted) -> Content:
        """Write a page; where one of ours has its title and is to get another, that one makes room first."""
        try:
            return write()
        except RefusedError as error:
            if error.status != _TAKEN or not self._made_room(page):
                if error.status == _TAKEN and page.id in self._found.known:
                    self._explain_taken(page, error)
                raise
        return write()

    def _explain_taken(self, page: Wanted, error: RefusedError) -> None:
        there = self._api.titled(self._root.space, page.title)
        if there and there.id != self._found.known[page.id].content.id:
            raise EditedMeanwhileError("a page of this title exists that Rolebook did not make") from error

    def _made_room(self, page: Wanted) -> bool:
        """Rename the page of ours that has a title which it is to give away."""
        to_be = {one.id: one.title.casefold() for one in self._wanted}
        for page_id, known in self._found.known.items():
            title = known.content.title
            if title.casefold() != page.title.casefold() or to_be.get(page_id) in {None, title.casefold()}:
                continue
            current = self._api.page(known.content.id, body=True)
            self._still_as_seen(known, current)
            self._renamed(current, known, f"{title[: _LONGEST_TITLE - 20]} ({current.id})")
            return True
        return False

    def _renamed(self, current: Content, known: Known, title: str) -> None:
        said = message(known.record.digest, "Moved")
        content = self._put(replace(current, title=title), said)
        self._write_down(content, replace(known.record, version=content.version, title=title))

    # What left the handbook

    def _archive(self, known: Known) -> None:
        """Put a page into the trash, or into the archive where the account may not or people wrote there."""
        current = self._api.page(known.content.id, body=True)
        self._still_as_seen(known, current)
        if not self._has_others_work(current):
            try:
                self._api.delete(current.id)
            except RefusedError as error:
                if error.status != _FORBIDDEN:
                    raise
            else:
                del self._found.known[known.record.id]
                return
        self._move_to_archive(current, known)

    def _has_others_work(self, content: Content) -> bool:
        return content.id in self._found.above_others or self._api.has_comments(content.id)

    def _move_to_archive(self, current: Content, known: Known) -> None:
        title = f"{known.record.title[: _LONGEST_TITLE - 40]} (archived {current.id})"
        said = message(ARCHIVED, "Archived")
        if current.message != said:
            body = archive_note() + current.body
            current = self._put(replace(current, title=title, parent=self._archive_page(), body=body), said)
        self._api.label(current.id, [ARCHIVED_LABEL])
        record = replace(
            known.record, digest=ARCHIVED, version=current.version, title=current.title, archived=True
        )
        self._write_down(current, record)

    def _archive_page(self) -> str:
        """Return the number of the page that archived pages stand below; it is made when it is needed."""
        if ARCHIVE in self._found.known:
            return self._found.known[ARCHIVE].content.id
        page = Wanted(ARCHIVE, f"{self._root.title}: archive", _archive_text(), ARCHIVED)
        try:
            content = self._api.create(self._root.space, self._root.id, page.title, page.text)
        except RefusedError as error:
            there = self._api.titled(self._root.space, page.title) if error.status == _TAKEN else None
            if there is None:
                raise
            record = page_record(there, self._root.id)
            if not record and not self._reader.half_made(there, page):
                return self._root.id  # somebody else's page: ours stay below the root
            content = there
        self._note(content, page)
        return content.id

    # Files

    def _apply_file(self, action: Action) -> None:
        holder = self._holder()
        if not holder:
            raise EditedMeanwhileError("the home page, which files are attached to, is not there")
        self._attached.apply(action, holder)


def _wanted(page: WikiPage, title: str, names: Names) -> Wanted:
    text = storage(page, names)
    return Wanted(page.id, title, text, sha256(text.encode()).hexdigest()[:32])


def _title(page: WikiPage, pages: Mapping[str, WikiPage]) -> str:
    """Return a title that says which role's page it is, because titles are unique in a space."""
    title = page.title or PurePosixPath(page.id).name or "Handbook"
    if page.kind:
        title = f"{title}: {page.kind}"
    elif page.parent.startswith("roles/") and page.parent in pages:
        title = f"{pages[page.parent].title}: {title}"
    return title[:_LONGEST_TITLE]


def _archive_text() -> str:
    page = WikiPage(ARCHIVE, "", "", "<p>Pages that are no longer in the handbook.</p>")
    return storage(page, Names({}, {}, ""))


def _meaning(error: RefusedError, action: Action) -> WikiError | EditedMeanwhileError:
    """Return what a refusal means for a step."""
    if error.status == _FORBIDDEN and action.kind is Kind.CREATE:
        return WikiError(f"this account may not add pages there: {error}")
    if error.status == _FORBIDDEN:
        return EditedMeanwhileError(f"this account may not change it: {error}")
    if error.status in {_NOT_FOUND, _OUTDATED}:
        return EditedMeanwhileError(f"it was changed or deleted just now: {error}")
    return WikiError(f"{action.title} is refused ({error.status}): {error}")
