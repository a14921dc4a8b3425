"""`rolebook build`: the sites of companies, in as many processes as there are cores."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rolebook.check import problems_of
from rolebook.engine.build import BuildError, build_site
from rolebook.model.problem import Severity, errors
from rolebook_cli.companies import for_each, with_progress
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
    work = partial(build_company, folder, output)
    built = for_each(sound, work, lambda company, why: Built(company, output / company, why))
    results = list(with_progress("Building", built, len(sound), report))
    _print_results(sorted(results, key=lambda built: companies.index(built.company)), report)
    broken = [company for company in companies if company not in sound]
    if broken:
        report.failure(f"not built because of the problems above: {', '.join(broken)}")
    return not broken and not any(built.failure for built in results)


def build_company(folder: Path, output: Path, company: str) -> Built:
    """Build one company's site and put it in the place of the one before."""
    target = output / company
    try:
        with staging(target) as stage:
            build_site(folder, content_of(folder), company, stage, earlier=target)
    except (BuildError, NotASiteError) as error:
        return Built(company, target, str(error))
    except OSError as error:
        return Built(company, target, f"{error.filename or target}: {error.strerror or error}")
    return Built(company, target)


def _print_results(results: Sequence[Built], report: Report) -> None:
    for built in results:
        if built.failure:
            report.failure(f"{built.company} was not built:\n{built.failure}")
    done = [built for built in results if not built.failure]
    if done:
        report.line(f"Built {count(len(done), 'handbook')}:")
    for built in done:
        report.line(f"  {built.company}: {shown(built.target / 'index.html')}")


def shown(path: Path) -> str:
    """Return a path as a reader finds it from where they are."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
