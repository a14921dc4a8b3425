"""The wiki of GitHub, GitLab or Gitea: Markdown files in a git repository.

One publish is one commit, pushed without force: all of it is there or nothing. What `--prune` takes out of
the wiki is deleted, as a person would do it there: these wikis list every page that is in the repository, so
pages marked as archived would be in people's way, and the history keeps them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rolebook.model.company import Company, WikiTarget
from rolebook_wiki.git.changes import changes
from rolebook_wiki.git.process import Git
from rolebook_wiki.git.record import RECORD, GitRecord, read_record
from rolebook_wiki.git.remote import GitRemote, Tree
from rolebook_wiki.git.state import PAGE, GitState
from rolebook_wiki.git.wanted import git_pages
from rolebook_wiki.page import FILE, WikiFile, WikiHandbook
from rolebook_wiki.plan import Action, ActionKind, Existing, Wanted
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import State, WikiError

_DONE = {
    ActionKind.CREATE: "created",
    ActionKind.UPDATE: "updated",
    ActionKind.MOVE: "moved",
    ActionKind.ARCHIVE: "removed",
}


def open_wiki(target: WikiTarget, company: Company, sentences: Sentences, scratch: Path) -> "GitWiki":
    """Return the wiki at a git remote; nothing is read before it is asked for. Raises `WikiError`."""
    return GitWiki(GitRemote(Git(scratch), target.url, target.branch), company, sentences, scratch)


class GitWiki:
    """A wiki that is a branch of a git remote; a title is a page's file, such as `QA-Engineer.md`."""

    def __init__(self, remote: GitRemote, company: Company, sentences: Sentences, scratch: Path) -> None:
        self._remote = remote
        self._company = company
        self._sentences = sentences
        self._scratch = scratch
        self._tree = Tree("")
        self._state = GitState({}, frozenset(), {}, GitRecord())
        self._done: list[Action] = []

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages as Markdown files, and the pictures and documents."""
        pages = git_pages(handbook, self._sentences)
        return (*pages, *self._files(handbook.files))

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Read the wiki, and return what stands there."""
        self._read()
        pages = tuple(self._state.existing(wanted, self._tree.commit[:10]))
        known = {page_id: kept.file for page_id, kept in self._state.known.items()}
        return State(pages, {page.id: page.title for page in pages if page.id and not page.archived} | known)

    def text(self, existing: Existing) -> str:
        """Return the text of a page; empty for a picture or a document."""
        return self._state.text(self._state.files.get(existing.id, existing.title))

    def apply(self, action: Action) -> None:
        """Note a step down; all are taken at once in the end."""
        self._done.append(action)

    def finish(self, published: Mapping[str, str]) -> None:
        """Commit the steps and push them, or nothing where nothing would change.

        Raises `EditedMeanwhileError` where somebody else pushed since the plan, `WikiError`.
        """
        company = self._company
        changed = changes(self._state, self._done, published, company.id, self._sentences)
        texts = zip(changed.texts, self._remote.numbers(self._laid_down(changed.texts.values())), strict=True)
        commit = self._remote.commit(
            self._tree, dict(changed.numbers) | dict(texts), _message(company, self._done)
        )
        if commit:
            self._remote.push(self._tree, commit)

    def _read(self) -> None:
        self._done = []
        self._tree = self._remote.read()
        files = self._tree.files
        read = {path: number for path, number in files.items() if path.endswith(PAGE) or path == RECORD}
        contents = self._remote.contents(read.values())
        record = read_record(contents[read[RECORD]]) if RECORD in read else GitRecord()
        if record.handbook not in ("", self._company.id):
            raise WikiError(
                f'this wiki holds the handbook "{record.handbook}", and a wiki holds one. If that is now '
                f'called "{self._company.id}", write so in the wiki\'s file {RECORD}'
            )
        texts = {
            path: contents[number].decode(errors="replace") for path, number in read.items() if path != RECORD
        }
        self._state = GitState(files, self._tree.others, texts, record)

    def _files(self, files: Sequence[WikiFile]) -> Iterator[Wanted]:
        for file, number in zip(files, self._remote.numbers(file.file for file in files), strict=True):
            yield Wanted(f"{FILE}{file.path}", file.path, "", number)

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
        source = f"{action.existing.title} -> " if action.kind is ActionKind.MOVE and action.existing else ""
        lines.append(f"{_DONE[action.kind]} {source}{action.title}")
    return "\n".join(lines).rstrip() + "\n"
