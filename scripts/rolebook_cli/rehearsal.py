"""What a build would refuse, found without one: each shape rehearsed, each document looked through."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rolebook.assemble.declared import Declared, declared_facts
from rolebook.assemble.handbook import assemble
from rolebook.check import sound_companies
from rolebook.engine.build import refusals
from rolebook.engine.prints import print_problems
from rolebook.load.content import Content
from rolebook.load.files import company_ids
from rolebook.load.inputs import Inputs, read_inputs
from rolebook.load.opened import is_unchanged
from rolebook.model.company import Company
from rolebook.model.problem import BuildError, Problem, errors, listed
from rolebook.shape.faceless import exact_choice, faceless
from rolebook.stamp.values import values
from rolebook_cli.building.cache import Cache, opened_by
from rolebook_cli.building.isolation import Isolation
from rolebook_cli.building.plan import Plan, plan
from rolebook_cli.building.tasks import ShapeTask, make_shape
from rolebook_cli.companies import for_each
from rolebook_cli.content import content_of
from rolebook_cli.disk import temporary_files

_FEW = 6
"""Companies that are looked through sooner than processes for them are started."""


@dataclass(frozen=True)
class Rehearsed:
    """What a build would refuse to a company."""

    company: str
    problems: tuple[Problem, ...] = ()


def refused(root: Path, known: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what a build of a folder would refuse beside what is `known` to be wrong with it.

    Companies are looked through that are sound but for what is wrong on single pages; what only some of
    them have is said so.
    """
    content, stopping = content_of(root), errors(known)
    sound = sound_companies(content, tuple(content.companies), [p for p in stopping if not _on_a_page(p)])
    told = {(problem.path, problem.line) for problem in stopping}
    of_whom: dict[Problem, list[str]] = {}
    for companies, problem in _found(root, content, sound):
        if (problem.path, problem.line) not in told:
            of_whom.setdefault(problem, []).extend(companies)
    return tuple(_of(problem, names, len(sound)) for problem, names in of_whom.items())


def _on_a_page(problem: Problem) -> bool:
    return problem.path.startswith("docs/") and bool(problem.line)


def _of(problem: Problem, companies: Sequence[str], all_of_them: int) -> Problem:
    if len(companies) == all_of_them or problem.path.startswith("companies/"):
        return problem
    return replace(problem, message=f"{problem.message} (in the handbook of {listed(sorted(companies))})")


def _found(root: Path, content: Content, companies: Sequence[str]) -> Iterator[tuple[Sequence[str], Problem]]:
    """Yield what a build would refuse, and to which companies."""
    sharing: dict[str, list[str]] = {}
    for company in companies:
        sharing.setdefault(repr(_shape(content, content.companies[company])), []).append(company)
    of_first = {same[0]: same for same in sharing.values()}
    for rehearsed in _each(tuple(of_first), partial(rehearse, root)):
        yield from ((of_first[rehearsed.company], problem) for problem in rehearsed.problems)
    printing = [company for company in companies if content.companies[company].settings.get("print")]
    for rehearsed in _each(printing, partial(look_through, root)):
        yield from (([rehearsed.company], problem) for problem in rehearsed.problems)


def _each(companies: Sequence[str], work: Callable[[str], Rehearsed]) -> Iterator[Rehearsed]:
    return map(work, companies) if len(companies) <= _FEW else for_each(companies, work, _lost)


def _lost(company: str, why: str) -> Rehearsed:
    return Rehearsed(company, (Problem(f"companies/{company}.yml", 0, f"was not looked through: {why}"),))


def rehearse(root: Path, company: str) -> Rehearsed:
    """Return what keeps the shape of a company from being built."""
    content = content_of(root)
    with temporary_files():
        reasons = refusals(root, content, _shape(content, content.companies[company]), _declared(content))
    told = (reason if isinstance(reason, Problem) else Problem("mkdocs.yml", 0, reason) for reason in reasons)
    return Rehearsed(company, tuple(told))


def look_through(root: Path, company: str) -> Rehearsed:
    """Return what keeps the documents of a company from being printed."""
    content = content_of(root)
    handbook = assemble(content.roles, content.companies[company])
    stamped = values(handbook.company, handbook.levels, _declared(content))
    with temporary_files():
        return Rehearsed(company, print_problems(content, handbook, stamped))


def leaks(root: Path, cache: Cache, *, is_sound: bool) -> Iterator[Problem]:
    """Yield what a build would refuse to companies because it is another's.

    Shapes are built for that where what people wrote holds words that are one company's alone; they are kept
    in the cache, so that the build need not do it again. Raises `BuildError` where one cannot be built of a
    folder that `is_sound`: then it is the machine's fault.
    """
    inputs = read_inputs(root)
    planned = plan(inputs, company_ids(root), cache)
    isolation = Isolation(inputs, planned, cache)
    if not isolation.is_likely():
        return
<<<<<<< HEAD
    for key, faceless_one in planned.shapes.items():
        if not cache.find(key):
            make_shape(ShapeTask(inputs, cache, key, faceless_one, planned.declared))
    for edition in planned.editions:
        if cache.find(edition.shape):
=======
    there = {key for key in planned.shapes if _is_there(key, inputs, planned, cache, is_sound=is_sound)}
    for edition in planned.editions:
        if edition.shape in there:
>>>>>>> hunt-ops
            yield from isolation.problems(edition.company.id, edition.shape)


def _is_there(key: str, inputs: Inputs, planned: Plan, cache: Cache, *, is_sound: bool) -> bool:
    """Tell whether a shape of what there is now is kept, or can be built."""
    found = cache.find(key)
    if found and is_unchanged(inputs.root, opened_by(found)):
        return True
    made = make_shape(ShapeTask(inputs, cache, key, planned.shapes[key], planned.declared))
    if made.failure and is_sound:
        raise BuildError(made.failure)
    return not made.failure


def _shape(content: Content, company: Company) -> Company:
    return faceless(company, exact_choice(company, content.roles))


def _declared(content: Content) -> Declared:
    return declared_facts(content.declared, content.companies.values(), content.facts_in_broken_files)
