"""Folders in one piece, to be sent to another machine."""

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rolebook_cli.output import rename_once


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files by their paths in one piece; the same for the same files."""
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for path, data in sorted(files.items()):
            archive.writestr(ZipInfo(path), data, ZIP_DEFLATED)
    return written.getvalue()


def unpack(data: bytes, target: Path) -> None:
    """Write the files of a pack below `target`, all or none; who was there first wrote the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent) as scratch:
        folder = Path(scratch) / target.name
        with ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(folder)
        rename_once(folder, target)
