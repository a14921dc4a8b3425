"""Where editions are put: a folder, or a place elsewhere."""

import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from rolebook.load.files import RECORD
from rolebook.load.unfinished import write_whole
from rolebook.model.problem import BuildError
from rolebook_build.disk import OUTPUT, in_words
from rolebook_build.record import Record, record_from, record_text
from rolebook_build.replacing import is_site, staging

_OWN = ".rolebook"
_FOLDERS = "folders"


class Output(Protocol):
    """The editions of companies, each below the company's id, and the record of them."""

    def record(self) -> Record:
        """Return what stands there, as far as it is known."""

    def keep(self, record: Record) -> None:
        """Write down what stands there, whole or not at all. Raises `BuildError`."""

    def identity(self, company: str) -> str:
        """Return what tells an edition from any other that takes its place; empty where there is none."""

    def put(self, company: str, write: Callable[[Path], None]) -> None:
        """Put what `write` writes into a folder in the place of a company's edition.

        Raises `NotASiteError` where other things lie.
        """

    def remove(self, company: str) -> None:
        """Remove a company's edition."""

    def orphans(self, companies: Collection[str]) -> list[str]:
        """Return the names of handbooks that stand there and are none of those companies'."""

    def earlier(self, company: str) -> Path | None:
        """Return the folder in which a company's edition lies; None where none is at hand."""

    def address(self, path: str = "") -> str:
        """Return where something lies, as a reader finds it."""

    @property
    def shared(self) -> str:
        """The URL or path below which the machines of a cluster find what they work from."""


@dataclass(frozen=True)
class Folder:
    """A folder of editions."""

    path: Path

    def record(self) -> Record:
        """Return what stands there, as far as it is known."""
        try:
            return record_from((self.path / RECORD).read_bytes())
        except OSError:
            return {}

    def keep(self, record: Record) -> None:
        """Write down what stands there, whole or not at all."""
        if not self.path.is_dir():
            return
        try:
            write_whole(self.path / RECORD, record_text(record).encode())
        except OSError as error:
            error.filename = str(self.path / RECORD)
            raise BuildError(in_words(error, {OUTPUT: self.path})) from error

    def identity(self, company: str) -> str:
        """Return what tells an edition from any other that takes its place; empty where there is none."""
        try:
            status = os.stat(f"{self.path}/{company}")  # noqa: PTH116 - asked for every company of a thousand
        except OSError:
            return ""
        return f"{status.st_dev}.{status.st_ino}.{status.st_mtime_ns}"

    def put(self, company: str, write: Callable[[Path], None]) -> None:
        """Put what `write` writes in the place of a company's edition, in one step."""
        with staging(self.path / company, self._spare(company)) as stage:
            write(stage)

    def remove(self, company: str) -> None:
        """Remove a company's edition."""
        shutil.rmtree(self.path / company)
        shutil.rmtree(self._spare(company), ignore_errors=True)

    def orphans(self, companies: Collection[str]) -> list[str]:
        """Return the names of handbooks that stand there and are none of those companies'."""
        folders = (
            (entry.name for entry in os.scandir(self.path) if entry.is_dir()) if self.path.is_dir() else ()
        )
        others = (name for name in folders if name not in companies and not name.startswith("."))
        return sorted(name for name in others if is_site(self.path / name))

    def earlier(self, company: str) -> Path | None:
        """Return the folder in which a company's edition lies."""
        return self.path / company

    def address(self, path: str = "") -> str:
        """Return where something lies, as a reader finds it from where they are."""
        return shown(self.path / path)

    @property
    def shared(self) -> str:
        """The path below which the machines of a cluster find what they work from."""
        return str(self.path / _OWN)

    def _spare(self, company: str) -> Path:
        return self.path / _OWN / _FOLDERS / company


def is_elsewhere(output: Path | str) -> bool:
    """Tell whether an output is a URL of something else than a folder."""
    return isinstance(output, str) and "://" in output and not output.startswith("file://")


def output_at(output: Path | str) -> Output:
    """Return the output at a path or URL. Raises `BuildError`."""
    if is_elsewhere(output):
        from rolebook_build.cluster.bucket import Bucket  # noqa: PLC0415 - most outputs are folders

        return Bucket(str(output).rstrip("/"))
    if isinstance(output, str) and output.startswith("file://"):
        output = unquote(urlsplit(output).path)
    return Folder(Path(output).absolute())


def shown(path: Path) -> str:
    """Return a path as a reader finds it from where they are."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
