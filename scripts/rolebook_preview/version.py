"""Which state of the folder pages are made of, counted, so that an open page learns of a newer one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Version:
    """The number of the state that is shown; at first none is. It grows, from one preview to the next too."""

    def __init__(self) -> None:
        self._number = time.time_ns()
        self._is_changing = True
        self._changed = Condition()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make what is asked for meanwhile wait; what is there still is out of date."""
        with self._changed:
            self._is_changing = True
        try:
            yield
        finally:
            with self._changed:
                self._is_changing = False
                self._next()

    def step(self) -> None:
        """Have open pages load again."""
        with self._changed:
            if not self._is_changing:
                self._next()

    def _next(self) -> None:
        self._number += 1
        self._changed.notify_all()

    def current(self) -> int:
        """Return the number, when no change is being read."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_changing)
            return self._number

    def other_than(self, number: int, seconds: float) -> int:
        """Return the number when it is another one, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number and not self._is_changing, seconds)
            return self._number
