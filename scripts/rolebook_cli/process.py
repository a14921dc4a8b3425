"""How long this process works, and ends."""

import atexit
import ctypes
import gc
import os
import signal
import sys
from multiprocessing import parent_process

_OBJECTS = 200_000
_PARENT_DEATH_SIGNAL = 1


def collect_rarely() -> None:
    """Look for cycles seldom: hardly any value of a handbook leaves one, and looking takes long."""
    gc.set_threshold(_OBJECTS)


def end_quickly() -> None:
    """Have Python not look through all values once more as it ends."""
    atexit.register(gc.freeze)


def end_with_parent() -> None:
    """Make a worker one of its command: it ends quickly, and when the command is killed (Linux' prctl(2))."""
    end_quickly()
    parent = parent_process()
    if sys.platform == "linux" and parent:
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent.pid:
            os.kill(os.getpid(), signal.SIGKILL)
