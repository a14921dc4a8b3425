"""The same work for several companies, in as many processes as there are cores."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Protocol, TypeVar

from rolebook_build.process import be_a_worker
from rolebook_cli.report import Report
from rolebook_cli.signals import starting_workers


class Result(Protocol):
    """What came of the work for one company."""

    @property
    def company(self) -> str:
        """The company's id."""


_R = TypeVar("_R", bound=Result)


def for_each(
    companies: Sequence[str], work: Callable[[str], _R], failed: Callable[[str, str], _R]
) -> Iterator[_R]:
    """Yield what `work(company)` returns, in the order it is ready.

    `work` can be pickled. Where a process died, `failed(company, why)` is yielded for its company.
    """
    workers = min(len(companies), os.cpu_count() or 1)
    if workers <= 1:
        yield from map(work, companies)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=be_a_worker) as pool:
        with starting_workers():
            waiting: dict[Future[_R], str] = {pool.submit(work, company): company for company in companies}
        for done in as_completed(waiting):
            try:
                yield done.result()
            except Exception as error:  # noqa: BLE001 - a worker that died must not take the others with it
                yield failed(waiting[done], str(error) or type(error).__name__)


def with_progress(
    doing: str, results: Iterator[_R], total: int, report: Report, at_first: str = ""
) -> Iterator[_R]:
    """Yield the results, and show on a terminal how far the work is; `at_first`, what is done before any."""
    if not report.err.is_terminal:
        yield from results
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - seen on terminals

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # A thread that draws meanwhile would keep this process from being copied for other cores.
    with Progress(*columns, console=report.err, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(at_first, total=total)
        for result in results:
            progress.update(task, advance=1, description=result.company, refresh=True)
            yield result
