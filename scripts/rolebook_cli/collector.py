"""Python's search for cycles of values, kept from work that leaves none."""

import atexit
import gc

_OBJECTS = 200_000


def collect_rarely() -> None:
    """Look for cycles seldom: hardly any value of a handbook leaves one, and looking takes long."""
    gc.set_threshold(_OBJECTS)


def end_quickly() -> None:
    """Have Python not look through all values once more as it ends."""
    atexit.register(gc.freeze)
