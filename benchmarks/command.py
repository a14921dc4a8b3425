"""A command's time, and the memory of all its processes together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = 0.05
_KIBIBYTES = 1024


@dataclass(frozen=True)
class Ran:
    """Wall seconds of a command, and the most memory that its processes held at one time."""

    seconds: float
    mebibytes: float


def ran(command: Sequence[str], cwd: Path | None = None, **environment: str) -> Ran:
    """Run a command to its end, and stop this program where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = _Peak(process.pid)
    peak.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - started
    peak.done.set()
    peak.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said}")
    return Ran(seconds, peak.kibibytes / _KIBIBYTES)


class _Peak(threading.Thread):
    """Looks again and again how much memory a process and those it started hold; shared pages count once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.kibibytes = 0
        self._pid = pid

    def run(self) -> None:
        while not self.done.wait(_BETWEEN):
            self.kibibytes = max(self.kibibytes, sum(map(_proportional, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _proportional(pid: int) -> int:
    """Return the memory of a process in KiB, what it shares with others divided among them (proc(5))."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
