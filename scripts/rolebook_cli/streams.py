"""Standard output and standard error that cannot be written: a full disk, a reader that left, a letter."""

import io
import os
import sys
from errno import EPIPE
from signal import SIGPIPE
from typing import Any, TextIO

_SHELLS_ADD = 128


class UnheardError(Exception):
    """What the command prints can not be written any more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"standard output cannot be written ({error.strerror or error}); what it should say is lost"
        )
        self.has_left = error.errno == EPIPE
        """Whoever read it wants no more, as `head` does: that needs no words."""
        self.exit_code = _SHELLS_ADD + SIGPIPE if self.has_left else 1


class _Guarded(io.FileIO):
    """A stream that leads nowhere from the first time on that it cannot be written."""

    def __init__(self, stream: TextIO, *, is_telling: bool) -> None:
        super().__init__(stream.fileno(), "wb", closefd=False)
        self._is_telling = is_telling

    def write(self, data: Any) -> int:
        """Write; raise `UnheardError` where that cannot be done, if it is worth telling."""
        try:
            return super().write(data) or 0
        except OSError as error:
            self._lead_nowhere()
            if self._is_telling:
                raise UnheardError(error) from error
            return len(data)

    def _lead_nowhere(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def guard_streams() -> None:
    """Have lost output told, lost complaints stop nothing, and letters be spelled that are not there."""
    sys.stdout = _guarded(sys.stdout, is_telling=True)
    sys.stderr = _guarded(sys.stderr, is_telling=False)


def _guarded(stream: TextIO, *, is_telling: bool) -> TextIO:
    if stream is None:  # it was closed before the command began
        return stream
    raw = _Guarded(stream, is_telling=is_telling)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        stream.encoding,
        "backslashreplace",
        line_buffering=bool(stream.line_buffering),
    )
