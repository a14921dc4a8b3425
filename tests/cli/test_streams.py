"""What the command prints, where that cannot be written."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROLEBOOK, Folder, company

COMMANDS = (["config"], ["check"], ["build", "acme"], ["--help"])
LOST = "standard output cannot be written (No space left on device); what it should say is lost\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_on_a_full_disk(folder: Folder, command: list[str]) -> None:
    """It is told that it is the output, and no folder of Rolebook's."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [ROLEBOOK, *command], cwd=folder.root, check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (1, LOST)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_has_left(folder: Folder, command: list[str]) -> None:
    """It ends as shells expect of any program, without a word; what it was to do is done."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [ROLEBOOK, *command], cwd=folder.root, check=False, stdout=write, stderr=subprocess.PIPE, text=True
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")
    assert (folder.root / "site/acme/index.html").exists() == (command[0] == "build")


def test_complaints_that_nobody_hears(folder: Folder) -> None:
    """They stop nothing: sound companies are built, and the exit code tells of the others."""
    folder.write({"companies/globex.yml": "name: Globex\n"})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [ROLEBOOK, "build"], cwd=folder.root, check=False, stdout=subprocess.PIPE, stderr=full, text=True
        )
    assert (done.returncode, done.stdout) == (1, "Built 1 handbook:\n  acme: site/acme/index.html\n")


def test_letters_that_an_output_does_not_know(folder: Folder) -> None:
    """They are spelled out; a configuration is UTF-8 wherever it is printed."""
    folder.write({"companies/größe.yml": company("Größe"), "mkdocs.yml": "site_description: Größe\n"})
    done = folder.run("build", "größe", PYTHONIOENCODING="ascii:strict")
    assert (done.code, done.out) == (
        0,
        "Built 1 handbook:\n  gr\\xf6\\xdfe: site/gr\\xf6\\xdfe/index.html\n",
    )
    assert "site_description: Größe\n" in folder.run("config", PYTHONIOENCODING="ascii:strict").out
