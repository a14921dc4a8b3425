"""What a handbook folder holds, read once in this process."""

from functools import cache
from pathlib import Path

from rolebook.engine.engine import engine
from rolebook.load.content import Content
from rolebook.load.folder import read_folder


@cache
def content_of(folder: Path) -> Content:
    """Return what the folder holds, read once in this process."""
    return read_folder(folder, engine().folder_additions(folder))
