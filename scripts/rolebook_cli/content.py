"""What a handbook folder holds, read once in this process."""

from functools import cache
from pathlib import Path

from rolebook.load.content import Content
from rolebook.load.folder import read_folder


@cache
def content_of(folder: Path) -> Content:
    """Return what the folder holds, read once in this process."""
    from rolebook.engine.build import folder_additions  # noqa: PLC0415 - once the engine is chosen

    return read_folder(folder, folder_additions(folder))
