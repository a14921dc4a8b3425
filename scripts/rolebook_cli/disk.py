"""What the disk refuses, in words: which of the folders that Rolebook writes to, and why."""

import os
import tempfile
from collections.abc import Mapping
from errno import EDQUOT, ENOSPC
from pathlib import Path

OUTPUT, CACHE, TEMPORARY = "--output", "ROLEBOOK_CACHE", "TMPDIR"
_WHAT = {OUTPUT: "the output", CACHE: "the cache", TEMPORARY: "temporary files"}
_FULL = 1 << 16
"""Bytes that are left where nothing more can be written."""


def in_words(error: OSError, places: Mapping[str, Path]) -> str:
    """Return what an error says; of a full disk, which it is. `places` are folders by what chooses them."""
    if error.errno not in (ENOSPC, EDQUOT):
        place = error.filename or next(iter(places.values()), "rolebook")
        return f"{place}: {error.strerror or error}"
    chosen, folder = _full({**places, TEMPORARY: Path(tempfile.gettempdir())}, str(error.filename or ""))
    return (
        f"the disk of {folder}, the folder for {_WHAT[chosen]}, is full: make room there, or set {chosen} to "
        "a folder on another disk"
    )


def _full(places: Mapping[str, Path], written: str) -> tuple[str, Path]:
    """Return the place that a file was written to, if that is known, else the one that is full."""
    for place in places.items():
        if written.startswith(f"{place[1]}/"):
            return place
    return min(places.items(), key=lambda place: _left(place[1]) > _FULL)


def _left(folder: Path) -> int:
    """Return how many bytes can still be written to a folder, or to the one that it will lie in."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    found = os.statvfs(there)
    return found.f_bavail * found.f_frsize if found.f_favail or not found.f_files else 0
