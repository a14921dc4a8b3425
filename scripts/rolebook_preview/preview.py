"""`rolebook serve`: a live preview of one company's handbook."""

import errno
import os
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from rolebook.check import problems_of
from rolebook.engine.engine import engine
from rolebook.engine.live_site import LiveSite
from rolebook.load.folder import read_folder
from rolebook.load.input_digests import Inputs, read_inputs
from rolebook.load.parsed_before import Readings
from rolebook.model.problem import BuildError, errors
from rolebook_preview.listener import PreviewListener
from rolebook_preview.server import HOST, PreviewServer
from rolebook_preview.version import Version
from rolebook_preview.watching import changes


class PortTakenError(Exception):
    """The port is another program's, or not this user's to listen at."""


def serve(folder: Path, company: str, port: int, open_browser: bool, listener: PreviewListener) -> None:
    """Serve a company's handbook on this machine, and follow every change of a file, until it is stopped.

    A change that breaks something is reported, in the terminal and on each page; the last good state stays.
    Raises `PortTakenError`.
    """
    os.chdir(folder)  # as a build does
    with tempfile.TemporaryDirectory(prefix="rolebook-", ignore_cleanup_errors=True) as scratch:
        preview = _Preview(folder, company, port, Path(scratch), listener)
        with _listening(preview, port) as server:
            try:
                first = preview.begin()  # on all cores, as long as there is one thread
                Thread(target=server.serve_forever, daemon=True).start()
                preview.follow(first, open_browser)
            finally:
                preview.site.close()


def _listening(preview: "_Preview", port: int) -> PreviewServer:
    try:
        return PreviewServer(preview.site, port, preview.version, lambda: preview.trouble)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        is_in_use = error.errno == errno.EADDRINUSE
        why = "is in use by another program" if is_in_use else "is not yours to use"
        other = port + 1 if is_in_use and _FIRST_OF_ANYBODY <= port < _LAST else _ANYBODYS
        raise PortTakenError(f"port {port} {why}; choose another one, such as --port {other}") from error


_FIRST_OF_ANYBODY, _ANYBODYS, _LAST = 1024, 8000, 65535
"""Ports: the first that nobody needs rights for, one that is seldom taken, the last that there is."""


class _Preview:
    """What is shown of a folder, and what keeps it from being newer."""

    def __init__(
        self, folder: Path, company: str, port: int, scratch: Path, listener: PreviewListener
    ) -> None:
        self._folder, self._company, self._listener = folder, company, listener
        self._address = f"http://{HOST}:{port}/"
        self._readings = Readings()
        self.version = Version()
        self.trouble: Sequence[str] = ()
        self.site = LiveSite(
            folder, company, self._address, scratch, listener.failure, noticed=self.version.step
        )

    def begin(self) -> Inputs:
        """Show the folder as it is; return what it is then."""
        first = read_inputs(self._folder)
        self._refresh(first)
        return first

    def follow(self, first: Inputs, open_browser: bool) -> None:
        """Show the folder as it becomes."""
        if open_browser:
            webbrowser.open(self._address)
        for inputs in changes(self._folder, first, lambda: self.site.opened):
            self._refresh(inputs)

    def _refresh(self, inputs: Inputs) -> None:
        with self.version.changing():
            try:
                self.trouble = self._show(inputs)
            except (BuildError, OSError) as error:
                self.trouble = str(error).splitlines()
                self._listener.failure(str(error))
        self._listener.line(f"{self._company}: {self._address}")

    def _show(self, inputs: Inputs) -> Sequence[str]:
        """Show the folder; return what is wrong, where that keeps the last good state."""
        content = read_folder(self._folder, engine().folder_additions(self._folder), self._readings)
        problems = problems_of(content, [self._company])
        self._listener.problems(problems)
        wrong = [str(problem) for problem in errors(problems)]
        if wrong:
            self._listener.failure("not shown because of the problems above; the last good state stays")
        else:
            self.site.show(inputs, content)
        return wrong
