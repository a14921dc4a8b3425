"""A shape on disk: one file with every byte of it but the tokens, and an index that says where those were."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from rolebook.facts.token import Place
from rolebook.isolation.said import said
from rolebook.isolation.words import phrases, words
from rolebook.stamp.escape import Format
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES, Slot, cut, format_of

_BYTES, _INDEX, _SAID, _PHRASES = "shape.bytes", "shape.json", "said.txt", "phrases.txt"
_TOKEN_GAP = b"\0"
_MADE_FROM_THE_SITEMAP = "sitemap.xml.gz"


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


@dataclass
class _Index:
    """What a shape's index holds, as it grows."""

    files: list[list[Any]] = field(default_factory=list)
    slots: dict[Slot, int] = field(default_factory=dict)
    size: int = 0

    def add(self, path: str, pieces: Sequence[bytes], slots: Sequence[Slot]) -> None:
        """Note a file whose pieces are written at the end of the shape's bytes."""
        start, ends = self.size, []
        for piece in pieces:
            self.size += len(piece)
            ends.append(self.size)
        self.files.append([path, start, ends, [self.slots.setdefault(s, len(self.slots)) for s in slots]])

    def as_json(self, levels: Sequence[str]) -> str:
        """Return the index as it lies on disk."""
        slots = [[s.name, s.place.name, s.format, s.encoded] for s in self.slots]
        found: Mapping[str, Any] = {"levels": [*levels], "slots": slots, "files": self.files}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def compile_shape(site: Path, levels: Sequence[str], target: Path) -> None:
    """Write a built site, in which tokens stand for facts, into `target` as a shape."""
    index, texts = _Index(), set[str]()
    target.mkdir(parents=True, exist_ok=True)
    with (target / _BYTES).open("wb") as data:
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            if file.name == _MADE_FROM_THE_SITEMAP and file.parent == site:
                continue
            pieces, slots = _cut(file)
            path = file.relative_to(site).as_posix()
            index.add(path, pieces, slots)
            data.writelines(pieces)
            texts.update(said(path, _TOKEN_GAP.join(pieces)))
    lines = sorted(" ".join(text.splitlines()) for text in texts)
    (target / _SAID).write_text("\n".join(lines), encoding="utf-8")
    spoken = sorted({phrase for line in lines for phrase in phrases(words(line))})
    (target / _PHRASES).write_text("\n".join(spoken), encoding="utf-8")
    (target / _INDEX).write_text(index.as_json(levels), encoding="utf-8")


def _cut(file: Path) -> tuple[list[bytes], list[Slot]]:
    data = file.read_bytes()
    if file.suffix not in STAMPED_SUFFIXES or not any(mark in data for mark in MARKS):
        return [data], []
    pieces, slots = cut(data.decode(), format_of(file.name))
    return [piece.encode() for piece in pieces], slots


def said_by_shape(folder: Path) -> list[str]:
    """Return all that a shape says, each text once; a token stands as a null character."""
    return (folder / _SAID).read_text(encoding="utf-8").split("\n")


def phrases_of_shape(folder: Path) -> frozenset[str]:
    """Return the phrases of all that a shape says."""
    return frozenset((folder / _PHRASES).read_text(encoding="utf-8").split("\n"))


def open_shape(folder: Path) -> Shape:
    """Return the shape that `compile_shape` wrote. Raises `OSError`."""
    index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    return Shape(
        files=tuple(
            ShapeFile(path, start, tuple(ends), tuple(slots)) for path, start, ends, slots in index["files"]
        ),
        slots=tuple(_slots(index["slots"])),
        levels=tuple(index["levels"]),
        data=_mapped(folder / _BYTES),
    )


def _slots(written: Sequence[Any]) -> Iterator[Slot]:
    for name, place, file_format, encoded in written:
        yield Slot(name, Place[place], Format(file_format), encoded)


def _mapped(file: Path) -> memoryview:
    with file.open("rb") as data:
        return memoryview(mmap(data.fileno(), 0, access=ACCESS_READ))
