"""Bytes as text: in the encoding they are in, or in each that they may be in."""

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252 cp1250 iso8859_2 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_u cp437 mac_roman"
_EASTERN = "cp932 euc_jp gb18030 big5 cp949"
_POSSIBLE = (*_WESTERN.split(), *_EASTERN.split())
"""What a text that is not Unicode may be written in; which it is nobody can tell, so all are read."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HALF = 0.5
_RUNS = (
    (re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){6,}"), "utf-8"),
    (re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff]\x01){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|\x01[\x00-\xff]){6,}"), "utf-16-be"),
)


def decoded(data: bytes) -> tuple[str, ...]:
    """Return the text that bytes are, or the texts they may be; none where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (data.decode(encoding, "replace"),)
    if b"\0" in data:
        return _wide(data)
    try:
        return (data.decode("utf-8"),)
    except UnicodeDecodeError:
        return () if _CONTROL.search(data) else tuple(dict.fromkeys(_in_any(data)))


def _wide(data: bytes) -> tuple[str, ...]:
    """Return UTF-16 without a mark as text: every other byte of Latin text is zero."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[start::2]
        if half and half.count(0) > _HALF * len(half) and not data[1 - start :: 2].count(0):
            return (data.decode(encoding, "replace"),)
    return ()


def _in_any(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    for encoding in _POSSIBLE:
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            continue


def runs(data: bytes) -> Iterator[str]:
    """Yield what of bytes that are no text are letters for a while, as names and notes in pictures are."""
    for pattern, encoding in _RUNS:
        for match in pattern.finditer(data):
            yield match[0].decode(encoding, "replace")
