"""The handbook's pictures and documents as attachments of its home page in Confluence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from rolebook.wiki.page import FILE, WikiFile
from rolebook.wiki.plan import Action, Kind, Wanted
from rolebook.wiki.wiki import EditedMeanwhileError
from rolebook_cli.wikis.confluence_api import ConfluenceApi, Content, RefusedError
from rolebook_cli.wikis.confluence_record import FileRecord, file_record
from rolebook_cli.wikis.confluence_state import file_title

_TAKEN, _FORBIDDEN = 400, 403


class AttachedFiles:
    """Files by their site paths; `names` are those of the attachments, `ids` the other way round."""

    def __init__(self, api: ConfluenceApi) -> None:
        self._api = api
        self._files: Mapping[str, WikiFile] = {}
        self.names: Mapping[str, str] = {}
        self.ids: Mapping[str, str] = {}

    def take(self, files: Sequence[WikiFile]) -> None:
        """Take the files of a handbook."""
        self._files = {f"{FILE}{file.path}": file for file in files}
        self.names = _names([file.path for file in files])
        self.ids = {name: f"{FILE}{path}" for path, name in self.names.items()}

    def wanted(self) -> Iterator[Wanted]:
        """Yield the files as they are to be attached."""
        for file_id, file in self._files.items():
            digest = sha256(file.file.read_bytes()).hexdigest()[:32]
            yield Wanted(file_id, file_title(self.names[file.path]), "", digest)

    def apply(self, action: Action, holder: str) -> None:
        """Take one step with a file; `holder` is the page that it is attached to.

        Raises `EditedMeanwhileError` and `RefusedError`.
        """
        before = self._before(action, holder)
        if action.kind is Kind.ARCHIVE:
            if before:
                self._remove(before, action.id, holder)
            return
        if not action.wanted:
            return
        file = self._files[action.id]
        comment = FileRecord(file.path, action.wanted.digest).comment
        name, data = self.names[file.path], file.file.read_bytes()
        if action.kind is Kind.UPDATE and before:
            self._api.attach_again(holder, before, data, comment)
            return
        self._attach(holder, name, data, comment)
        if before:  # it had another name
            self._remove(before, action.id, holder)

    def _before(self, action: Action, holder: str) -> Content | None:
        """Return the attachment that the plan saw."""
        if not action.existing:
            return None
        name = action.existing.title.removeprefix(file_title(""))
        found = next(self._api.attachments(holder, name), None)
        if found and str(found.version) == action.existing.revision:
            return found
        record = file_record(found) if found else None
        wanted = action.wanted.digest if action.wanted else ""
        if found and record and record.digest == wanted:
            return found  # another publish was quicker
        raise EditedMeanwhileError("a person changed or deleted the file just now")

    def _attach(self, holder: str, name: str, data: bytes, comment: str) -> None:
        try:
            self._api.attach(holder, name, data, comment)
        except RefusedError as error:
            if error.status != _TAKEN:
                raise
            # A first try may have arrived though its answer did not.
            found = next(self._api.attachments(holder, name), None)
            if not found:
                raise
            if found.comment != comment:
                raise EditedMeanwhileError(
                    "a file of this name is there that Rolebook did not attach"
                ) from error

    def _remove(self, content: Content, file_id: str, holder: str) -> None:
        """Put a file into the trash; where the account may not, say that it is no longer used."""
        try:
            self._api.delete(content.id)
        except RefusedError as error:
            if error.status != _FORBIDDEN:
                raise
            record = file_record(content)
            path, digest = file_id.removeprefix(FILE), record.digest if record else "unknown"
            self._api.comment_attachment(holder, content, FileRecord(path, digest, archived=True).comment)


def _names(paths: Sequence[str]) -> Mapping[str, str]:
    """Return a name for each file, all different: that of the file, or its whole path."""
    shared = Counter(PurePosixPath(path).name.casefold() for path in paths)
    return {
        path: PurePosixPath(path).name
        if shared[PurePosixPath(path).name.casefold()] == 1
        else path.replace("/", "-")
        for path in paths
    }
