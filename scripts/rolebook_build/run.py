"""Editions made: planned, done by workers, recorded."""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from rolebook.check import concerns
from rolebook.load.input_digests import Inputs
from rolebook.load.revisions import revision_problems
from rolebook.load.tracking.opened import is_unchanged
from rolebook.model.problem import BuildError, Problem, Severity, count
from rolebook_build.cache import Cache, wanted_seal
from rolebook_build.isolation import Isolation
from rolebook_build.listener import BuildListener
from rolebook_build.outcome import BuildOutcome
from rolebook_build.outputs import Output
from rolebook_build.plan import BuildPlan, Edition, plan
from rolebook_build.record import EditionState, Record
from rolebook_build.staleness import Holds, is_as_planned
from rolebook_build.tasks import EditionTask, ShapeTask, TaskResult
from rolebook_build.workers import do, workers

_SECONDS_BETWEEN_RECORDS = 10


@dataclass(frozen=True)
class BuildOptions:
    """What is to be made: the editions of `companies`, by the workers of a `scheduler` if one is named.

    `stale` are the companies whose sources changed. With `anew`, nothing that stands or is kept is used.
    """

    companies: Sequence[str]
    stale: Collection[str]
    scheduler: str = ""
    anew: bool = False


def make(
    options: BuildOptions,
    inputs: Inputs,
    output: Output,
    record: Record,
    listener: BuildListener,
    cache: Cache,
) -> BuildOutcome:
    """Make the editions of companies that are not what they should be, and note in the record what they are.

    What is new among those that are stale may be what the editions of others must not say: those are held
    against it as they stand. Raises `BuildError`.
    """
    planned = plan(inputs, options.companies, cache)
    told = frozenset((*options.stale, *planned.broken))
    problems = (problem for problem in planned.problems if concerns(problem, told))
    listener.problems(problem for problem in problems if problem.severity is not Severity.NOTICE)
    holds = lru_cache(maxsize=None)(partial(is_unchanged, inputs.root))
    stands = partial(_stands, output=output, record=record, holds=holds)
    standing = {edition.company.id for edition in planned.editions if not options.anew and stands(edition)}
    work = len(standing) < len(planned.editions)
    made_anew = [edition.company for edition in planned.editions if edition.company.id not in standing]
    if any(company.settings.get("print") for company in made_anew):
        listener.problems(revision_problems(inputs.root))
    # Each task knows its company; those of all, and the digests of all pages, would go with each.
    sent = replace(inputs, companies={}, pages={}, configured=planned.configured)
    scheduler = options.scheduler if work else ""
    with _hands(sent, planned, output, listener, scheduler, cache) as (shared, pool):
        run = _BuildRun(sent, shared or cache, planned, output, record, pool, options.anew)
        made = {one.name: one.failure for one in (run.made(standing, listener) if work else ())}
    if not work:
        with suppress(BuildError):  # without it the next build only looks again
            output.keep(record)
    cache.tidy(planned.shapes)
    return BuildOutcome(
        current=tuple(standing - made.keys()),
        made=tuple(name for name, failure in made.items() if not failure),
        failures={name: failure for name, failure in made.items() if failure},
        broken=planned.broken,
    )


def _stands(edition: Edition, output: Output, record: Record, holds: Holds) -> bool:
    """Tell whether an edition is what it should be; if so, note of which sources that is known now."""
    company = edition.company.id
    state = record.get(company)
    if not state or not is_as_planned(state, output.identity(company), edition.made_of.key, holds):
        return False
    record[company] = replace(state, made_of=edition.made_of)
    return True


