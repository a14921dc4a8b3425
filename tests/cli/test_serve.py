"""`rolebook serve`: a preview that follows what is saved."""

import errno
import os
import re
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolebook_cli.report import Report
from rolebook_preview.preview import PortTakenError, serve
from tests.cli.conftest import Folder, company
from tests.cli.previewing import Preview
from tests.sites import plain_site
from tests.waiting import wait_until

ADDED = re.compile(r"<script>/\* Loads a page again.*?fetch\(\"/livereload/(\d+)\".*?</script>", re.DOTALL)


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
    preview.wait_for("<code>companies/acme.yml:3</code> unknown key &quot;brnd&quot;", "roles/qa-engineer/")
    assert "Find what breaks at Acme" in preview.read("roles/qa-engineer/")
    folder.write({"companies/acme.yml": company("Mended")})
    preview.wait_for("Mended")
    assert "rolebook-trouble" not in preview.read("roles/qa-engineer/")


def test_a_preview_of_something_broken_starts_all_the_same(folder: Folder, tmp_path: Path) -> None:
    """Started on a broken folder, the preview says what is wrong and waits for it to be mended."""
    folder.write({"companies/acme.yml": "name: Acme\n"})
    running = Preview(folder, tmp_path / "log.txt")
    try:
        running.wait_for_message("`facts:` is missing")
        wait_until(running.is_up, running.process, running.log)
        running.wait_for("companies/acme.yml:1</code> `facts:` is missing")
        assert running.status("") == 500
        folder.write({"companies/acme.yml": company("Mended")})
        running.wait_for("Mended")
    finally:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait() == 143


def test_each_kind_of_page_is_what_a_build_writes(folder: Folder, preview: Preview, tmp_path: Path) -> None:
    """But for the script that loads it again, a page is served as MkDocs alone writes it for a preview."""
    preview.wait_for("Acme")
    plain_site(folder.root, tmp_path / "site", preview=f"http://127.0.0.1:{preview.port}/")
    for path in ("", "roles/", "roles/qa-engineer/", "ladders/qa-engineer/", "tools/", "how-to-use/"):
        served = preview.read(path)
        assert ADDED.search(served)
        assert ADDED.sub("", served) == (tmp_path / "site" / path / "index.html").read_text()


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
    found = ADDED.search(preview.read("roles/qa-engineer/"))
    assert found
    folder.write({"companies/acme.yml": company("Renamed")})
    assert int(preview.read(f"livereload/{found[1]}")) > int(found[1])
    assert "Renamed" in preview.read("roles/qa-engineer/")


def test_what_is_no_part_of_the_handbook_changes_nothing(folder: Folder, preview: Preview) -> None:
    """A log beside the roles, an editor's own files, a build of the site: no page loads again for them."""
    preview.wait_for("Acme")
    found = ADDED.search(preview.read())
    assert found
    folder.write({"server.log": "GET /\n", "notes/todo.md": "x", "site/acme/index.html": "x"})
    folder.write({"roles/quality/.qa-engineer.md.swp": "x", "companies/.#acme.yml": "x"})
    folder.write({"companies/acme.yml": company("Renamed")})
    preview.wait_for("Renamed")
    preview.wait_for_message("http://")
    folder.write({"companies/acme.yml": company("Again")})
    preview.wait_for("Again")
    # The line is printed after the state shows; all but the last are there when the next one shows.
    assert preview.log.read_text().count("http://") in (2, 3)


def test_a_name_that_is_no_text(folder: Folder, preview: Preview) -> None:
    """It is told, and the preview goes on though the system cannot tell of such a name."""
    preview.wait_for("Find what breaks", "roles/qa-engineer/")
    odd = folder.root / "roles" / os.fsdecode(b"caf\xe9.md")
    odd.touch()
    preview.wait_for("caf\\xe9.md</code> has a name that is not UTF-8", "roles/qa-engineer/")
    odd.unlink()
    folder.write({"roles/quality/qa-engineer.md": "# QA\n## Objectives\n- Explain\n"})
    preview.wait_for("Explain", "roles/qa-engineer/")
    assert "Traceback" not in preview.log.read_text()


