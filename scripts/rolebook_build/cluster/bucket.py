"""Editions in an object store, or wherever a URL leads."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

from rolebook.load.files import RECORD
from rolebook_build.cluster.store import Store
from rolebook_build.record import Record, record_from, record_text
from rolebook_build.replacing import OF_A_SITE, NotASiteError

_THERE = "there"


@dataclass(frozen=True)
class Bucket:
    """Editions below a URL.

    A whole edition is not put there in one step, only each of its files. So the record alone says which
    editions are whole: it says nothing of one while that is put there.
    """

    url: str

    def record(self) -> Record:
        """Return what stands there; an edition of which no file is left does not."""
        record = record_from(self._store.read(RECORD) or b"")
        there = self._store.folders() if record else set()
        return {company: state for company, state in record.items() if company in there}

    def keep(self, record: Record) -> None:
        """Write down what stands there, whole or not at all."""
        self._store.write(RECORD, record_text(record).encode())

    def identity(self, company: str) -> str:  # noqa: ARG002 - the record has only those that are there
        """Return what tells an edition from any other that takes its place: nothing does but the record."""
        return _THERE

    def put(self, company: str, write: Callable[[Path], None]) -> None:
        """Put what `write` writes in the place of a company's edition, file by file; then remove the others.

        The file by which a site is known comes first, so that half of one is known too. What the store says
        is there already is not put there again.
        """
        edition = self._store.below(company)
        state = edition.digests()
        if state and not set(OF_A_SITE) & state.keys():
            raise NotASiteError(
                f"{edition.url} holds other things than a handbook; move it away or choose another --output"
            )
        with tempfile.TemporaryDirectory(prefix="rolebook-edition-") as scratch:
            folder = Path(scratch)
            write(folder)
            files = {
                path.relative_to(folder).as_posix(): path
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
            changed = {name: path for name, path in files.items() if _md5(path) != state.get(name)}
            edition.upload({name: changed[name] for name in OF_A_SITE if name in changed})
            edition.upload({name: path for name, path in changed.items() if name not in OF_A_SITE})
        edition.remove(name for name in state if name not in files)

    def remove(self, company: str) -> None:
        """Remove a company's edition."""
        self._store.below(company).clear()

    def orphans(self, companies: Collection[str]) -> list[str]:
        """Return the names of handbooks that stand there and are none of those companies'."""
        others = sorted(name for name in self._store.folders() - {*companies} if not name.startswith("."))
        return [name for name in others if set(OF_A_SITE) & set(self._store.below(name).names())]

    def earlier(self, company: str) -> Path | None:  # noqa: ARG002 - its documents are set again
        """Return None: no edition is at hand here."""
        return None

    def address(self, path: str = "") -> str:
        """Return the URL of something."""
        return f"{self.url}/{path}".rstrip("/")

    @property
    def shared(self) -> str:
        """The URL below which the machines of a cluster find what they work from."""
        return f"{self.url}/.rolebook"

    @property
    def _store(self) -> Store:
        return Store(self.url)


def _md5(file: Path) -> str:
    return md5(file.read_bytes(), usedforsecurity=False).hexdigest()
