r"""Streams of a PDF whose last byte could be taken for a part of the line end after them.

A PDF writer ends a stream with `\n`. Where the last byte of the stream itself happens to be `\r`, the two
look like one line end, and a validator counts one byte less than `/Length` says (ISO 19005-2, 6.1.7.1).
Compressed data ends like that once in 256 times. Ending those streams with `\r\n` makes it clear.
"""

import re
from bisect import bisect_left

_UNCLEAR = b"\r\nendstream"
_CLEAR = b"\r\r\nendstream"
_ENTRY = re.compile(rb"(\d{10})( \d{5} n)")
_START = re.compile(rb"(startxref\n)(\d+)")


def with_clear_stream_ends(pdf: bytes) -> bytes:
    """Return the document with every stream end clear, and its table of offsets moved along."""
    unclear = [match.start() for match in re.finditer(re.escape(_UNCLEAR), pdf)]
    if not unclear:
        return pdf

    def moved(offset: bytes) -> int:
        return int(offset) + bisect_left(unclear, int(offset))

    table = pdf.rindex(b"\nxref\n")
    offsets = _ENTRY.sub(lambda match: b"%010d%s" % (moved(match[1]), match[2]), pdf[table:])
    offsets = _START.sub(lambda match: b"%s%d" % (match[1], moved(match[2])), offsets)
    return pdf[:table].replace(_UNCLEAR, _CLEAR) + offsets
