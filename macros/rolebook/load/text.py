"""The text of one file, or why it has none."""

from pathlib import Path

from rolebook.model.problem import Problem
from rolebook.parse.source import decode


def read_text(file: Path, path: str) -> str | Problem:
    """Return a file's text; `path` is what its author calls it."""
    try:
        return decode(file.read_bytes(), path)
    except OSError as error:
        return Problem(path, 0, f"cannot be read: {error.strerror}")
