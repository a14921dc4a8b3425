"""What only a whole build makes, such as the search index: built beside the preview, when edits rest."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Lock, Timer

from rolebook.check import declared_in, problems_of
from rolebook.engine.build import build_shape, folder_additions
from rolebook.engine.engine import ShapeContext
from rolebook.load.folder import read_folder
from rolebook.model.problem import BuildError, errors
from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade
from rolebook.shape.anonymous import anonymous, exact_choice

_REST_SECONDS = 1.0
_PATIENCE_SECONDS = 120.0
_NICENESS = 10
_SEARCH = "search/"
_SPAWNED = get_context("spawn")


@dataclass(frozen=True)
class _Built:
    """A whole build; `known` are the files that the preview makes itself."""

    folder: Path
    known: frozenset[str]


class WholeShape:
    """The last whole build of a preview's shape, and the one under way, in a process of its own.

    `failed` takes what a whole build finds wrong and no page alone shows, such as a link to a heading that
    another page lacks.
    """

    def __init__(self, root: Path, company: str, scratch: Path, failed: Callable[[str], None]) -> None:
        self._root, self._company, self._scratch, self._failed = root, company, scratch, failed
        self.is_stale = False
        self._built: _Built | None = None
        self._number = 0
        self._process: BaseProcess | None = None
        self._lock = Lock()
        self._ended = Event()

    def follow(self, known: frozenset[str]) -> None:
        """Build anew once edits rest.

        `known` are the files that are made without a whole build.
        """
        with self._lock:
            self._supersede()
            self.is_stale = False
            wanted = _Built(self._scratch / f"whole-{self._number}", known)
            timer = Timer(_REST_SECONDS, self._build, (wanted, self._number))
            timer.daemon = True
            timer.start()

    def file(self, path: str) -> Path | None:
        """Return where a file lies that only a whole build makes; the end of the first is waited for."""
        if path.startswith(_SEARCH):
            self._ended.wait(_PATIENCE_SECONDS)
        built = self._built
        return None if not built or path in built.known else built.folder / path

    def stop(self) -> None:
        """End what is under way; it is out of date."""
        with self._lock:
            self._supersede()

    def _supersede(self) -> None:
        self._number += 1
        self.is_stale = True
        if self._process:
            self._process.terminate()
            self._process = None

    def _build(self, wanted: _Built, number: int) -> None:
        ours, theirs = _SPAWNED.Pipe(duplex=False)
        with self._lock:
            if number != self._number:
                return
            given = self._root, self._company, wanted.folder, theirs
            self._process = _SPAWNED.Process(target=_build_beside, args=given, daemon=True)
            self._process.start()
        theirs.close()
        said = _received(ours)
        with self._lock:
            if number != self._number:
                shutil.rmtree(wanted.folder, ignore_errors=True)
                return
            self._take(wanted, said)
        if said:
            self._failed(said)

    def _take(self, wanted: _Built, said: str | None) -> None:
        """Serve from now on what was built, if it ended well."""
        self._process = None
        self.is_stale = said is None
        if said == "":
            if self._built:
                shutil.rmtree(self._built.folder, ignore_errors=True)
            self._built = wanted
        self._ended.set()


def _received(connection: Connection) -> str | None:
    """Return what a process says at its end; None where it was ended."""
    try:
        said: str | None = connection.recv()
    except EOFError:
        return None
    return said


def _build_beside(root: Path, company: str, target: Path, told: Connection) -> None:
    """Build a shape as the folder is now; tell what is wrong, nothing if all is well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    try:
        told.send(_whole(root, company, target))
    except (BuildError, OSError) as error:
        told.send(str(error))


def _whole(root: Path, company_id: str, target: Path) -> str | None:
    """Build a shape; return None, and build nothing, where the preview has said already what is wrong."""
    content = read_folder(root, folder_additions(root))
    company = content.companies.get(company_id)
    if not company or errors(problems_of(content, [company_id])):
        return None
    nobody = anonymous(company, exact_choice(company, content.roles))
    # Pages are made one by one when a browser asks for them; here they only must not fail.
    given = ShapeContext(content, nobody, declared_in(content), pages=_Nobody())
    build_shape(root, given, target, preview=True)
    return ""


class _Nobody:
    """Takes pages, and does nothing with them."""

    def made(self, _path: str) -> None:
        """Know nothing of before."""

    def keep(self, _path: str) -> None:
        """Take a page as it is."""

    def add(self, _path: str, _page: FramedPage, _made: PageMade | None) -> None:
        """Take a page."""
