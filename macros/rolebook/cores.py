"""Work shared among the cores of this machine, by processes that are copies of this one.

`rolebook_build.pool` cannot do it: its processes begin anew and are sent their tasks, while this work is
done on what a process holds (templates, a handbook, what was parsed), which nothing can send; nor can
copies take the place of those, for only Linux makes them, and only of a process with one thread.
"""

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from rolebook.model.problem import BuildError

_T = TypeVar("_T")
_R = TypeVar("_R")
_IS_LINUX = sys.platform == "linux"
_PARENT_DEATH_SIGNAL = 1
_STOPS = (signal.SIGINT, signal.SIGTERM)
_FEW = 12
"""Things that are done sooner here than a process is begun for them."""
_TOGETHER = 4
"""Things that go to a process at once."""
_ASKED = 2
"""What a process is asked for at once, so that it has something to do while this one is busy."""
_AHEAD = 4
"""What each process may be ahead of what was taken, so that not all results are held at once."""


def all_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if _IS_LINUX else os.cpu_count() or 1


def on_cores(work: Callable[[_T], _R], things: Sequence[_T], cores: int) -> Generator[_R, None, None]:
    """Yield what `work` makes of each thing, in order, on so many cores, this process' own among them.

    Copies of this process see all that it holds; only results come back, pickled. What `work` notes, opens
    or changes there is lost, so it must be a function of its thing. What it raises is raised here, in its
    turn. Few things, and all of them where a process cannot be copied safely, are done here. Not much is
    done ahead of what is taken. Raises `BuildError` when a process is lost.
    """
    count = min(cores, len(things) // _FEW)
    if count <= 1 or not _can_be_copied():
        yield from map(work, things)
        return
    chunks = [things[start : start + _TOGETHER] for start in range(0, len(things), _TOGETHER)]
    with _helpers(count - 1, work, chunks) as helpers:
        yield from _shared(work, chunks, helpers)


def end_with_parent() -> None:
    """Have this process end when the one that began it is killed (Linux' prctl(2))."""
    parent = parent_process()
    if _IS_LINUX and parent:
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent.pid:
            os.kill(os.getpid(), signal.SIGKILL)


def _can_be_copied() -> bool:
    """Tell whether a copy of this process is whole: of several threads it has one, and all of their locks."""
    return _IS_LINUX and not current_process().daemon and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names


def _shared(
    work: Callable[[_T], _R], chunks: Sequence[Sequence[_T]], helpers: Sequence["_Helper"]
) -> Iterator[_R]:
    done: dict[int, list[_R] | None] = {}
    begun = 0
    for number, chunk in enumerate(chunks):
        allowed = min(len(chunks), number + _AHEAD * (len(helpers) + 1))
        while True:
            for helper in helpers:
                done.update(helper.done())
            for helper in helpers:
                while helper.is_free and begun < allowed:
                    helper.ask(begun)
                    begun += 1
            if number in done:
                break
            if begun < allowed:
                done[begun] = _made(work, chunks[begun])
                begun += 1
            else:
                wait([helper.connection for helper in helpers])
        made = done.pop(number)
        yield from map(work, chunk) if made is None else made


def _made(work: Callable[[_T], _R], chunk: Sequence[_T]) -> list[_R] | None:
    """Return what comes of things; None where one fails, which is then tried again in its turn, here."""
    try:
        return [*map(work, chunk)]
    except Exception:  # noqa: BLE001 - as above
        return None


class _Helper:
    """A copy of this process that is asked for chunks by their number."""

    def __init__(self, work: Callable[[_T], _R], chunks: Sequence[Sequence[_T]], mask: set[Any]) -> None:
        fork = get_context("fork")
        self.connection, theirs = fork.Pipe()
        self._asked = deque[int]()
        given = self.connection, theirs, work, chunks, mask
        self._process = fork.Process(target=_help, args=given, daemon=True)
        self._process.start()
        theirs.close()  # the one end that is left is the copy's, so that its death is heard

    @property
    def is_free(self) -> bool:
        """Tell whether more can be asked for."""
        return len(self._asked) < _ASKED

    def ask(self, number: int) -> None:
        """Ask for a chunk."""
        with _loss_told():
            self.connection.send(number)
        self._asked.append(number)

    def done(self) -> dict[int, list[Any] | None]:
        """Return the chunks that are done, by number."""
        chunks = {}
        with _loss_told():
            while self._asked and self.connection.poll():
                chunks[self._asked[0]] = self.connection.recv()
                self._asked.popleft()
        return chunks

    def leave(self) -> None:
        """Have the process end: at once where it is at work that nobody waits for."""
        self.connection.close()
        if self._asked:
            self._process.kill()

    def join(self) -> None:
        """Wait for the process' end."""
        self._process.join()


@contextmanager
def _loss_told() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as error:
        raise BuildError(
            "a process that did part of the work was killed, perhaps because memory ran out; try again"
        ) from error


@contextmanager
def _helpers(
    count: int, work: Callable[[_T], _R], chunks: Sequence[Sequence[_T]]
) -> Iterator[Sequence[_Helper]]:
    """Give processes that help, as many as the system lets begin, and leave none behind."""
    helpers: list[_Helper] = []
    try:
        with _unstopped() as mask, suppress(OSError):
            for _ in range(count):
                helpers.append(_Helper(work, chunks, mask))  # noqa: PERF401 - each that began is to end
        yield helpers
    finally:
        # A copy holds the connections to those before it: the last one hears first that it can go.
        for helper in helpers:
            helper.leave()
        for helper in helpers:
            helper.join()


@contextmanager
def _unstopped() -> Iterator[set[Any]]:
    """Let no signal come before a copy has its own answer; give the signals that were blocked before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield before
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _help(
    other_end: Connection,
    connection: Connection,
    work: Callable[[_T], _R],
    chunks: Sequence[Sequence[_T]],
    mask: set[Any],
) -> None:
    """Do the chunks that are asked for, in a copy, until nobody listens any more.

    Ctrl-C in a terminal reaches all processes; the one that began this one ends it.
    """
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    other_end.close()  # it is the parent's alone, so that its end is heard
    gc.freeze()  # looking through what is there would have all of its memory copied
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(_packed(work, chunks[connection.recv()]))


def _packed(work: Callable[[_T], _R], chunk: Sequence[_T]) -> bytes:
    """Return results as they are sent; where that cannot be, what has them made by who asked."""
    try:
        return pickle.dumps([*map(work, chunk)], pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 - it is raised where the work is done again
        return pickle.dumps(None)
