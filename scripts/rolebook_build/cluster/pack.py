"""Folders in one piece, to be sent to another machine."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files by their paths in one piece; the same for the same files."""
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for path, data in sorted(files.items()):
            archive.writestr(ZipInfo(path), data, ZIP_DEFLATED)
    return written.getvalue()


def unpack(data: bytes, folder: Path) -> None:
    """Write the files of a pack below a folder."""
    with ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
