"""How long this process works, and ends."""

import atexit
import gc

from rolebook.cores import end_with_parent

_OBJECTS = 200_000


def collect_rarely() -> None:
    """Look for cycles seldom: hardly any value of a handbook leaves one, and looking takes long."""
    gc.set_threshold(_OBJECTS)


def end_quickly() -> None:
    """Have Python not look through all values once more as it ends."""
    atexit.register(gc.freeze)


def be_a_worker() -> None:
    """Make a process one of its command: it ends quickly, and when the command is killed."""
    end_quickly()
    end_with_parent()
