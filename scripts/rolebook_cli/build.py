"""`rolebook build`: the sites of companies, in as many processes as there are cores."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from rolebook.check import problems_of
from rolebook.engine.build import BuildError, build_site
from rolebook.model.problem import Severity, errors
from rolebook_cli.handbook_folder import content_of
from rolebook_cli.output import NotASiteError, staging
from rolebook_cli.report import Report, count


@dataclass(frozen=True)
class Built:
    """What came of one company's build; `failure` is empty when all went well."""

    company: str
    target: Path
    failure: str = ""


def build(folder: Path, companies: Sequence[str], output: Path, report: Report) -> bool:
    """Build companies into `output/<company>/`; tell whether all of them were built.

    A company with problems is reported and left as it was; the others are built.
    """
    content = content_of(folder)
    found = problems_of(content, companies)
    report.problems(problem for problem in found if problem.severity is not Severity.NOTICE)
    if not companies:
        return False
    sound = [company for company in companies if not errors(problems_of(content, [company]))]
    results = list(_with_progress(_results(folder, sound, output), len(sound), report))
    _print_results(sorted(results, key=lambda built: companies.index(built.company)), report)
    broken = [company for company in companies if company not in sound]
    if broken:
        report.failure(f"not built because of the problems above: {', '.join(broken)}")
    return not broken and not any(built.failure for built in results)


def _results(folder: Path, companies: Sequence[str], output: Path) -> Iterator[Built]:
    workers = min(len(companies), os.cpu_count() or 1)
    if workers <= 1:
        yield from (build_company(folder, company, output) for company in companies)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: dict[Future[Built], str] = {
            pool.submit(build_company, folder, company, output): company for company in companies
        }
        for done in as_completed(waiting):
            try:
                yield done.result()
            except Exception as error:  # noqa: BLE001 - a worker that died must not take the others with it
                yield Built(waiting[done], output / waiting[done], str(error) or type(error).__name__)


def build_company(folder: Path, company: str, output: Path) -> Built:
    """Build one company's site and put it in the place of the one before."""
    target = output / company
    try:
        with staging(target) as stage:
            build_site(folder, content_of(folder), company, stage)
    except (BuildError, NotASiteError) as error:
        return Built(company, target, str(error))
    except OSError as error:
        return Built(company, target, f"{error.filename or target}: {error.strerror or error}")
    return Built(company, target)


def _with_progress(results: Iterator[Built], total: int, report: Report) -> Iterator[Built]:
    columns = (TextColumn("Building"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(
        *columns, console=report.err, transient=True, disable=not report.err.is_terminal
    ) as progress:
        task = progress.add_task("", total=total)
        for built in results:
            progress.update(task, advance=1, description=built.company)
            yield built


def _print_results(results: Sequence[Built], report: Report) -> None:
    for built in results:
        if built.failure:
            report.failure(f"{built.company} was not built:\n{built.failure}")
    done = [built for built in results if not built.failure]
    if done:
        report.line(f"Built {count(len(done), 'handbook')}:")
    for built in done:
        report.line(f"  {built.company}: {_shown(built.target / 'index.html')}")


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
