"""Editions made: planned, done by workers, recorded."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rolebook.load.inputs import Inputs
from rolebook.model.problem import Severity
from rolebook_cli.building.cache import Cache
from rolebook_cli.building.isolation import Isolation
from rolebook_cli.building.outcome import Outcome
from rolebook_cli.building.plan import Edition, Plan, plan
from rolebook_cli.building.record import Record, Standing, place_of, write_record
from rolebook_cli.building.tasks import EditionTask, Made, ShapeTask
from rolebook_cli.building.workers import do, workers
from rolebook_cli.companies import with_progress
from rolebook_cli.report import Report

_SECONDS_BETWEEN_RECORDS = 10


def make(inputs: Inputs, companies: Sequence[str], output: Path, record: Record, report: Report) -> Outcome:
    """Make the editions of companies that are not what they should be, and note in the record what they are.

    Raises `BuildError`.
    """
    cache = Cache()
    planned = plan(inputs, companies, cache)
    report.problems(problem for problem in planned.problems if problem.severity is not Severity.NOTICE)
    stale = [edition for edition in planned.editions if not _stands(edition, output, record)]
    made = list(_Making(inputs, cache, planned, output, record).made(stale, report))
    cache.tidy(planned.shapes)
    return Outcome(
        current=tuple(edition.company.id for edition in planned.editions if edition not in stale),
        made=tuple(one.name for one in made if not one.failure),
        failures={one.name: one.failure for one in made if one.failure},
        broken=planned.broken,
    )


def _stands(edition: Edition, output: Path, record: Record) -> bool:
    """Tell whether an edition is what it should be, though its sources changed; if so, note the sources."""
    company = edition.company.id
    standing = record.get(company)
    if (
        not standing
        or standing.made_of.key != edition.made_of.key
        or standing.place != place_of(output / company)
    ):
        return False
    record[company] = Standing(standing.place, edition.made_of)
    return True


@dataclass(frozen=True)
class _Making:
    """The work of one build."""

    inputs: Inputs
    cache: Cache
    planned: Plan
    output: Path
    record: Record

    def made(self, editions: Sequence[Edition], report: Report) -> Iterator[Made]:
        """Yield what came of each edition, and write down what stands, now and then and at the end."""
        shapes = {key: self._shape(key) for key in sorted({edition.shape for edition in editions})}
        missing = {key: task for key, task in shapes.items() if not self.cache.shape(key).is_dir()}
        tasks = [self._edition(edition) for edition in editions]
        sources = {edition.company.id: edition.made_of for edition in editions}
        isolation = Isolation(self.inputs, self.planned, self.cache)
        written = time.monotonic()
        try:
            with workers(len(missing), tasks) as pool:
                done = do(missing, tasks, isolation.refusal, pool)
                for one in with_progress("Building", done, len(tasks), report):
                    if not one.failure:
                        self.record[one.name] = Standing(one.place, sources[one.name])
                    if time.monotonic() - written > _SECONDS_BETWEEN_RECORDS:
                        write_record(self.output, self.record)
                        written = time.monotonic()
                    yield one
        finally:
            if self.output.is_dir():
                write_record(self.output, self.record)

    def _shape(self, key: str) -> ShapeTask:
        return ShapeTask(self.inputs, self.cache, key, self.planned.shapes[key], self.planned.declared)

    def _edition(self, edition: Edition) -> EditionTask:
        company = edition.company
        target = self.output / company.id
        return EditionTask(self.inputs, self.cache, edition.shape, company, self.planned.declared, target)
