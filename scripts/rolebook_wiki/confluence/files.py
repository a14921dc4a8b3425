"""The handbook's pictures and documents as attachments of its home page in Confluence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from rolebook_wiki.confluence.attachments import Attachments
from rolebook_wiki.confluence.record import ARCHIVED, FileRecord, digest_of, file_record
from rolebook_wiki.confluence.server import ConfluenceRefusedError
from rolebook_wiki.confluence.stored_content import StoredContent
from rolebook_wiki.page import FILE, WikiFile
from rolebook_wiki.plan import Action, ActionKind, Existing, Wanted
from rolebook_wiki.wiki import EditedMeanwhileError

_TAKEN, _FORBIDDEN = 400, 403


class AttachedFiles:
    """Files by their site paths; `names` are those of the attachments."""

    def __init__(self) -> None:
        self._files: Mapping[str, WikiFile] = {}
        self.names: Mapping[str, str] = {}
        self._ids: Mapping[str, str] = {}

    def take(self, files: Sequence[WikiFile]) -> None:
        """Take the files of a handbook."""
        self._files = {f"{FILE}{file.path}": file for file in files}
        self.names = _names([file.path for file in files])
        self._ids = {name: f"{FILE}{path}" for path, name in self.names.items()}

    def wanted(self) -> Iterator[Wanted]:
        """Yield the files as they are to be attached."""
        for file_id, file in self._files.items():
            title = file_title(self.names[file.path])
            yield Wanted(file_id, title, "", digest_of(file.file.read_bytes()))

    def existing(self, there: Attachments, published: Mapping[str, str]) -> Iterator[Existing]:
        """Yield the attachments that Rolebook made, and those of a wanted name."""
        for content in there.all():
            record = file_record(content)
            file_id = f"{FILE}{record.path}" if record else self._ids.get(content.title, "")
            title, revision = file_title(content.title), str(content.version)
            if record:
                last = ARCHIVED if record.archived else record.digest
                ours = record.archived or content.version == record.version
                digest = last if ours else f"revision {revision}"
                yield Existing(title, revision, digest, file_id, last, title, record.archived)
            elif file_id in published:
                # A person put another file over ours.
                yield Existing(title, revision, f"revision {revision}", file_id, "ours", title)
            elif file_id:
                yield Existing(title, revision, "")

    def apply(self, action: Action, there: Attachments) -> None:
        """Take one step with a file; `there` are the attachments of the home page.

        Raises `EditedMeanwhileError` and `ConfluenceRefusedError`.
        """
        before = self._before(action, there)
        if action.kind is ActionKind.ARCHIVE:
            if before:
                self._remove(before, action.id, there)
            return
        if not action.wanted or (before and _holds(before, action.wanted)):
            return
        file = self._files[action.id]
        version = before.version + 1 if action.kind is ActionKind.UPDATE and before else 1
        comment = FileRecord(file.path, action.wanted.digest, version).comment
        name, data = self.names[file.path], file.file.read_bytes()
        if action.kind is ActionKind.UPDATE and before:
            there.write(before, data, comment)
            return
        self._attach(there, name, data, comment)
        if before:  # it had another name
            self._remove(before, action.id, there)

    def _before(self, action: Action, there: Attachments) -> StoredContent | None:
        """Return the attachment that the plan saw."""
        if not action.existing:
            return None
        name = action.existing.title.removeprefix(file_title(""))
        attached = there.named(name)
        if attached and str(attached.version) == action.existing.revision:
            return attached
        if attached and action.wanted and _holds(attached, action.wanted):
            return attached  # another publish was quicker
        raise EditedMeanwhileError("a person changed or deleted the file just now")

    def _attach(self, there: Attachments, name: str, data: bytes, comment: str) -> None:
        try:
            there.add(name, data, comment)
        except ConfluenceRefusedError as error:
            if error.status != _TAKEN:
                raise
            # A first try may have arrived though its answer did not.
            attached = there.named(name)
            if not attached:
                raise
            if attached.comment != comment:
                raise EditedMeanwhileError(
                    "a file of this name is there that Rolebook did not attach"
                ) from error

    def _remove(self, content: StoredContent, file_id: str, there: Attachments) -> None:
        """Put a file into the trash; where the account may not, say that it is no longer used."""
        try:
            there.remove(content)
        except ConfluenceRefusedError as error:
            if error.status != _FORBIDDEN:
                raise
            record = file_record(content)
            path, digest = file_id.removeprefix(FILE), record.digest if record else "unknown"
            there.set_comment(content, FileRecord(path, digest, content.version, archived=True).comment)


def _holds(content: StoredContent, wanted: Wanted) -> bool:
    """Tell whether an attachment is in the wanted version already, written by Rolebook."""
    record = file_record(content)
    state = (record.digest, record.version, record.archived) if record else None
    return state == (wanted.digest, content.version, False) and content.title == _name_in(wanted)


def _name_in(wanted: Wanted) -> str:
    return wanted.title.removeprefix(file_title(""))


def _names(paths: Sequence[str]) -> Mapping[str, str]:
    """Return a name for each file, all different: that of the file, or its whole path."""
    shared = Counter(PurePosixPath(path).name.casefold() for path in paths)
    return {
        path: PurePosixPath(path).name
        if shared[PurePosixPath(path).name.casefold()] == 1
        else path.replace("/", "-")
        for path in paths
    }


def file_title(name: str) -> str:
    """Return how an attachment is called in a plan."""
    return f"attachment {name}"
