"""A handbook in Confluence, Cloud and Data Center: pages below one page of a space."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rolebook.model.company import Company, WikiTarget
from rolebook_wiki.confluence.api import ConfluenceApi
from rolebook_wiki.confluence.archive import Archive
from rolebook_wiki.confluence.files import AttachedFiles, file_title
from rolebook_wiki.confluence.pages import ConfluencePages, HandbookInSpace
from rolebook_wiki.confluence.published import Published
from rolebook_wiki.confluence.server import ConfluenceRefusedError, ConfluenceServer
from rolebook_wiki.confluence.state import SpaceReader
from rolebook_wiki.confluence.storage_xml import normal
from rolebook_wiki.confluence.wanted import page_titles, wanted_pages
from rolebook_wiki.page import FILE, HOME, WikiHandbook
from rolebook_wiki.plan import Action, ActionKind, Existing, Wanted
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import EditedMeanwhileError, State, WikiError

_FORBIDDEN, _NOT_FOUND, _OUTDATED = 403, 404, 409


def open_wiki(target: WikiTarget, company: Company, sentences: Sentences, _scratch: Path) -> "ConfluenceWiki":
    """Return the Confluence of a target. Raises `WikiError` where it has not the page to publish below."""
    if not target.space:
        raise WikiError("say where: `space: KEY`, and `parent: 12345` for a page in it")
    api = ConfluenceApi(ConfluenceServer(target.url))
    return ConfluenceWiki(
        api, HandbookInSpace(target.space, _root(api, target), company.id, sentences), target.root
    )


def _root(api: ConfluenceApi, target: WikiTarget) -> str:
    """Return the number of the page that all others stand below, by default the space's home page."""
    try:
        number = target.parent or api.home_of(target.space)
        page = api.page(number) if number else None
    except ConfluenceRefusedError as error:
        raise WikiError(f"the page to publish below cannot be read: {error}") from error
    if not page:
        raise WikiError(f"space {target.space} has no home page: give the number of a page, `parent: 12345`")
    if page.space != target.space:
        raise WikiError(f"page {page.id} is in space {page.space}, not in {target.space}")
    return page.id


class ConfluenceWiki:
    """One space of one Confluence, and in it the handbook; `root` is the title of its home page."""

    def __init__(self, api: ConfluenceApi, in_space: HandbookInSpace, root: str) -> None:
        self._api = api
        self._in_space = in_space
        self._root = root
        self._reader = SpaceReader(api, in_space.space, in_space.handbook)
        self._published = Published(api, in_space.root, in_space.handbook)
        self._files = AttachedFiles()
        self._pages = ConfluencePages(api, self._reader, in_space)
        self._archive = Archive(api, self._reader, in_space, self._pages)

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages in the storage format, the home page first, then the files attached to it."""
        self._files.take(handbook.files)
        self._in_space.parents = {page.id: page.parent for page in handbook.pages}
        titles = page_titles(handbook, self._root)
        home, *pages = wanted_pages(handbook, titles, self._files.names, self._in_space.sentences)
        in_order = (home, *self._files.wanted(), *pages)
        self._pages.expect(in_order)
        return in_order

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return what stands there: one request for 200 pages, and more for those that changed."""
        published = self._published.read()
        self._in_space.reading = self._reader.read(wanted)
        pages = tuple(self._reader.existing(self._in_space.reading, wanted, published))
        home = self._home()
        files = self._files.existing(self._api.attachments(home), published) if home else ()
        return State((*pages, *files), published)

    def _home(self) -> str:
        """Return the number of the home page, which files are attached to; nothing while it is not there."""
        known = self._in_space.reading.known.get(HOME)
        return known.content.id if known else ""

    def text(self, existing: Existing) -> str:
        """Return a page as it stands, one block in a line, without comments."""
        if existing.title.startswith(file_title("")):
            return ""
        known = self._in_space.reading.known.get(existing.id) if existing.id else None
        if known:
            return normal(self._api.page(known.content.id, body=True).body)
        other = self._api.titled(self._in_space.space, existing.title)
        return normal(other.body) if other else ""

    def apply(self, action: Action) -> None:
        """Take one step. Raises `EditedMeanwhileError` where the page is not what the plan saw."""
        try:
            if action.id.startswith(FILE):
                self._apply_file(action)
            elif action.kind is ActionKind.ARCHIVE:
                self._archive.take(action.id)
            elif action.wanted and action.kind is ActionKind.CREATE:
                self._pages.create(action.wanted)
            elif action.wanted:
                decided = bool(action.existing and (action.existing.touched or action.existing.held))
                self._pages.update(action.wanted, decided=decided)
        except ConfluenceRefusedError as error:
            raise _meaning(error, action) from error

    def _apply_file(self, action: Action) -> None:
        home = self._home()
        if not home:
            raise EditedMeanwhileError("the home page, which files are attached to, is not there")
        self._files.apply(action, self._api.attachments(home))

    def finish(self, published: Mapping[str, str]) -> None:
        """Write down which pages are published, in properties of the page that they stand below."""
        self._published.write(published)


def _meaning(error: ConfluenceRefusedError, action: Action) -> WikiError | EditedMeanwhileError:
    """Return what a refusal means for a step."""
    if error.status == _FORBIDDEN and action.kind is ActionKind.CREATE:
        return WikiError(f"this account may not add pages there: {error}")
    if error.status == _FORBIDDEN:
        return EditedMeanwhileError(f"this account may not change it: {error}")
    if error.status in {_NOT_FOUND, _OUTDATED}:
        return EditedMeanwhileError(f"it was changed or deleted just now: {error}")
    return WikiError(f"{action.title} is refused ({error.status}): {error}")
