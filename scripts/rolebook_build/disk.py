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


def in_words(error: OSError, places: Mapping[str, Path]) -> str:
    """Return what an error says; of a full disk, which it is. `places` are folders by what chooses them."""
    found = None
    if error.errno in _NO_ROOM:
        found = _full(places, str(error.filename or ""))
    if not found:
        place = error.filename or next(iter(places.values()), "rolebook")
        return f"{place}: {error.strerror or error}"
    chosen, folder = found
    return (
        f"the disk of {folder}, the folder for {_WHAT[chosen]}, is full: make room there, or set {chosen} to "
        "a folder on another disk"
    )


def _full(places: Mapping[str, Path], written: str) -> tuple[str, Path] | None:
    """Return the place that a file was written to, if that is known, else the one that is full.

    Where none is any more, since what was written has been removed, it is the first of them.
    """
    all_of_them = {**places, TEMPORARY: Path(tempfile.gettempdir())}
    for place in all_of_them.items():
        if written.startswith(f"{place[1]}/"):
            return place
    full = (place for place in all_of_them.items() if _left(place[1]) <= _FULL)
    return next(full, next(iter(places.items()), None))


def _left(folder: Path) -> int:
    """Return how many bytes can still be written to a folder, or to the one that it will lie in."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    found = os.statvfs(there)
    return found.f_bavail * found.f_frsize if found.f_favail or not found.f_files else 0
