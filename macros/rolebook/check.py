"""Every problem of a handbook folder, without building anything."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

from rolebook.assemble.choice import chosen
from rolebook.assemble.declared import (
    Declared,
    Uses,
    company_fact_problems,
    declared_facts,
    lacking_problems,
    undeclared_problems,
    unused_problems,
    uses_in,
)
from rolebook.assemble.handbook import company_problems, levels_of, role_problems
from rolebook.docs_check import docs_problems
from rolebook.load.content import Content
from rolebook.load.files import FACTS_FILE, company_ids
from rolebook.model.company import Company
from rolebook.model.problem import Problem, errors, warning
from rolebook.review.addresses import address_problems
from rolebook.review.cells import cell_problems
from rolebook.review.habits import habit_problems
from rolebook.review.sections import section_problems


def problems_of(content: Content, named: Sequence[str] | None = None) -> tuple[Problem, ...]:
    """Return every problem, in order of place; of the companies' own only those named, if any are."""
    empty = () if named else _empty(content)
    found = chain(empty, content.problems, role_problems(content.roles), _of_companies(content, named))
    kept = (problem for problem in found if _concerns(problem, named))
    return tuple(dict.fromkeys(sorted(kept)))


def sound_companies(content: Content, named: Sequence[str]) -> tuple[str, ...]:
    """Return those of the named companies whose handbooks can be built.

    What is wrong with a company's own file, or with a fact that it lacks, concerns it alone; any other
    error concerns all of them.
    """
    found = errors(problems_of(content, named))
    lacking = dict(_lacking(content, _named(content, named)))
    own = {PurePosixPath(p.path).stem for p in found if _company_of(p)}
    without = {company for companies in lacking.values() for company in companies}
    if any(not _company_of(problem) and problem not in lacking for problem in found):
        return ()
    return tuple(name for name in named if name in content.companies and name not in own | without)


def advice_on(content: Content) -> tuple[Problem, ...]:
    """Return what no spec is wrong in, and what makes a library of roles better."""
    reviews = (habit_problems, address_problems, cell_problems, section_problems)
    return tuple(sorted({problem for review in reviews for problem in review(content.roles)}))


def _empty(content: Content) -> Iterator[Problem]:
    if not content.roles:
        yield warning(Problem("roles", 0, "holds no role spec; write roles/<department>/<id>.md"))
    if not company_ids(content.root):
        message = "holds no company; write companies/<id>.yml with `name:` and `facts:`"
        yield Problem("companies", 0, message)


def _concerns(problem: Problem, named: Sequence[str] | None) -> bool:
    return not named or _company_of(problem) in ("", *named)


def _company_of(problem: Problem) -> str:
    """Return the id of the company in whose file a problem is; empty for any other file."""
    folder, _, name = problem.path.partition("/")
    return name.rpartition(".")[0] if folder == "companies" and problem.path != FACTS_FILE else ""


def _named(content: Content, named: Sequence[str] | None) -> list[Company]:
    return [c for c in content.companies.values() if named is None or c.id in named]


def _of_companies(content: Content, named: Sequence[str] | None) -> Iterator[Problem]:
    companies = _named(content, named)
    yield from _of_facts(content, companies)
    for page in content.docs:
        yield from page.problems
    yield from docs_problems(content)
    levels = levels_of(content.roles)
    for company in companies:
        yield from company_problems(content.roles, levels, company)


def _of_facts(content: Content, companies: Sequence[Company]) -> Iterator[Problem]:
    declared, uses = _declared(content), _uses(content)
    yield from undeclared_problems(uses, declared)
    yield from (problem for problem, _ in _lacking(content, companies))
    yield from unused_problems(uses, content.declared, FACTS_FILE)
    for company in companies:
        yield from company_fact_problems(company, declared)


def _lacking(content: Content, companies: Sequence[Company]) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    page_paths = {page.path for page in content.docs}
    readers = [(c, {role.path for role in chosen(content.roles, c)} | page_paths) for c in companies]
    return lacking_problems(_uses(content), readers, _declared(content))


def _declared(content: Content) -> Declared:
    return declared_facts(content.declared, content.companies.values(), content.facts_in_broken_files)


def _uses(content: Content) -> Uses:
    return [*uses_in(content.roles), *((page.path, use) for page in content.docs for use in page.facts)]
