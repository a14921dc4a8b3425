"""An edition's file held against its shape: it is what was stamped, or something else."""

from collections.abc import Iterator, Mapping

from rolebook.shape.compiled import Shape, ShapeFile
from rolebook.stamp.folder import SITEMAP, compressed
from rolebook.stamp.text import written
from rolebook.stamp.values import Values


class Unstamped:
    """The shape of an edition, and what is written in its slots.

    What is known only once an edition is made, such as the size of a document, is learned from the first
    file that has it, and holds for all others.
    """

    def __init__(self, shape: Shape, values: Values) -> None:
        self._shape = shape
        self._files: Mapping[str, ShapeFile] = {file.path: file for file in shape.files}
        self._filled = {
            number: written(slot, values).encode()
            for number, slot in enumerate(shape.slots)
            if slot.name in values
        }

    def learned(self, path: str, data: bytes) -> list[str] | None:
        """Return what a file says beside its shape and its company's values; None for another file."""
        is_packed = path == f"{SITEMAP}.gz"
        file = self._files.get(SITEMAP if is_packed else path)
        if not file:
            return None
        pieces = self._shape.pieces(file)
        new = dict(_new(pieces, file.slots, data, self._filled))
        filled = self._filled | new if new else self._filled
        parts: list[bytes | memoryview] = [b""] * (2 * len(pieces) - 1)
        parts[::2] = pieces
        parts[1::2] = [filled.get(slot, b"\0") for slot in file.slots]
        stamped = b"".join(parts)
        if (compressed(stamped) if is_packed else stamped) != data:
            return None
        self._filled = filled
        return [value.decode("utf-8", "replace") for value in new.values()]


def _new(
    pieces: list[memoryview], slots: tuple[int, ...], data: bytes, filled: Mapping[int, bytes]
) -> Iterator[tuple[int, bytes]]:
    """Yield what a file has in slots of which that is not known: all up to the piece that follows."""
    if all(slot in filled for slot in slots):
        return
    at, new = 0, dict[int, bytes]()
    for piece, slot, after in zip(pieces, slots, pieces[1:], strict=False):
        at += len(piece)
        known = filled.get(slot, new.get(slot))
        end = at + len(known) if known is not None else data.find(bytes(after), at)
        if known is None:
            new[slot] = data[at:end]
        at = end
    yield from new.items()
