"""Each way to open or to look for something is noted, and its change then seen."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rolebook.load.tracking.noting import noting
from rolebook.load.tracking.opened import is_unchanged

Change = Callable[[Path], object]


def _below_an_open_folder(root: Path) -> None:
    folder = os.open(root / "data", os.O_RDONLY)
    os.close(os.open("one.txt", os.O_RDONLY, dir_fd=folder))
    os.close(folder)


def _looked_for_below_an_open_folder(root: Path) -> None:
    folder = os.open(root / "data", os.O_RDONLY)
    with pytest.raises(FileNotFoundError):
        os.stat("two.txt", dir_fd=folder)
    os.close(folder)


def _database(root: Path) -> None:
    with closing(sqlite3.connect(f"file:{root}/data/a%20b.db?mode=ro", uri=True)) as opened:
        opened.execute("select * from sqlite_master").fetchall()


def _more_tables(root: Path) -> None:
    with closing(sqlite3.connect(root / "data/a b.db")) as opened:
        opened.execute("create table more (x)")


WAYS: dict[str, tuple[Change, Change]] = {
    "is there": (
        lambda root: (root / "data/one.txt").exists(),
        lambda root: (root / "data/one.txt").unlink(),
    ),
    "is a folder": (lambda root: (root / "data/sub").is_dir(), lambda root: (root / "data/sub").rmdir()),
    "is not there": (lambda root: (root / "data/x").exists(), lambda root: (root / "data/x").touch()),
    "below an open folder": (_below_an_open_folder, lambda root: (root / "data/one.txt").write_text("2")),
    "not below an open folder": (
        _looked_for_below_an_open_folder,
        lambda root: (root / "data/two.txt").touch(),
    ),
    "can be read": (
        lambda root: os.access(root / "data/one.txt", os.R_OK),
        lambda root: (root / "data/one.txt").unlink(),
    ),
    "cannot be read": (
        lambda root: os.access(root / "data/x", os.R_OK),
        lambda root: (root / "data/x").touch(),
    ),
    "a variable": (
        lambda _: os.environ.get("ROLEBOOK_ASKED"),
        lambda _: os.environ.update(ROLEBOOK_ASKED="1"),
    ),
    "a variable in bytes": (
        lambda _: os.environb.get(b"ROLEBOOK_ASKED"),
        lambda _: os.environ.update(ROLEBOOK_ASKED="1"),
    ),
    "a database by its address": (_database, _more_tables),
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_to_open(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at holds until it changes; a change of something else is nothing."""
    look, change = WAYS[way]
    monkeypatch.setenv("ROLEBOOK_ASKED", "0")
    (tmp_path / "data/sub").mkdir(parents=True)
    (tmp_path / "data/one.txt").write_text("1")
    sqlite3.connect(tmp_path / "data/a b.db").close()
    with noting(tmp_path) as noter:
        look(tmp_path)
    assert is_unchanged(tmp_path, noter.opened)
    (tmp_path / "data/other.txt").touch()
    assert is_unchanged(tmp_path, noter.opened)
    change(tmp_path)
    assert not is_unchanged(tmp_path, noter.opened)


def test_what_is_made_meanwhile_is_no_source(tmp_path: Path) -> None:
    """What the work itself writes, looks at and removes keeps nothing from being current."""
    with noting(tmp_path) as noter:
        (tmp_path / "made").mkdir()
        assert (tmp_path / "made").is_dir()
        (tmp_path / "made/x").write_text("x")
        written = tmp_path / "written"
        written.write_text("x")
        assert written.exists()
        written.unlink()
        (tmp_path / "made/x").unlink()
        (tmp_path / "made").rmdir()
    assert is_unchanged(tmp_path, noter.opened)
