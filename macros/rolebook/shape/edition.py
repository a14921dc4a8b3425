"""A shape stamped: one company's edition, written to disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from rolebook.shape.compiled import Shape, ShapeFile
from rolebook.stamp.folder import SITEMAP, compressed
from rolebook.stamp.text import written
from rolebook.stamp.values import Values

_AT_ONCE = 1 << 24
"""How many bytes of a shape are in memory before they are let go."""


def stamp_shape(shape: Shape, values: Values, target: Path, earlier: Path | None = None) -> None:
    """Write every file of an edition below `target`, an empty folder.

    What is the same in `earlier`, an edition of before, is linked and not written: it keeps its time, and
    whoever copies the edition elsewhere sees what changed.
    """
    filled = [written(slot, values).encode() for slot in shape.slots]
    for folder in sorted({file.path.rpartition("/")[0] for file in shape.files}):
        os.makedirs(f"{target}/{folder}", exist_ok=True)  # noqa: PTH103 - a Path for each costs as much
    read = 0
    for path, data in _files(shape, filled):
        read += len(data)
        if read > _AT_ONCE:
            shape.let_go()
            read = 0
        if not earlier or not _linked(f"{earlier}/{path}", f"{target}/{path}", data):
            with open(f"{target}/{path}", "xb", buffering=0) as opened:  # noqa: PTH123 - as above
                opened.write(data)


def _files(shape: Shape, filled: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield each file of an edition; `filled` is what is written in each of the shape's slots."""
    for file in shape.files:
        data = _joined(shape, file, filled)
        yield file.path, data
        if file.path == SITEMAP:
            yield f"{SITEMAP}.gz", compressed(data)


def _joined(shape: Shape, file: ShapeFile, filled: list[bytes]) -> bytes:
    pieces = shape.pieces(file)
    parts: list[bytes | memoryview] = [b""] * (2 * len(pieces) - 1)
    parts[::2] = pieces
    parts[1::2] = [filled[slot] for slot in file.slots]
    return b"".join(parts)


def _linked(earlier: str, target: str, data: bytes) -> bool:
    """Link a file that holds the same already; tell whether that was possible."""
    try:
        found = os.lstat(earlier)
        if not S_ISREG(found.st_mode) or found.st_size != len(data) or Path(earlier).read_bytes() != data:
            return False
        os.link(earlier, target)
    except OSError:
        return False
    return True
