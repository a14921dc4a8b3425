"""What a build would refuse, found without one: each shape rehearsed, each document looked through."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rolebook.assemble.handbook import assemble
from rolebook.check import declared_in, sound_companies
from rolebook.engine.engine import engine
from rolebook.isolation.extracted import ExtractedText
from rolebook.load.content import Content
from rolebook.load.files import company_ids, configuration_file
from rolebook.load.input_digests import read_inputs
from rolebook.model.company import Company
from rolebook.model.problem import BuildError, Problem, errors, listed
from rolebook.shape.anonymous import anonymous, exact_choice
from rolebook.shape.compile import texts_of_site
from rolebook.stamp.values import values
from rolebook_build.cache import Cache, wanted_seal
from rolebook_build.companies import for_each
from rolebook_build.content import content_of
from rolebook_build.disk import temporary_files
from rolebook_build.isolation import Isolation
from rolebook_build.plan import plan
from rolebook_build.tasks import ShapeTask
from rolebook_build.workers import make_shapes

_FEW = 6
"""Companies that are looked through sooner than processes for them are started."""


@dataclass(frozen=True)
class Rehearsed:
    """What a build would refuse to a company, and what all that was made for that says."""

    company: str
    problems: tuple[Problem, ...] = ()
    heard: frozenset[ExtractedText] = frozenset()


@dataclass(frozen=True)
class Rehearsal:
    """What a build of a folder would refuse, and what the pages say that were made to know."""

    problems: tuple[Problem, ...]
    heard: frozenset[ExtractedText]


def rehearsal(root: Path, known: Iterable[Problem]) -> Rehearsal:
    """Return what a build of a folder would refuse beside what is `known` to be wrong with it.

    Companies are looked through that are sound but for what is wrong on single pages; what only some of
    them have is said so.
    """
    content, stopping = content_of(root), errors(known)
    lasting = [problem for problem in stopping if problem.companies or not _on_a_page(problem)]
    sound = sound_companies(content, tuple(content.companies), lasting)
    told = {(problem.path, detail) for problem in stopping for detail in (problem.line, problem.message)}
    of_whom: dict[Problem, list[str]] = {}
    heard: set[ExtractedText] = set()
    for companies, rehearsed in _rehearsals(root, content, sound):
        heard |= rehearsed.heard
        for problem in rehearsed.problems:
            if (problem.path, problem.line or problem.message) not in told:
                of_whom.setdefault(problem, []).extend(companies)
    problems = tuple(_of(problem, names, len(sound)) for problem, names in of_whom.items())
    return Rehearsal(problems, frozenset(heard))


def _on_a_page(problem: Problem) -> bool:
    return problem.path.startswith("docs/") and bool(problem.line)


def _of(problem: Problem, companies: Sequence[str], all_of_them: int) -> Problem:
    if len(companies) == all_of_them or problem.path.startswith("companies/"):
        return problem
    return replace(problem, message=f"{problem.message} (in the handbook of {listed(sorted(companies))})")


def _rehearsals(
    root: Path, content: Content, companies: Sequence[str]
) -> Iterator[tuple[Sequence[str], Rehearsed]]:
    """Yield what came of each rehearsal, and for which companies."""
    sharing: dict[str, list[str]] = {}
    for company in companies:
        sharing.setdefault(repr(_shape(content, content.companies[company])), []).append(company)
    of_first = {same[0]: same for same in sharing.values()}
    for rehearsed in _each(tuple(of_first), partial(rehearse, root)):
        yield of_first[rehearsed.company], rehearsed
    printing = [company for company in companies if content.companies[company].settings.get("print")]
    for rehearsed in _each(printing, partial(look_through, root)):
        yield [rehearsed.company], rehearsed


def _each(companies: Sequence[str], work: Callable[[str], Rehearsed]) -> Iterator[Rehearsed]:
    return map(work, companies) if len(companies) <= _FEW else for_each(companies, work, _lost)


def _lost(company: str, why: str) -> Rehearsed:
    return Rehearsed(company, (Problem(f"companies/{company}.yml", 0, f"was not looked through: {why}"),))


def rehearse(root: Path, company: str) -> Rehearsed:
    """Return what keeps the shape of a company from being built, and what was heard."""
    content = content_of(root)
    shape = _shape(content, content.companies[company])
    with temporary_files(), TemporaryDirectory(prefix="rolebook-check-") as scratch:
        reasons = engine().refusals(root, content, shape, declared_in(content), Path(scratch))
        # Where there is one company, there is nothing that it must not read.
        heard = frozenset(texts_of_site(Path(scratch))) if len(company_ids(root)) > 1 else frozenset()
    configuration = configuration_file(root).name
    told = (
        reason if isinstance(reason, Problem) else Problem(configuration, 0, reason) for reason in reasons
    )
    return Rehearsed(company, tuple(told), heard)


def look_through(root: Path, company: str) -> Rehearsed:
    """Return what keeps the documents of a company from being printed."""
    from rolebook.engine.prints import print_problems  # noqa: PLC0415 - once the engine is chosen

    content = content_of(root)
    handbook = assemble(content.roles, content.companies[company])
    stamped = values(handbook.company, handbook.levels, declared_in(content))
    with temporary_files():
        return Rehearsed(company, print_problems(content, handbook, stamped))


def leaks(root: Path, heard: Collection[ExtractedText], cache: Cache, *, is_sound: bool) -> Iterator[Problem]:
    """Yield what a build would refuse to companies because it is another's.

    Shapes are built for that where what people wrote, or what was `heard` in a rehearsal, holds words that
    are one company's alone; they are kept in the cache, so that the build need not do it again. Raises
    `BuildError` where one cannot be built of a folder that `is_sound`: then it is the machine's fault.
    """
    inputs = read_inputs(root)
    planned = plan(inputs, company_ids(root), cache)
    isolation = Isolation(inputs, planned, cache)
    if not isolation.is_likely(heard):
        return
    stale = {
        key: ShapeTask(inputs, cache, key, anonymous_one, planned.declared, planned.bases[key])
        for key, anonymous_one in planned.shapes.items()
        if not wanted_seal(cache, key, root)
    }
    failures = make_shapes(stale)
    if failures and is_sound:
        raise BuildError(*failures)
    for edition in planned.editions:
        if cache.find(edition.shape):
            yield from isolation.problems(edition.company.id, edition.shape)


def _shape(content: Content, company: Company) -> Company:
    return anonymous(company, exact_choice(company, content.roles))
