"""How a command ends that somebody stops: Ctrl-C, or `kill`."""

import multiprocessing
import os
import signal
from types import FrameType
from typing import NoReturn

_STOPS = (signal.SIGINT, signal.SIGTERM)
_SHELLS_ADD = 128
_SECONDS_UNTIL_ASKED_AGAIN = 0.02
_ASKED: list["StoppedError"] = []


class StoppedError(BaseException):
    """Somebody stopped the command. It is no `Exception`: nothing on the way may go on in spite of it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.exit_code = _SHELLS_ADD + number
        """What shells call the end by a signal: 130 for Ctrl-C, 143 for SIGTERM."""


def stop_on_signals() -> None:
    """Have the first signal end workers and unwind the command, and a second one end it where it is."""
    for number in _STOPS:
        signal.signal(number, _stop)


def asked_to_stop() -> StoppedError | None:
    """Return what stopped the command, though something on the way may have made another error of it."""
    return _ASKED[0] if _ASKED else None


def _stop(number: int, frame: FrameType | None) -> None:
    for stop in _STOPS:
        signal.signal(stop, _end)
    if _is_importing(frame):
        # Where something raises while they load, some modules call it another error, others end the process.
        signal.signal(signal.SIGALRM, lambda _, later: _stop(number, later))
        signal.setitimer(signal.ITIMER_REAL, _SECONDS_UNTIL_ASKED_AGAIN)
        return
    _ASKED.append(StoppedError(number))
    for child in multiprocessing.active_children():
        child.kill()
    raise _ASKED[0]


def _is_importing(frame: FrameType | None) -> bool:
    while frame and not frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(_SHELLS_ADD + number)
