"""How far the work is, shown on a terminal."""

from collections.abc import Iterator

from rich.console import Console

from rolebook_build.listener import R


def with_progress(
    console: Console, doing: str, results: Iterator[R], total: int, at_first: str
) -> Iterator[R]:
    """Yield the results, and show how far the work is; `at_first`, what is done before any."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - seen on terminals

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # A thread that draws meanwhile would keep this process from being copied for other cores.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(at_first, total=total)
        for result in results:
            progress.update(task, advance=1, description=result.company, refresh=True)
            yield result
