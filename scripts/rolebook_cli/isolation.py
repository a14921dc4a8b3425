"""`rolebook check --isolation`: built editions, read for what is another company's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rolebook.isolation.edition import Finding
from rolebook.model.problem import Problem, count
from rolebook_build.companies import for_each
from rolebook_build.isolation_readers import make_shared_shapes, readers_of
from rolebook_build.usable_cache import usable_cache
from rolebook_cli.report import Report


@dataclass(frozen=True)
class Checked:
    """What came of reading one edition."""

    company: str
    findings: tuple[Finding, ...] = ()
    failure: str = ""


def check_isolation(folder: Path, companies: Sequence[str], output: Path, report: Report) -> bool:
    """Read the editions that stand in `output`; tell whether none says what it must not."""
    built = [company for company in companies if (output / company).is_dir()]
    if not built:
        report.failure(f"there is no edition in {output}; build first")
        return False
    with usable_cache(report) as kept:
        make_shared_shapes(folder, built, kept)
        work = partial(_check, folder, output, kept.folder)
        checks = for_each(built, work, lambda one, why: Checked(one, failure=why))
        results = list(report.progress("Reading", checks, len(built)))
    for one in sorted(results, key=lambda one: built.index(one.company)):
        shown = output.relative_to(folder) if output.is_relative_to(folder) else output
        report.problems(
            Problem((shown / one.company / finding.path).as_posix(), 0, finding.message)
            for finding in one.findings
        )
        if one.failure:
            report.failure(f"{one.company} could not be read: {one.failure}")
    leaking = [one for one in results if one.findings or one.failure]
    said = f"in {count(len(leaking), 'handbook')}" if leaking else "nothing that is another company's"
    report.line(f"{count(len(built), 'handbook')} read: {'leaks ' if leaking else ''}{said}")
    return not leaking


def _check(folder: Path, output: Path, kept: Path, company: str) -> Checked:
    readers = readers_of(folder, kept)
    if company not in readers.companies:
        return Checked(company, failure="its file in companies/ cannot be read")
    try:
        return Checked(company, tuple(readers.findings(output / company, company)))
    except OSError as error:
        return Checked(company, failure=f"{error.filename}: {error.strerror or error}")