@contextmanager
def _hands(
    inputs: Inputs, planned: BuildPlan, output: Output, listener: BuildListener, scheduler: str, own: Cache
) -> Iterator[tuple[Cache | None, Executor | None]]:
    """Give the workers of a scheduler and the cache that they share; neither where no scheduler is named."""
    if not scheduler:
        yield None, None
        return
    from rolebook_build.cluster.dask import cluster  # noqa: PLC0415 - comes with an extra
    from rolebook_build.cluster.shared_cache import shared_cache  # noqa: PLC0415

    kept = output.shared, inputs, planned.shapes, own.folder
    with cluster(scheduler, listener.failure) as pool, shared_cache(*kept) as cache:
        yield cache, pool


def _long_way(acting: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Yield what makes a shape take longer to build than it could."""
    for path, what in acting:
        message = f"{what} may act on pages, so they go through MkDocs one by one, which takes longer"
        yield Problem(path, 0, message, Severity.NOTICE)


@dataclass(frozen=True)
class _BuildRun:
    """The work of one build."""

    inputs: Inputs
    cache: Cache
    planned: BuildPlan
    output: Output
    record: Record
    pool: Executor | None
    anew: bool

    def made(self, standing: Collection[str], listener: BuildListener) -> Iterator[TaskResult]:
        """Yield what came of each edition, and write down what stands, now and then and at the end.

        Of those that are `standing` as they should, only what must not stay is told; shapes that are gone,
        by which alone that is known, are built again.
        """
        editions = self.planned.editions
        seals = {key: self._seal(key) for key in sorted({e.shape for e in editions})}
        changed = [edition for edition in editions if edition.company.id not in standing]
        missing = {key: self._shape(key) for key, seal in seals.items() if not seal}
        tasks = [self._edition(edition, seals[edition.shape]) for edition in changed]
        sources = {edition.company.id: edition.made_of for edition in changed}
        self.cache.offer(key for key, seal in seals.items() if seal)
        if missing:
            listener.problems(_long_way(self.planned.content.acts_on_pages))
        isolation = Isolation(self.inputs, self.planned, self.cache)
        written = time.monotonic()
        try:
            self._doubt(sources)
            with nullcontext(self.pool) if self.pool else workers(len(missing), tasks) as pool:
                done = do(missing, tasks, isolation.refusal, pool)
                at_first = f"{count(len(missing), 'shape')} first" if missing else ""
                for one in listener.progress("Building", done, len(tasks), at_first):
                    if not one.failure:
                        identity = self.output.identity(one.name)
                        self.record[one.name] = EditionState(identity, sources[one.name], one.opened)
                    if time.monotonic() - written > _SECONDS_BETWEEN_RECORDS:
                        self.output.keep(self.record)
                        written = time.monotonic()
                    yield one
            yield from self._refused([e for e in editions if e.company.id in standing], isolation)
        finally:
            self.output.keep(self.record)

    def _refused(self, standing: Sequence[Edition], isolation: Isolation) -> Iterator[TaskResult]:
        """Yield the editions that stand and must not, since what they say became another company's."""
        for edition in standing:
            company, shape = edition.company.id, edition.shape
            if self.cache.find(shape) and (reason := isolation.refusal(company, shape)):
                self.record[company] = self.record[company].in_doubt()
                yield TaskResult(company, f"what stands there is read until this is mended:\n{reason}")

    def _doubt(self, companies: Iterable[str]) -> None:
        """Write down that editions will be replaced, for whoever finds what a build that died left."""
        for company in self.record.keys() & set(companies):
            self.record[company] = self.record[company].in_doubt()
        self.output.keep(self.record)

    def _shape(self, key: str) -> ShapeTask:
        planned = self.planned
        given = self.inputs, self.cache, key, planned.shapes[key], planned.declared, planned.bases[key]
        return ShapeTask(*given, hears=self.planned.has_several)

    def _seal(self, key: str) -> str:
        return "" if self.anew else wanted_seal(self.cache, key, self.inputs.root)

    def _edition(self, edition: Edition, seal: str) -> EditionTask:
        company, declared = edition.company, self.planned.declared
        given = edition.shape, seal, company, declared, self.output, self.anew
        return EditionTask(self.inputs, self.cache, *given)
