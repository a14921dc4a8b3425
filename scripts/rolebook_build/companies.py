"""The same work for several companies, in as many processes as there are cores."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed

from rolebook.cores import all_cores
from rolebook_build.listener import R
from rolebook_build.pool import process_pool


def for_each(
    companies: Sequence[str], work: Callable[[str], R], failed: Callable[[str, str], R]
) -> Iterator[R]:
    """Yield what `work(company)` returns, in the order it is ready.

    `work` can be pickled. Where a process died, `failed(company, why)` is yielded for its company.
    """
    workers = min(len(companies), all_cores())
    if workers <= 1:
        yield from map(work, companies)
        return
    with process_pool(workers, _get_ready) as pool:
        waiting: dict[Future[R], str] = {pool.submit(work, company): company for company in companies}
        for done in as_completed(waiting):
            try:
                yield done.result()
            except Exception as error:  # noqa: BLE001 - a worker that died must not take the others with it
                yield failed(waiting[done], str(error) or type(error).__name__)


def _get_ready() -> None:
    """Do nothing; a process that can has started."""
