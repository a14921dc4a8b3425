"""A folder whose own configuration runs code: every command says so once, before it does anything."""

import signal
from pathlib import Path

import pytest

from tests.cli.conftest import Folder, company
from tests.cli.previewing import Preview

MKDOCS = "site_name: x\ntheme: {name: material}\nplugins: [rolebook, macros, search]\nhooks: [mine.py]\n"
SAID = "mkdocs.yml:4: notice: the hook mine.py runs with your rights"


@pytest.mark.parametrize(
    "command", [("check", "--strict"), ("build",), ("print", "acme", "--product", "ladder")]
)
def test_a_hook_is_told(folder: Folder, command: tuple[str, ...]) -> None:
    """A hook is MkDocs' way and no mistake; whoever runs the command is told of it, once."""
    folder.write({"mkdocs.yml": MKDOCS, "mine.py": "from pathlib import Path\nPath('ran').touch()\n"})
    done = folder.run(*command)
    assert done.code == 0, done.err
    assert done.err.count(SAID) == 1
    assert (folder.root / "ran").exists()


def test_a_build_that_takes_longer_says_why(folder: Folder) -> None:
    """Where something of the folder's own may act on pages, each goes through MkDocs, and the build says so."""
    folder.write({"mkdocs.yml": MKDOCS, "mine.py": "", "overrides/main.html": '{% extends "base.html" %}\n'})
    said = folder.run("build").err
    assert (
        "mkdocs.yml: notice: the hook mine.py may act on pages, so they go through MkDocs one by one" in said
    )
    assert "overrides/main.html: notice: this template may act on pages" in said


def test_a_folder_without_code(folder: Folder) -> None:
    """A folder that runs nothing of its own hears nothing of it."""
    folder.write({"mkdocs.yml": MKDOCS.partition("hooks")[0]})
    assert "runs with your rights" not in folder.run("check").err
    assert "one by one" not in folder.run("build").err


@pytest.mark.parametrize("command", [("check",), ("build",), ("print", "acme")])
def test_a_python_tag_runs_nothing(folder: Folder, command: tuple[str, ...]) -> None:
    """A Python tag, in the configuration or in what it inherits, is refused by every command."""
    tag = "extra:\n  x: !!python/object/apply:os.mkdir [ran]\n"
    folder.write({"mkdocs.yml": f"INHERIT: base.yml\n{MKDOCS.partition('hooks')[0]}", "base.yml": tag})
    done = folder.run(*command)
    assert done.code == 1
    assert "base.yml:2: !!python/object/apply:os.mkdir runs Python; only !!python/name: of" in done.err
    assert not (folder.root / "ran").exists()


def test_a_preview_tells_it_once(folder: Folder, tmp_path: Path) -> None:
    """A preview of a folder with a hook says so when it starts, and not again at every change."""
    folder.write({"mkdocs.yml": MKDOCS, "mine.py": ""})
    running = Preview(folder, tmp_path / "log.txt")
    try:
        running.wait_for("Find what breaks at Acme", "roles/qa-engineer/")
        folder.write({"companies/acme.yml": company("Renamed")})
        running.wait_for("Find what breaks at Renamed", "roles/qa-engineer/")
    finally:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait()
    assert running.log.read_text().count(SAID) == 1
