"""What the disk refuses, in words: which of the folders that Rolebook writes to, and why."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path

from rolebook.model.problem import BuildError

OUTPUT, CACHE, TEMPORARY = "--output", "ROLEBOOK_CACHE", "TMPDIR"
_WHAT = {OUTPUT: "the output", CACHE: "the cache", TEMPORARY: "temporary files"}
_NO_ROOM = (ENOSPC, EDQUOT)
_FULL = 1 << 16
"""Bytes that are left where nothing more can be written."""


@contextmanager
def temporary_files() -> Iterator[None]:
    """Do what writes temporary files and nothing else. Raises `BuildError` where their disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise BuildError(in_words(error, {TEMPORARY: Path(tempfile.gettempdir())})) from error


def in_words(error: OSError, folders: Mapping[str, Path]) -> str:
    """Return what an error says; of a full disk, which it is. `folders` are keyed by what chooses them."""
    full = None
    if error.errno in _NO_ROOM:
        full = _full(folders, str(error.filename or ""))
    if not full:
        path = error.filename or next(iter(folders.values()), "rolebook")
        return f"{path}: {error.strerror or error}"
    chosen, folder = full
    return (
        f"the disk of {folder}, the folder for {_WHAT[chosen]}, is full: make room there, or set {chosen} to "
        "a folder on another disk"
    )


def _full(folders: Mapping[str, Path], written: str) -> tuple[str, Path] | None:
    """Return the folder that a file was written to, if that is known, else the one that is full.

    Where none is any more, since what was written has been removed, it is the first of them.
    """
    all_of_them = {**folders, TEMPORARY: Path(tempfile.gettempdir())}
    for choice in all_of_them.items():
        if written.startswith(f"{choice[1]}/"):
            return choice
    full = (choice for choice in all_of_them.items() if _left(choice[1]) <= _FULL)
    return next(full, next(iter(folders.items()), None))


def _left(folder: Path) -> int:
    """Return how many bytes can still be written to a folder, or to the one that it will lie in."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    disk = os.statvfs(there)
    return disk.f_bavail * disk.f_frsize if disk.f_favail or not disk.f_files else 0
