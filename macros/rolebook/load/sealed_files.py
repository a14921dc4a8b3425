"""What is kept from one run to the next: sealed when it is written, believed only while the seal holds.

A kept file begins with a line that names what it is and gives size and digest of what follows. A kept folder
has such a file of its own, with size and digest of every other. What does not match counts as absent:
whoever reads it makes it anew.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from rolebook.load.unfinished import flush, remove, write_whole

_FORMAT = "rolebook-kept 1"
SEAL = ".rolebook-seal"
"""The file of a kept folder that says what belongs to it."""

_Listing = tuple[tuple[str, int, int, int], ...]
_NOT_CONTENT = ("__pycache__",)
_PIECE = 1 << 20


def seal_of(name: str, data: bytes) -> str:
    """Return what tells whether bytes are those that were kept as `name`: their size and digest."""
    return _sealed_by(name, [data])


def _seal_of_file(name: str, file: Path) -> str:
    """Return the seal of a file's bytes, which are read piece by piece: a shape may be larger than memory."""
    with file.open("rb") as data:
        return _sealed_by(name, iter(lambda: data.read(_PIECE), b""))


def _sealed_by(name: str, pieces: Iterable[bytes]) -> str:
    size, hasher = 0, sha256(name.encode() + bytes(1))
    for piece in pieces:
        size += len(piece)
        hasher.update(piece)
    return f"{size} {hasher.hexdigest()}"


def sealed(name: str, data: bytes) -> bytes:
    """Return bytes with their seal before them."""
    return f"{_FORMAT} {seal_of(name, data)}\n".encode() + data


def unsealed(name: str, data: bytes) -> bytes | None:
    """Return the bytes that were kept as `name`; None where these are not them."""
    head, _, rest = data.partition(b"\n")
    return rest if head == f"{_FORMAT} {seal_of(name, rest)}".encode() else None


def keep(file: Path, name: str, data: bytes) -> None:
    """Keep bytes in a file as `name`, whole or not at all. Raises `OSError`."""
    make_folder(file.parent)
    if file.is_dir() and not file.is_symlink():
        remove(file)
    write_whole(file, sealed(name, data))
    flush(file.parent)


def kept(file: Path, name: str) -> bytes | None:
    """Return the bytes that were kept in a file as `name`; None where they are not there, or not whole."""
    try:
        return unsealed(name, file.read_bytes())
    except OSError:
        return None


@dataclass(frozen=True, eq=False)
class KeptFolder:
    """A folder that is whole; `seal` tells it from any other, `note` is what was noted with it.

    Where anything in the folder was touched, it is another one, though it holds the same.
    """

    folder: Path
    seal: str
    note: Mapping[str, Any]


def seal_folder(folder: Path, name: str, note: Mapping[str, Any]) -> str:
    """Seal a folder, with all that lies in it now, as `name`; return the seal. Raises `OSError`."""
    files = {path: _seal_of_file(path, folder / path) for path, *_ in _listing(folder)}
    for path in files:
        flush(folder / path)
    written = json.dumps({"note": note, "files": files}).encode()
    keep(folder / SEAL, name, written)
    return _as_name(seal_of(name, written))


def kept_folder(folder: Path, name: str) -> KeptFolder | None:
    """Return a folder that was sealed as `name`; None where it is not there, or not as it was.

    A process looks through a folder once, and again when anything in it looks changed.
    """
    try:
        head = os.stat(folder / SEAL)  # noqa: PTH116 - beside the others'
        return _verified(folder, name, (("", head.st_ino, head.st_size, head.st_mtime_ns), *_listing(folder)))
    except OSError:
        return None


@lru_cache(maxsize=64)
def _verified(folder: Path, name: str, listing: _Listing) -> KeptFolder | None:
    written = kept(folder / SEAL, name)
    if written is None:
        return None
    said = json.loads(written)
    if [path for path, *_ in listing[1:]] != sorted(said["files"]):
        return None
    for path, seal in said["files"].items():
        if _seal_of_file(path, folder / path) != seal:
            return None
    return KeptFolder(folder, _as_name(seal_of(name, written)), said["note"])


def _as_name(seal: str) -> str:
    return seal.replace(" ", "-")


def _listing(folder: Path) -> _Listing:
    """Return the files of a folder but for its seal, in order, with what changes when one of them does."""
    return tuple(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for inner, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one not in _NOT_CONTENT]
        for name in names:
            path = f"{inner}/{name}"[len(str(folder)) + 1 :]
            if path != SEAL:
                status = os.stat(f"{inner}/{name}")  # noqa: PTH116 - a Path for each costs as much
                yield path, status.st_ino, status.st_size, status.st_mtime_ns


def make_folder(folder: Path) -> None:
    """Make a folder for what is kept; a file in its place is removed."""
    if folder.is_file():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
