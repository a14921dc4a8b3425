"""Tasks done: shapes first, each edition as soon as its shape is there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue
from typing import Any, TypeVar

from rolebook.cores import all_cores
from rolebook_build.pool import process_pool
from rolebook_build.tasks import EditionTask, ShapeTask, TaskResult, get_ready, make_edition, make_shape

_T = TypeVar("_T")
_FEW = 8
"""Editions that are stamped sooner than processes for them are started."""


class InlineExecutor(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Return the result of a call, as of work that is done."""
        done: Future[_T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            done.set_exception(error)
        return done


@contextmanager
def workers(shapes: int, editions: Sequence[EditionTask]) -> Iterator[Executor]:
    """Give what is quickest for so much work: this process, or one for each core."""
    long = shapes + sum(bool(task.company.settings.get("print")) for task in editions)
    if long <= 1 and len(editions) <= _FEW:
        yield InlineExecutor()
        return
    count = min(all_cores(), max(long, len(editions)))
    with process_pool(count, get_ready) as pool:
        yield pool


def do(
    shapes: Mapping[str, ShapeTask],
    editions: Sequence[EditionTask],
    refusal: Callable[[str, str], str],
    pool: Executor,
) -> Iterator[TaskResult]:
    """Yield what came of each edition, in the order in which it is ready.

    `shapes` are those that are missing. `refusal(company, shape)` says why a company must not get a shape
    that is there. What fails takes nothing else with it but what waits for it.
    """
    work = _Work(pool, refusal)
    waiting: dict[str, list[EditionTask]] = {key: [] for key in shapes}
    for key, shape in _with_their_cores(shapes).items():
        work.start(make_shape, shape, key)
    for edition in editions:
        if edition.shape in waiting:
            waiting[edition.shape].append(edition)
        else:
            yield from work.stamp(edition)
    for made in work.results():
        if made.name not in waiting:
            yield made
            continue
        for edition in waiting.pop(made.name):
            edition.cache.want(edition.shape, made.seal)
            sealed = replace(edition, seal=made.seal)
            yield from [TaskResult(edition.company.id, made.failure)] if made.failure else work.stamp(sealed)


def make_shapes(shapes: Mapping[str, ShapeTask]) -> tuple[str, ...]:
    """Build shapes, have the cache of each want it, and return why some could not be built."""
    with workers(len(shapes), ()) as pool:
        tasks = _with_their_cores(shapes).items()
        futures = {key: _submitted(pool, make_shape, shape) for key, shape in tasks}
        made = [_result(future, key) for key, future in futures.items()]
    for one in made:
        if one.seal:
            shapes[one.name].cache.want(one.name, one.seal)
    return tuple(one.failure for one in made if one.failure)


def _with_their_cores(shapes: Mapping[str, ShapeTask]) -> Mapping[str, ShapeTask]:
    """Return tasks that share the cores of this machine, since all may be under way at once."""
    share = max(1, all_cores() // max(1, len(shapes)))
    return {key: replace(shape, cores=share) for key, shape in shapes.items()}


class _Work:
    """Tasks under way."""

    def __init__(self, pool: Executor, refusal: Callable[[str, str], str]) -> None:
        self._pool = pool
        self._refusal = refusal
        self._ready: SimpleQueue[Future[TaskResult]] = SimpleQueue()
        self._names: dict[Future[TaskResult], str] = {}

    def start(self, work: Callable[[Any], TaskResult], task: Any, name: str) -> None:
        """Have a task done."""
        future = _submitted(self._pool, work, task)
        self._names[future] = name
        future.add_done_callback(self._ready.put)

    def stamp(self, edition: EditionTask) -> Iterator[TaskResult]:
        """Have an edition stamped, or yield why it must not be."""
        refused = self._refusal(edition.company.id, edition.shape)
        if refused:
            yield TaskResult(edition.company.id, refused)
        else:
            self.start(make_edition, edition, edition.company.id)

    def results(self) -> Iterator[TaskResult]:
        """Yield what comes of tasks, those included that are started meanwhile."""
        while self._names:
            future = self._ready.get()
            yield _result(future, self._names.pop(future))


def _submitted(pool: Executor, work: Callable[[Any], TaskResult], task: Any) -> Future[TaskResult]:
    """Return the future of a task; where no worker is left to take it, one that says so."""
    try:
        return pool.submit(work, task)
    except BrokenExecutor as error:
        lost: Future[TaskResult] = Future()
        lost.set_exception(error)
        return lost


def _result(future: Future[TaskResult], name: str) -> TaskResult:
    try:
        return future.result()
    except CancelledError:
        return TaskResult(name, "the scheduler of the cluster is gone; what it had done is kept, build again")
    except Exception as error:  # noqa: BLE001 - a worker that died must not take the others with it
        return TaskResult(name, str(error) or type(error).__name__)
