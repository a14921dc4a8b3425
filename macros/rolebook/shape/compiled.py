"""A shape on disk: one file with every byte of it but the tokens, and an index that says where those were."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from rolebook.facts.token import Place
from rolebook.stamp.escape import Format
from rolebook.stamp.text import Slot

if sys.platform != "win32":
    from mmap import MADV_DONTNEED

BYTES, INDEX = "shape.bytes", "shape.json"
"""The files of a shape: its bytes and its index."""

TOKEN_GAP = "\ufffc".encode()
"""Stands for a token in what a shape says: any reader of files takes it, and it is part of no word."""


@dataclass(frozen=True)
class ShapeFile:
    """A file of a shape.

    Its first piece begins at `start` of the shape's bytes, its i-th ends at `ends[i]`; `slots[i]` follows it.
    """

    path: str
    start: int
    ends: tuple[int, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """A compiled shape. `levels` are the names of all levels, as the specs spell them.

    The bytes are mapped from disk, so that all processes of a machine share them.
    """

    files: tuple[ShapeFile, ...]
    slots: tuple[Slot, ...]
    levels: tuple[str, ...]
    data: memoryview

    def pieces(self, file: ShapeFile) -> list[memoryview]:
        """Return what stands between the slots of a file, one piece more than there are slots."""
        starts = (file.start, *file.ends)
        return [self.data[start:end] for start, end in zip(starts, file.ends, strict=False)]

    def let_go(self) -> None:
        """Give back the memory that pieces were read into; they are read again when they are asked for."""
        if isinstance(self.data.obj, mmap) and sys.platform != "win32":
            self.data.obj.madvise(MADV_DONTNEED)


def open_shape(folder: Path) -> Shape:
    """Return the shape that `compile_shape` wrote. Raises `OSError`."""
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return Shape(
        files=tuple(
            ShapeFile(path, start, tuple(ends), tuple(slots)) for path, start, ends, slots in index["files"]
        ),
        slots=tuple(_slots(index["slots"])),
        levels=tuple(index["levels"]),
        data=_mapped(folder / BYTES),
    )


def _slots(written: Sequence[Any]) -> Iterator[Slot]:
    for name, place, file_format, encoded in written:
        yield Slot(name, Place[place], Format(file_format), encoded)


def _mapped(file: Path) -> memoryview:
    with file.open("rb") as data:
        return memoryview(mmap(data.fileno(), 0, access=ACCESS_READ))
