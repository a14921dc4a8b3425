"""A built site compiled into a shape."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rolebook.isolation.said import said
from rolebook.isolation.spoken import Reading, Said
from rolebook.isolation.theme import is_shipped
from rolebook.isolation.words import phrases, words
from rolebook.shape.compiled import BYTES, INDEX, PHRASES, SAID, TOKEN_GAP
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES, Slot, cut, format_of

_MADE_FROM_THE_SITEMAP = "sitemap.xml.gz"


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
    index, texts, heard = _Index(), set[Said](), Reading()
    target.mkdir(parents=True, exist_ok=True)
    with (target / BYTES).open("wb") as data:
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            if file.name == _MADE_FROM_THE_SITEMAP and file.parent == site:
                continue
            pieces, slots = _cut(file)
            path = file.relative_to(site).as_posix()
            index.add(path, pieces, slots)
            data.writelines(pieces)
            if slots or not is_shipped(path, pieces[0]):
                texts.update(said(path, TOKEN_GAP.join(pieces), heard))
    lines = sorted({kind.value + " ".join(text.split()) for text, kind in texts})
    (target / SAID).write_text("\n".join(lines), encoding="utf-8", errors="replace")
    spoken = sorted({phrase for text, _ in texts for phrase in phrases(words(text))})
    (target / PHRASES).write_text("\n".join(spoken), encoding="utf-8")
    (target / INDEX).write_text(index.as_json(levels), encoding="utf-8")


def said_by_site(site: Path) -> Iterator[Said]:
    """Yield what a built site says that does not ship, in whatever order, tokens included."""
    heard = Reading()
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not is_shipped(path, data := file.read_bytes()):
            yield from said(path, data, heard)


def _cut(file: Path) -> tuple[list[bytes], list[Slot]]:
    data = file.read_bytes()
    if file.suffix not in STAMPED_SUFFIXES or not any(mark in data for mark in MARKS):
        return [data], []
    pieces, slots = cut(data.decode(), format_of(file.name))
    return [piece.encode() for piece in pieces], slots
