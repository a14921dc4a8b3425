"""Waiting for a result, for as long as it takes and somebody is at it."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_BETWEEN_LOOKS = 0.05


def wait_until(
    condition: Callable[[], object], process: "subprocess.Popen[bytes] | None" = None, log: Path | None = None
) -> None:
    """Return when something is so; fail when the process that should bring it about has ended before.

    What the process wrote into `log` is shown then.
    """
    while not condition():
        if process and process.poll() is not None and not condition():
            said = f":\n{log.read_text(encoding='utf-8', errors='replace')}" if log else ""
            pytest.fail(f"the process ended with {process.returncode}{said}")
        time.sleep(_BETWEEN_LOOKS)
