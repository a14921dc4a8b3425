"""A shape stamped: one company's edition, written to disk."""

import gzip
from pathlib import Path

from rolebook.shape.compiled import Shape, ShapeFile
from rolebook.stamp.text import written
from rolebook.stamp.values import Values

_SITEMAP = "sitemap.xml"


def stamp_shape(shape: Shape, values: Values, target: Path) -> None:
    """Write every file of an edition below `target`, an empty folder."""
    filled = [written(slot, values).encode() for slot in shape.slots]
    root = f"{target}/"
    for folder in sorted({file.path.rpartition("/")[0] for file in shape.files}):
        Path(root + folder).mkdir(parents=True, exist_ok=True)
    for file in shape.files:
        data = joined(shape, file, filled)
        with open(root + file.path, "xb", buffering=0) as opened:  # noqa: PTH123 - a Path for each file costs as much as writing it
            opened.write(data)
        if file.path == _SITEMAP:
            (target / f"{_SITEMAP}.gz").write_bytes(compressed(data))


def joined(shape: Shape, file: ShapeFile, filled: list[bytes]) -> bytes | memoryview:
    """Return a file of an edition; `filled` is what is written in each of the shape's slots."""
    pieces = shape.pieces(file)
    if len(pieces) == 1:
        return pieces[0]
    parts: list[bytes | memoryview] = [b""] * (2 * len(pieces) - 1)
    parts[::2] = pieces
    parts[1::2] = [filled[slot] for slot in file.slots]
    return b"".join(parts)


def compressed(sitemap: bytes | memoryview) -> bytes:
    """Return the compressed sitemap; without a time in it, the same input gives the same bytes."""
    return gzip.compress(sitemap, mtime=0)
