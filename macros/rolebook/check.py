"""Every problem of a handbook folder, without building anything."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rolebook.assemble.choice import chosen
from rolebook.assemble.declared import (
    company_fact_problems,
    declared_facts,
    unused_problems,
    use_problems,
    uses_in,
)
from rolebook.assemble.handbook import company_problems, role_problems
from rolebook.docs_check import docs_problems
from rolebook.load.files import FACTS_FILE, company_ids
from rolebook.load.folder import Content
from rolebook.model.company import Company
from rolebook.model.problem import Problem, warning
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
    folder, _, name = problem.path.partition("/")
    if not named or folder != "companies" or problem.path == FACTS_FILE:
        return True
    return name.rpartition(".")[0] in named


def _of_companies(content: Content, named: Sequence[str] | None) -> Iterator[Problem]:
    companies = [c for c in content.companies.values() if named is None or c.id in named]
    yield from _of_facts(content, companies)
    for page in content.docs:
        yield from page.problems
    yield from docs_problems(content)
    for company in companies:
        yield from company_problems(content.roles, company)


def _of_facts(content: Content, companies: Sequence[Company]) -> Iterator[Problem]:
    declared = declared_facts(content.declared, content.companies.values(), content.facts_in_broken_files)
    pages = [(page.path, use) for page in content.docs for use in page.facts]
    page_paths = {page.path for page in content.docs}
    readers = [(c, {role.path for role in chosen(content.roles, c)} | page_paths) for c in companies]
    uses = [*uses_in(content.roles), *pages]
    yield from use_problems(uses, readers, declared)
    yield from unused_problems(uses, content.declared, FACTS_FILE)
    for company in companies:
        yield from company_fact_problems(company, declared)
