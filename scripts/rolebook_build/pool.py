"""The pool of processes that begin anew and are sent their tasks; it is as large as asked for.

Work on what a process holds, which cannot be sent, is shared with copies of it by `rolebook.cores`; copies
can do no tasks, for only Linux makes them, and only of a process with one thread, which a command that
shows progress is not.
"""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker

from rolebook_build.process import be_a_worker


@contextmanager
def process_pool(count: int, get_ready: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Give so many processes that all start now, and load the module of `get_ready` meanwhile."""
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=be_a_worker) as pool:
        with _out_of_reach_of_ctrl_c():
            for _ in range(count):
                pool.submit(get_ready)
        yield pool


@contextmanager
def _out_of_reach_of_ctrl_c() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: a terminal sends it to all, and their command ends them.

    What is blocked here stays blocked in a process that is started meanwhile, from its first moment on.
    """
    # Starting the tracker unblocks signals (bpo-33613), so it must run before.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
