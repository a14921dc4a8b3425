"""Ends a process, or says that it is there, at a named point: see `tests.points`. Python imports this at its start."""

import json
import os
import signal
import sys
import time
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR


def _watch(event: str, holding: str, nth: int, mark: str, hold: bool) -> None:
    seen = 0

    def at_event(happens: str, given: tuple[Any, ...]) -> None:
        nonlocal seen
        if happens != event or not any(holding in str(value) for value in given):
            return
        if happens == "open" and not given[2] & _WRITES:
            return
        seen += 1
        if seen != nth:
            return
        if not mark:
            os.kill(os.getpid(), signal.SIGKILL)
        os.close(os.open(mark, os.O_CREAT | os.O_WRONLY))
        while hold and os.path.exists(mark):  # noqa: PTH110 - a Path would be imported
            time.sleep(0.01)

    sys.addaudithook(at_event)


_watch(**json.loads(os.environ["ROLEBOOK_TEST_POINT"]))
