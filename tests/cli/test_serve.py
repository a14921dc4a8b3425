"""`rolebook serve`: a preview that follows what is saved."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.cli.conftest import ROLEBOOK, Folder, company

PATIENCE_SECONDS = 30


class Preview:
    """A running preview of a folder."""

    def __init__(self, folder: Folder, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        self.process = subprocess.Popen(
            [ROLEBOOK, "serve", "acme", "--port", str(self.port)],
            cwd=folder.root,
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def read(self, path: str = "") -> str:
        """Return a page, or nothing while the server is not up."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def wait_for(self, words: str, path: str = "") -> None:
        """Wait until a page holds these words."""
        until = time.monotonic() + PATIENCE_SECONDS
        while words not in self.read(path):
            assert time.monotonic() < until, (
                f"{words!r} never came; the preview said:\n{self.log.read_text()}"
            )
            time.sleep(0.1)

    def wait_for_message(self, words: str) -> None:
        """Wait until the preview has printed these words."""
        until = time.monotonic() + PATIENCE_SECONDS
        while words not in self.log.read_text():
            assert time.monotonic() < until, f"{words!r} was never printed:\n{self.log.read_text()}"
            time.sleep(0.1)


@pytest.fixture
def preview(folder: Folder, tmp_path: Path) -> Iterator[Preview]:
    """Start a preview of Acme; end it by its process."""
    running = Preview(folder, tmp_path / "log.txt")
    yield running
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(timeout=20)


def test_a_preview_follows_what_is_saved(folder: Folder, preview: Preview) -> None:
    """A changed fact, a changed role and a new page in docs/ show up by themselves."""
    preview.wait_for("Find what breaks at Acme", "roles/qa-engineer/")
    folder.write({"companies/acme.yml": company("Renamed")})
    preview.wait_for("Find what breaks at Renamed", "roles/qa-engineer/")
    folder.write({"roles/quality/qa-engineer.md": "# QA\n## Objectives\n- Explain {{COMPANY_NAME}}\n"})
    preview.wait_for("Explain Renamed", "roles/qa-engineer/")


def test_a_mistake_keeps_the_last_good_state(folder: Folder, preview: Preview) -> None:
    """A mistake is reported with its place, the last good pages stay, and mending it goes on."""
    preview.wait_for("Acme")
    folder.write({"companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\nbrnd: {}\n"})
    preview.wait_for_message('companies/acme.yml:3: unknown key "brnd"')
    assert "Acme" in preview.read()
    folder.write({"companies/acme.yml": company("Mended")})
    preview.wait_for("Mended")


def test_a_preview_of_something_broken_starts_all_the_same(folder: Folder, tmp_path: Path) -> None:
    """Started on a broken folder, the preview says what is wrong and waits for it to be mended."""
    folder.write({"companies/acme.yml": "name: Acme\n"})
    running = Preview(folder, tmp_path / "log.txt")
    try:
        running.wait_for_message("`facts:` is missing")
        folder.write({"companies/acme.yml": company("Mended")})
        running.wait_for("Mended")
    finally:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=20) == 0


def test_a_company_that_does_not_exist(folder: Folder) -> None:
    """A preview of a company that has no file is wrong use."""
    assert folder.run("serve", "nobody").code == 2
