"""A built site compiled into a shape."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rolebook.isolation.extracted import ExtractedText, Reading
from rolebook.isolation.extraction import extracted
from rolebook.isolation.theme import is_shipped
from rolebook.render.frame import Frame, FramedPage
from rolebook.shape.compiled import BYTES, INDEX, TOKEN_GAP, Shape, ShapeFile
from rolebook.shape.extracted_texts import keep_heard
from rolebook.stamp.escape import Format
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES, Slot, cut, format_of

_MADE_FROM_THE_SITEMAP = "sitemap.xml.gz"
_Cut = tuple[Sequence[bytes | memoryview], Sequence[Slot]]


@dataclass
class _Index:
    """What a shape's index holds, as it grows."""

    files: list[list[Any]] = field(default_factory=list)
    slots: dict[Slot, int] = field(default_factory=dict)
    size: int = 0

    def add(self, path: str, pieces: Sequence[bytes | memoryview], slots: Sequence[Slot]) -> None:
        """Note a file whose pieces are written at the end of the shape's bytes."""
        start, ends = self.size, []
        for piece in pieces:
            self.size += len(piece)
            ends.append(self.size)
        self.files.append([path, start, ends, [self.slots.setdefault(s, len(self.slots)) for s in slots]])

    def as_json(self, levels: Sequence[str]) -> str:
        """Return the index as it lies on disk."""
        slots = [[s.name, s.place.name, s.format, s.encoded] for s in self.slots]
        index: Mapping[str, Any] = {"levels": [*levels], "slots": slots, "files": sorted(self.files)}
        return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


class ShapeWriter:
    """Writes a shape into a folder: pages as they are made, then what else is in the site.

    With `hears`, it notes what the shape says, which need not be known where there is one company only.
    """

    def __init__(self, target: Path, *, hears: bool) -> None:
        self._target, self._hears = target, hears
        self._index = _Index()
        self._texts: set[ExtractedText] = set()
        self._heard = Reading()
        self._frames: dict[int, Frame] = {}

    def __enter__(self) -> Self:
        """Begin a shape."""
        self._target.mkdir(parents=True, exist_ok=True)
        self._data = (self._target / BYTES).open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End with the shape's bytes."""
        self._data.close()

    def add_page(self, path: str, page: FramedPage) -> None:
        """Add a page; what its frame says is heard once for all that are in it."""
        pieces, slots = cut(page.html, Format.HTML)
        self._add(path, ([piece.encode(errors="xmlcharrefreplace") for piece in pieces], slots))
        if self._hears:
            if self._frames.setdefault(id(page.frame), page.frame) is page.frame:
                self._hear(path, _without_tokens(page.frame.empty))
            self._hear(path, _without_tokens("\n".join(page.values.values())))

    def add_kept(self, path: str, earlier: Shape, file: ShapeFile) -> None:
        """Add a page as it is in a shape of before."""
        pieces = earlier.pieces(file)
        self._add(path, (pieces, [earlier.slots[slot] for slot in file.slots]))
        if self._hears:
            self._hear(path, TOKEN_GAP.join(pieces))

    def add_site(self, site: Path) -> None:
        """Add every file of a built site, in which tokens stand for facts."""
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            if file.name == _MADE_FROM_THE_SITEMAP and file.parent == site:
                continue
            path, (pieces, slots) = file.relative_to(site).as_posix(), _cut(file)
            self._add(path, (pieces, slots))
            if self._hears and (slots or not is_shipped(path, bytes(pieces[0]))):
                self._hear(path, TOKEN_GAP.join(pieces))

    def finish(self, levels: Sequence[str]) -> None:
        """Write the index; `levels` are the names of all levels, as the specs spell them."""
        (self._target / INDEX).write_text(self._index.as_json(levels), encoding="utf-8")
        if self._hears:
            keep_heard(self._target, self._texts)

    def _add(self, path: str, parts: _Cut) -> None:
        self._index.add(path, *parts)
        self._data.writelines(parts[0])

    def _hear(self, path: str, data: bytes) -> None:
        self._texts.update(extracted(path, data, self._heard))


def texts_of_site(site: Path) -> Iterator[ExtractedText]:
    """Yield what a built site says that does not ship, in whatever order, tokens included."""
    heard = Reading()
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not is_shipped(path, data := file.read_bytes()):
            yield from extracted(path, data, heard)


def _without_tokens(html: str) -> bytes:
    return TOKEN_GAP.join(piece.encode() for piece in cut(html, Format.HTML)[0])


def _cut(file: Path) -> _Cut:
    data = file.read_bytes()
    if file.suffix not in STAMPED_SUFFIXES or not any(mark in data for mark in MARKS):
        return [data], []
    pieces, slots = cut(data.decode(), format_of(file.name))
    return [piece.encode() for piece in pieces], slots
