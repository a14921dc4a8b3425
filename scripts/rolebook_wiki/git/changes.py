"""The steps of a publish as changed files of a git wiki."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolebook_wiki.git.mark import Mark, digest, marked
from rolebook_wiki.git.record import RECORD, GitRecord, Kept, written_record
from rolebook_wiki.git.state import PAGE, GitState, page_key
from rolebook_wiki.git.wanted import moved_page
from rolebook_wiki.page import FILE
from rolebook_wiki.plan import Action, ActionKind
from rolebook_wiki.sentences import Sentences


@dataclass(frozen=True)
class Changes:
    """What changes, by path: texts of pages, numbers of what other files hold; none for one that goes."""

    texts: Mapping[str, str]
    numbers: Mapping[str, str]


def changes(
    state: GitState, done: Sequence[Action], published: Mapping[str, str], handbook: str, sentences: Sentences
) -> Changes:
    """Return what changes in a wiki when steps are taken.

    `published` are the pages that are then published, by id; `handbook` is the id of their company.
    """
    record = GitRecord(handbook, dict(_kept(state, done, published)))
    written = [action.wanted for action in done if action.wanted]
    left = {path: action for action in done for path in _left(state, action)}
    moved = {path: action.id for path, action in left.items() if action.kind is ActionKind.MOVE}
    texts = dict(_moved(record, dict(state.moved) | moved, sentences)) | {
        page.title: marked(page.text, Mark(page.id, page.title, page.digest))
        for page in written
        if not page.id.startswith(FILE)
    }
    if record.pages or RECORD in state.paths:
        texts[RECORD] = written_record(record)
    gone = dict.fromkeys({*left, *state.moved} - texts.keys(), "")
    return Changes(texts, gone | {page.title: page.digest for page in written if page.id.startswith(FILE)})


def _kept(
    state: GitState, done: Sequence[Action], published: Mapping[str, str]
) -> Iterator[tuple[str, Kept]]:
    """Yield what the record is to say of what is published."""
    written = {action.id: action.wanted for action in done if action.wanted}
    for page_id, title in published.items():
        wanted = written.get(page_id)
        known = state.known.get(page_id)
        if wanted:
            yield page_id, Kept(wanted.title, wanted.digest)
        else:
            yield page_id, known or Kept(title, state.paths[title])


def _left(state: GitState, action: Action) -> Iterator[str]:
    """Yield the file that a page leaves."""
    path = state.files.get(action.id)
    if path and (action.kind is ActionKind.ARCHIVE or (action.wanted and path != action.wanted.title)):
        yield path


def _moved(record: GitRecord, moved: Mapping[str, str], sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Yield pages at the files that pages left, which say where they are now."""
    stands = {page_key(kept.file) for kept in record.pages.values()}
    for path, page_id in moved.items():
        now = record.pages.get(page_id)
        if now and not page_id.startswith(FILE) and page_key(path) not in stands:
            name = now.file.removesuffix(PAGE)
            text = moved_page(name.replace("-", " "), name, sentences)
            yield path, marked(text, Mark(page_id, path, digest(text), moved=True))
