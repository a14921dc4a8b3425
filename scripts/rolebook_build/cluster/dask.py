"""The workers of a Dask cluster; the one module that knows Dask.

It comes with the optional dependency `rolebook[cluster]`.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Any

from rolebook.model.problem import BuildError
from rolebook_build.cluster.remote_task import remote_task

_SECONDS_TO_ANSWER = 10


def has_dask() -> bool:
    """Tell whether the optional dependency is installed."""
    return find_spec("distributed") is not None


class _RemoteTasks(Executor):
    """Has tasks done by a cluster. Dask does those of a worker that is lost again, elsewhere."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, work: Callable[..., Any], /, *tasks: Any, **_: Any) -> Future[Any]:
        """Have a task done; where the scheduler is gone for good, it is cancelled as all others are."""
        from distributed.client import ClosedClientError  # noqa: PLC0415 - it takes long to import

        try:
            return self._pool.submit(remote_task, work, *tasks)
        except ClosedClientError:
            return _cancelled()


def _cancelled() -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


@contextmanager
def cluster(scheduler: str, waiting: Callable[[str], None]) -> Iterator[Executor]:
    """Give the workers of the scheduler at an address; `waiting` is told when there are none yet.

    Raises `BuildError`.
    """
    from distributed import Client  # noqa: PLC0415 - it takes long to import

    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).handlers[:] = [logging.NullHandler()]  # what matters of it is said in words
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(f"no scheduler answers at {scheduler}: {error}") from error
    with client:
        if not client.scheduler_info()["workers"]:
            waiting(f"the scheduler at {scheduler} has no workers; waiting for them")
        pool = client.get_executor(pure=False)
        try:
            yield _RemoteTasks(pool)
        finally:
            with suppress(Exception):  # of a scheduler that is gone nothing is to be ended
                pool.shutdown(wait=False)
