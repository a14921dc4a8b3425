"""Archives, Office files among them: what lies in them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Any

Members = Iterator[tuple[str, bytes]]

_LARGEST = 1 << 26
"""As much of a file in an archive is read: no page is longer, and a bomb is cut short."""

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
_LOCKED = (RuntimeError, NotImplementedError)
"""What zipfile raises of a member that is encrypted, or packed in a way that it does not know."""

_MEMBER, _DIRECTORY = b"PK\x03\x04", b"PK\x05\x06"
_NEAR_THE_END = 1 << 16
"""Where the directory of a zip stands, which may have anything before it: a program that unpacks itself."""

_TAR = slice(257, 262)


def members(path: str, data: bytes) -> Members | None:
    """Return the files in an archive, by their paths, as far as it can be read; None for what is none."""
    if data.startswith(b"PK") or _DIRECTORY in data[-_NEAR_THE_END:]:
        return _zipped(data)
    if data[_TAR] == b"ustar":
        return _tarred(data)
    for start, opened in _STREAMS:
        if data.startswith(start):
            return _unpacked(path, opened(io.BytesIO(data)))
    return None


def _zipped(data: bytes) -> Members:
    yield "", data[: data.find(_MEMBER)] if _MEMBER in data else b""
    with suppress(*_BROKEN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "", archive.comment
        for info in archive.infolist():
            content = b""
            with suppress(*_BROKEN, *_LOCKED), archive.open(info) as member:
                content = member.read(_LARGEST)
            yield f"{info.filename} {info.comment.decode('utf-8', 'replace')}".strip(), content


def _tarred(data: bytes) -> Members:
    with suppress(*_BROKEN), tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for info in archive:
            member = archive.extractfile(info) if info.isfile() else None
            yield f"{info.name} {info.linkname}".strip(), member.read(_LARGEST) if member else b""


def _unpacked(path: str, stream: Any) -> Members:
    with suppress(*_BROKEN), stream:
        yield path.rpartition(".")[0], stream.read(_LARGEST)


def _gzip(data: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=data)


_STREAMS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
)
