"""The text of one file, or why it has none."""

from pathlib import Path

from rolebook.load.limits import beyond_limits, too_large
from rolebook.model.problem import Problem


def read_text(file: Path, path: str) -> str | Problem:
    """Return a file's text; `path` is what its author calls it, and says how much of it is read."""
    try:
        if large := too_large(file.stat().st_size, path):
            return large
        return decode(file.read_bytes(), path)
    except OSError as error:
        return Problem(path, 0, f"cannot be read: {error.strerror}")


def decode(data: bytes, path: str) -> str | Problem:
    """Return the file's text without its byte order mark, or say where it is too much or no UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        return next(beyond_limits(text, path), text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(path, line, "the file is not UTF-8 text; save it with the encoding UTF-8")
