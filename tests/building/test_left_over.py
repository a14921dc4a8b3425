"""What killed builds left beside an output is removed, what is being built is not."""

import os
from pathlib import Path

import pytest

from rolebook_build.replacing import staging


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    """Lay down what a process of another machine works on, or worked on."""
    folder = tmp_path / ".acme.elsewhere.1.building"
    folder.mkdir()
    return folder


def test_another_machine_works_on_it(unfinished: Path) -> None:
    """Its process cannot be seen from here, so what it writes stays."""
    with staging(unfinished.parent / "acme", unfinished.parent / "spare"):
        assert unfinished.is_dir()


def test_another_machine_worked_on_it(unfinished: Path) -> None:
    """After a day it does not any more."""
    os.utime(unfinished, (0, 0))
    with staging(unfinished.parent / "acme", unfinished.parent / "spare"):
        assert not unfinished.exists()


def test_a_process_of_this_machine_was_killed(tmp_path: Path) -> None:
    """What it left is removed at once."""
    with staging(tmp_path / "globex", tmp_path / "spare") as stage:
        name = stage.name.replace("globex", "acme")
    left = tmp_path / name.replace(str(os.getpid()), "999999999")
    left.mkdir()
    with staging(tmp_path / "acme", tmp_path / "spare"):
        assert not left.exists()
