"""A shape stamped: one company's edition, written to disk."""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TypeAlias

from rolebook.shape.compiled import Shape, ShapeFile
from rolebook.stamp.folder import SITEMAP, compressed
from rolebook.stamp.text import written
from rolebook.stamp.values import Values

_Data: TypeAlias = bytes | memoryview
_AT_ONCE = 1 << 24
"""How many bytes of a shape are in memory before they are let go."""


def stamp_shape(shape: Shape, values: Values, target: Path, earlier: Path | None = None) -> None:
    """Write every file of an edition below `target`, a folder in which none of them lies.

    What is the same in `earlier`, an edition of before, is linked and not written: it keeps its time, and
    whoever copies the edition elsewhere sees what changed.
    """
    filled = [written(slot, values).encode() for slot in shape.slots]
    _make_folders(str(target), {file.path.rpartition("/")[0] for file in shape.files})
    read, same = 0, _Same()
    for path, data in _files(shape, filled):
        read += len(data)
        if read > _AT_ONCE:
            shape.let_go()
            read = 0
        if not earlier or not same.link(f"{earlier}/{path}", f"{target}/{path}", data):
            with open(f"{target}/{path}", "xb") as opened:  # noqa: PTH123 - a Path for each costs as much
                opened.write(data)


def _make_folders(target: str, folders: Collection[str]) -> None:
    """Make folders, and those that they lie in, where they are not there."""
    around = (str(parent) for folder in folders for parent in PurePosixPath(folder).parents)
    for folder in sorted({*folders, *around}):
        with suppress(FileExistsError):
            os.mkdir(f"{target}/{folder}")  # noqa: PTH102 - as above


def _files(shape: Shape, filled: list[bytes]) -> Iterator[tuple[str, _Data]]:
    """Yield each file of an edition; `filled` is what is written in each of the shape's slots."""
    for file in shape.files:
        data = _joined(shape, file, filled)
        yield file.path, data
        if file.path == SITEMAP:
            yield f"{SITEMAP}.gz", compressed(data)


def _joined(shape: Shape, file: ShapeFile, filled: list[bytes]) -> _Data:
    pieces = shape.pieces(file)
    if len(pieces) == 1:
        return pieces[0]
    parts: list[_Data] = [b""] * (2 * len(pieces) - 1)
    parts[::2] = pieces
    parts[1::2] = [filled[slot] for slot in file.slots]
    return b"".join(parts)


class _Same:
    """Links files that hold what is wanted already; it reads all of them into the same memory."""

    def __init__(self) -> None:
        self._read = bytearray()

    def link(self, earlier: str, target: str, data: _Data) -> bool:
        """Link a file; tell whether that was possible."""
        try:
            if self._holds(earlier, data):
                os.link(earlier, target)
                return True
        except OSError:
            pass
        return False

    def _holds(self, path: str, data: _Data) -> bool:
        status = os.lstat(path)
        if not S_ISREG(status.st_mode) or status.st_size != len(data):
            return False
        self._read.extend(bytes(max(0, len(data) + 1 - len(self._read))))
        with FileIO(path) as opened:
            return opened.readinto(self._read) == len(data) and self._read.startswith(data)