def test_folders_that_come_later(folder: Folder, preview: Preview) -> None:
    """A folder that was not there when the preview began is followed, and so is one below it."""
    preview.wait_for("Acme")
    folder.write({"docs/guide/first.md": "# First\n\nA first page\n"})
    preview.wait_for("A first page", "guide/first/")
    folder.write({"docs/guide/first.md": "# First\n\nA second thought\n"})
    preview.wait_for("A second thought", "guide/first/")
    folder.write({"roles/design/designer.md": "# Designer\n## Objectives\n- Draw\n"})
    preview.wait_for("Draw", "roles/designer/")


def test_folders_that_take_the_place_of_others(folder: Folder, preview: Preview) -> None:
    """What is saved in them later is followed: in one that was made anew, and behind a link that leads elsewhere."""
    folder.write(
        {"texts/one/page.md": "# Page\n\nWords of old\n", "texts/two/page.md": "# Page\n\nNewer words\n"}
    )
    link = folder.root / "docs/linked"
    link.parent.mkdir()
    link.symlink_to("../texts/one")
    preview.wait_for("Words of old", "linked/page/")
    link.unlink()
    link.symlink_to("../texts/two")
    preview.wait_for("Newer words", "linked/page/")
    folder.write({"texts/two/page.md": "# Page\n\nNewest words\n"})
    preview.wait_for("Newest words", "linked/page/")
    shutil.rmtree(folder.root / "roles/quality")
    folder.write({"roles/quality/tester.md": "# Tester\n## Objectives\n- Sleep well\n"})
    preview.wait_for("Sleep well", "roles/tester/")
    folder.write({"roles/quality/tester.md": "# Tester\n## Objectives\n- Look twice\n"})
    preview.wait_for("Look twice", "roles/tester/")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "", "[::2]:{port}", "a:b"]
)
def test_other_names_are_not_answered(preview: Preview, host: str) -> None:
    """A site elsewhere whose name leads to this machine reads nothing."""
    preview.wait_for("Acme")
    status, _, said = preview.ask("GET", "/roles/qa-engineer/", host.format(port=preview.port))
    assert (status, said) == (403, f"This preview is at http://127.0.0.1:{preview.port}/ only.\n")


def test_own_names_are_answered(preview: Preview) -> None:
    """By each name that this machine gives itself, and no page elsewhere can embed what is answered."""
    preview.wait_for("Acme")
    for host in ("localhost:{port}", "127.0.0.1:{port}", "LOCALHOST:{port}", "[::1]:{port}"):
        status, headers, said = preview.ask("GET", "/roles/qa-engineer/", host.format(port=preview.port))
        assert status == 200, host
        assert "Find what breaks at Acme" in said
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_preview_is_read(preview: Preview) -> None:
    """What is neither GET nor HEAD is refused; HEAD has no content."""
    preview.wait_for("Acme")
    host = f"127.0.0.1:{preview.port}"
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        status, headers, _ = preview.ask(method, "/", host)
        assert (status, headers["Allow"]) == (405, "GET, HEAD"), method
    status, headers, said = preview.ask("HEAD", "/", host)
    assert (status, said) == (200, "")
    assert int(headers["Content-Length"]) > 0


def test_a_port_that_is_taken(folder: Folder) -> None:
    """It is told with its number and another to take, and no address is printed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = folder.run("serve", "acme", "--port", str(port))
    assert done.code == 2
    assert (
        f"port {port} is in use by another program; choose another one, such as --port {port + 1}" in done.err
    )
    assert "http://" not in done.out + done.err


@pytest.mark.parametrize(
    ("port", "why", "other"),
    [(80, errno.EACCES, 8000), (443, errno.EADDRINUSE, 8000), (65535, errno.EADDRINUSE, 8000)],
)
def test_another_port_that_may_be_had(
    folder: Folder, port: int, why: int, other: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is proposed in the place of a port is one that anybody may take, and that there is."""

    def refuse(*_given: object) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr("rolebook_preview.preview.PreviewServer", refuse)
    monkeypatch.chdir(folder.root)
    with pytest.raises(PortTakenError, match=f"port {port} is .*such as --port {other}$"):
        serve(folder.root, "acme", port, open_browser=False, listener=Report())


def test_a_company_that_does_not_exist(folder: Folder) -> None:
    """A preview of a company that has no file is wrong use."""
    assert folder.run("serve", "nobody").code == 2
