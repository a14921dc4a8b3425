"""The wiki of GitHub, GitLab or Gitea: Markdown files in a git repository.

One publish is one commit, pushed without force: all of it is there or nothing. What `--prune` takes out of
the wiki is deleted, as a person would do it there: these wikis list every page that is in the repository, so
pages marked as archived would be in people's way, and the history keeps them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rolebook.model.company import Company, WikiTarget
from rolebook.wiki.git_mark import Mark, digest, marked
from rolebook.wiki.git_pages import git_pages, moved_page
from rolebook.wiki.git_record import RECORD, Kept, Record, read_record, written_record
from rolebook.wiki.git_standing import PAGE, Standing, page_key
from rolebook.wiki.page import FILE, WikiFile, WikiHandbook
from rolebook.wiki.plan import Action, Existing, Kind, Wanted
from rolebook.wiki.wiki import EditedMeanwhileError, State, WikiError
from rolebook_cli.wikis.git_process import Git
from rolebook_cli.wikis.git_remote import GitRemote, Tree

_DONE = {Kind.CREATE: "created", Kind.UPDATE: "updated", Kind.MOVE: "moved", Kind.ARCHIVE: "removed"}


def open_wiki(target: WikiTarget, company: Company, scratch: Path) -> "GitWiki":
    """Return the wiki at a git remote; nothing is read before it is asked for. Raises `WikiError`."""
    return GitWiki(GitRemote(Git(scratch), target.url, target.branch), company, scratch)


class GitWiki:
    """A wiki that is a branch of a git remote; a title is a page's file, such as `QA-Engineer.md`."""

    def __init__(self, remote: GitRemote, company: Company, scratch: Path) -> None:
        self._remote = remote
        self._company = company
        self._scratch = scratch
        self._tree = Tree("")
        self._standing = Standing({}, frozenset(), {}, Record())
        self._done: list[Action] = []

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages as Markdown files, and the pictures and documents."""
        pages = git_pages(handbook, self._company.name, self._company.language)
        return (*pages, *self._files(handbook.files))

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Read the wiki, and return what stands there."""
        self._read()
        pages = tuple(self._standing.existing(wanted, self._tree.commit[:10]))
        known = {page_id: kept.file for page_id, kept in self._standing.known.items()}
        return State(pages, {page.id: page.title for page in pages if page.id and not page.archived} | known)

    def text(self, existing: Existing) -> str:
        """Return the text of a page; empty for a picture or a document."""
        return self._standing.text(self._standing.files.get(existing.id, existing.title))

    def apply(self, action: Action) -> None:
        """Note a step down; all are taken at once in the end."""
        self._done.append(action)

    def finish(self, published: Mapping[str, str]) -> None:
        """Commit the steps and push them, or nothing where nothing would change.

        Raises `EditedMeanwhileError` where somebody else pushed since the plan, `WikiError`.
        """
        record = Record(self._company.id, dict(self._kept(published)))
        changed = dict(self._changed(record))
        commit = self._remote.commit(self._tree, changed, _message(self._company, self._done))
        if commit:
            self._remote.push(self._tree, commit)

    def _read(self) -> None:
        self._done = []
        self._tree = self._remote.read()
        files = self._tree.files
        read = {path: number for path, number in files.items() if path.endswith(PAGE) or path == RECORD}
        contents = self._remote.contents(read.values())
        record = read_record(contents[read[RECORD]]) if RECORD in read else Record()
        if record.handbook not in ("", self._company.id):
            raise WikiError(
                f'this wiki holds the handbook "{record.handbook}", and a wiki holds one. If that is now '
                f'called "{self._company.id}", write so in the wiki\'s file {RECORD}'
            )
        texts = {
            path: contents[number].decode(errors="replace") for path, number in read.items() if path != RECORD
        }
        self._standing = Standing(files, self._tree.others, texts, record)

    def _files(self, files: Sequence[WikiFile]) -> Iterator[Wanted]:
        for file, number in zip(files, self._remote.numbers(file.file for file in files), strict=True):
            yield Wanted(f"{FILE}{file.path}", file.path, "", number)

    def _kept(self, published: Mapping[str, str]) -> Iterator[tuple[str, Kept]]:
        """Yield what the record is to say of what is published."""
        written = {action.id: action.wanted for action in self._done if action.wanted}
        for page_id, title in published.items():
            wanted = written.get(page_id)
            known = self._standing.known.get(page_id)
            if wanted:
                yield page_id, Kept(wanted.title, wanted.digest)
            elif known:
                yield page_id, known
            else:
                yield page_id, Kept(title, self._tree.files[title])

    def _changed(self, record: Record) -> Iterator[tuple[str, str]]:
        """Yield the files that change, with the numbers of their contents; none for one that goes."""
        written = [action.wanted for action in self._done if action.wanted]
        left = [path for action in self._done for path in self._left(action)]
        self._hold_free(written, left)
        texts = dict(self._moved(record)) | {
            page.title: marked(page.text, Mark(page.id, page.title, page.digest))
            for page in written
            if not page.id.startswith(FILE)
        }
        if record.pages or RECORD in self._tree.files:
            texts[RECORD] = written_record(record)
        numbers = self._remote.numbers(self._laid_down(texts.values()))
        files = {page.title: page.digest for page in written if page.id.startswith(FILE)}
        gone = dict.fromkeys((*left, *self._standing.moved), "")
        yield from (gone | files | dict(zip(texts, numbers, strict=True))).items()

    def _left(self, action: Action) -> Iterator[str]:
        """Yield the file that a page leaves."""
        path = self._standing.files.get(action.id)
        if path and (action.kind is Kind.ARCHIVE or (action.wanted and path != action.wanted.title)):
            yield path

    def _hold_free(self, written: Iterable[Wanted], left: Iterable[str]) -> None:
        """Make sure once more that nothing is written over what stays."""
        free = {*left, *self._standing.moved}
        for page in written:
            taken = page.title in self._tree.files and page.title not in free
            ours = self._standing.files.get(page.id) == page.title
            if (taken and not ours) or self._standing.in_the_way(page):
                raise EditedMeanwhileError(f"{page.title} is not free")

    def _moved(self, record: Record) -> Iterator[tuple[str, str]]:
        """Yield pages at the files that pages left, which say where they are now."""
        stands = {page_key(kept.file) for kept in record.pages.values()}
        moves = {
            path: action.id
            for action in self._done
            if action.kind is Kind.MOVE and not action.id.startswith(FILE)
            for path in self._left(action)
        }
        for path, page_id in (self._standing.moved | moves).items():
            now = record.pages.get(page_id)
            if not now or page_key(path) in stands:
                continue
            name = now.file.removesuffix(PAGE)
            text = moved_page(name.replace("-", " "), name, self._company.language)
            yield path, marked(text, Mark(page_id, path, digest(text), moved=True))

    def _laid_down(self, texts: Iterable[str]) -> Iterator[Path]:
        """Yield a file for each text."""
        folder = self._scratch / "texts"
        folder.mkdir(exist_ok=True)
        for position, text in enumerate(texts):
            file = folder / str(position)
            file.write_bytes(text.encode())
            yield file


def _message(company: Company, done: Sequence[Action]) -> str:
    counted = Counter(_DONE[action.kind] for action in done)
    summary = ", ".join(f"{number} {what}" for what, number in counted.items()) or "the record restored"
    lines = [f"Publish the handbook of {company.name}: {summary}".replace("\n", " "), ""]
    for action in done:
        source = f"{action.existing.title} -> " if action.kind is Kind.MOVE and action.existing else ""
        lines.append(f"{_DONE[action.kind]} {source}{action.title}")
    return "\n".join(lines).rstrip() + "\n"
