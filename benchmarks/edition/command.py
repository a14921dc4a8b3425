"""What a command takes: seconds, seconds of processors, and the memory of all its processes together."""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = 0.05
_LOOKS_SELDOM = 25
"""How many times as long as a look at much memory takes nobody looks, since it holds up what it looks at."""
_KIBIBYTES = 1024


@dataclass(frozen=True)
class Ran:
    """Wall seconds of a command, those its processes computed, and the most memory they held at one time."""

    seconds: float
    processor: float
    mebibytes: float


def ran(command: Sequence[str], cwd: Path | None = None, **environment: str) -> Ran:
    """Run a command to its end, and stop this program where it fails."""
    started, computed = time.perf_counter(), _computed()
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
    return Ran(seconds, _computed() - computed, peak.kibibytes / _KIBIBYTES)


def least(runs: Iterable[Ran]) -> Ran:
    """Return the minimum of each figure, which is what other work on the machine disturbed least."""
    found = list(runs)
    return Ran(
        min(run.seconds for run in found),
        min(run.processor for run in found),
        min(run.mebibytes for run in found),
    )


def _computed() -> float:
    """Return user and system seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Looks again and again how much memory a process and those it started hold; shared pages count once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.kibibytes = 0
        self._pid = pid

    def run(self) -> None:
        pause = _BETWEEN
        while not self.done.wait(pause):
            started = time.thread_time()
            # One that was started a moment ago may still be its parent's memory, and then says the same.
            looks = set(map(_memory, _family(self._pid)))
            self.kibibytes = max(self.kibibytes, sum(map(_proportional, looks)))
            pause = max(_BETWEEN, _LOOKS_SELDOM * (time.thread_time() - started))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return ""


def _proportional(memory: str) -> int:
    """Return the memory of a process in KiB, what it shares with others divided among them (proc(5))."""
    return next((int(line.split()[1]) for line in memory.splitlines() if line.startswith("Pss:")), 0)
