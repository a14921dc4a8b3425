"""Putting a finished folder in the place of the one before it, whole or not at all."""

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rolebook.load.unfinished import SUFFIX, flush, remove_left_over, unfinished_name
from rolebook_build.spare_folders import keep_folders, prune, take_folders

_AT_WORKING_FOLDER = -100
_RENAME_EXCHANGE = 2
OF_A_SITE = ("404.html", "search/search_index.json")


class NotASiteError(Exception):
    """The place of an output is taken by something Rolebook did not build."""


@contextmanager
def staging(target: Path, spare: Path) -> Iterator[Path]:
    """Give a folder beside the target in which no file lies; it takes the target's place if all goes well.

    The folders of what stood there are kept at `spare`, empty, and the next time begins with them.
    Raises `NotASiteError` when a folder with other things in it stands there.
    """
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_left_over(target)
    folder = target.parent / unfinished_name(target)
    folder.mkdir()
    try:
        taken = take_folders(spare, folder)
        yield folder
        prune(taken)
        _replace(folder, target)
        keep_folders(folder, spare)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_folder(new: Path, target: Path) -> None:
    """Put a folder into the place of what is there; a process that reads the old one can go on."""
    if target.is_file() or target.is_symlink():
        target.unlink()
    try:
        _replace(new, target)
    except OSError:
        if not target.is_dir():
            raise
        _replace(new, target)  # another process has put one there meanwhile
    shutil.rmtree(new, ignore_errors=True)
    flush(target.parent)


def _refuse_foreign(target: Path) -> None:
    for folder in target.parents:
        if folder.is_file():
            raise NotASiteError(f"{folder} is a file; move it away or choose another --output")
    if target.is_symlink() or not target.exists():
        return
    if not target.is_dir():
        raise NotASiteError(f"{target} is a file; move it away")
    if any(target.iterdir()) and not is_site(target):
        raise NotASiteError(
            f"{target} holds other things than a handbook; move it away or choose another --output"
        )


def is_site(folder: Path) -> bool:
    """Tell whether a folder holds what Rolebook builds."""
    return any((folder / name).is_file() for name in OF_A_SITE)


def _replace(new: Path, target: Path) -> None:
    """Put the new folder in the target's place, and what was there in its: where possible, in one step."""
    if not target.exists() or target.is_symlink():
        target.unlink(missing_ok=True)
        new.rename(target)
    elif not _exchange(new, target):
        old = new.with_name(f"{new.name}.old{SUFFIX}")
        target.rename(old)
        new.rename(target)
        old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders by Linux's renameat2(2); False where there is no such call."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = ctypes.c_int(_AT_WORKING_FOLDER)
    result: int = rename(here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE))
    return result == 0
