"""`rolebook serve`: a preview that follows what is saved."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from rolebook.engine.build import build_site, folder_additions
from rolebook.load.folder import read_folder
from tests.cli.conftest import ROLEBOOK, Folder, company
from tests.waiting import wait_until

LIVERELOAD = re.compile(r"<script>\s*var livereload =.*?livereload\((\d+), \d+\);?\s*</script>", re.DOTALL)


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
            with urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def is_up(self) -> bool:
        """Tell whether the preview answers."""
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def status(self, path: str) -> int:
        """Return the status that a page is answered with."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def wait_for(self, words: str, path: str = "") -> None:
        """Wait until a page holds these words."""
        wait_until(lambda: words in self.read(path), self.process, self.log)

    def wait_for_message(self, words: str) -> None:
        """Wait until the preview has printed these words."""
        wait_until(lambda: words in self.log.read_text(), self.process, self.log)


@pytest.fixture
def preview(folder: Folder, tmp_path: Path) -> Iterator[Preview]:
    """Start a preview of Acme; end it by its process."""
    running = Preview(folder, tmp_path / "log.txt")
    yield running
    running.process.send_signal(signal.SIGTERM)
    running.process.wait()


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
        wait_until(running.is_up, running.process, running.log)
        assert running.status("") == 500
        folder.write({"companies/acme.yml": company("Mended")})
        running.wait_for("Mended")
    finally:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait() == 0


def test_each_kind_of_page_is_what_a_build_writes(folder: Folder, preview: Preview, tmp_path: Path) -> None:
    """But for the script that loads it again, a page is served as a build of the preview writes it."""
    preview.wait_for("Acme")
    content = read_folder(folder.root, folder_additions(folder.root))
    address = f"http://127.0.0.1:{preview.port}/"
    build_site(folder.root, content, "acme", tmp_path / "site", preview_url=address)
    for path in ("", "roles/", "roles/qa-engineer/", "ladders/qa-engineer/", "tools/", "how-to-use/"):
        served = preview.read(path)
        assert "livereload(" in served
        assert LIVERELOAD.sub("", served) == (tmp_path / "site" / path / "index.html").read_text()


def test_addresses_of_folders_and_of_nothing(folder: Folder, preview: Preview) -> None:
    """A folder's address gets its slash; a role that is gone is not found, and the page says where to go."""
    preview.wait_for("Find what breaks", "roles/qa-engineer")
    assert preview.status("nothing/of/the/kind/") == 404
    (folder.root / "roles/quality/qa-engineer.md").rename(folder.root / "roles/quality/tester.md")
    preview.wait_for("Find what breaks", "roles/tester/")
    assert preview.status("roles/qa-engineer/") == 404


def test_an_open_page_is_told_to_load_again(folder: Folder, preview: Preview) -> None:
    """The script of an open page waits for an answer, which comes when a change shows."""
    preview.wait_for("Acme")
    found = LIVERELOAD.search(preview.read("roles/qa-engineer/"))
    assert found
    folder.write({"companies/acme.yml": company("Renamed")})
    assert int(preview.read(f"livereload/{found[1]}/1")) > int(found[1])
    assert "Renamed" in preview.read("roles/qa-engineer/")


def test_a_company_that_does_not_exist(folder: Folder) -> None:
    """A preview of a company that has no file is wrong use."""
    assert folder.run("serve", "nobody").code == 2
