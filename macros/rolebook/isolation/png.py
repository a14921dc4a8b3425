"""What a PNG picture says of itself, compressed or not."""

import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_LONGEST = 1 << 24


def text_chunks(data: bytes) -> Iterator[str]:
    """Yield the texts in a picture that are compressed; all others stand in its bytes as they are."""
    at = len(_SIGNATURE) if data.startswith(_SIGNATURE) else len(data)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind in _TEXTS:
            yield from _inflated(data[at + 8 : at + 8 + size])
        at += 12 + size


def _inflated(chunk: bytes) -> Iterator[str]:
    """Yield what a chunk's compressed part says, wherever after its keyword and flags that begins."""
    for start in (index for index in range(len(chunk) - 1) if chunk[index] == 0x78):  # noqa: PLR2004 - zlib's first byte
        try:
            yield zlib.decompressobj().decompress(chunk[start:], _LONGEST).decode("utf-8", "replace")
        except zlib.error:
            continue
        return
