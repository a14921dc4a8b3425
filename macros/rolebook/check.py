"""Every problem of a handbook folder, without building anything."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from rolebook.anchors_check import anchor_problems
from rolebook.assemble.choice import chosen
from rolebook.assemble.declared_facts import (
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
from rolebook.load.languages import language_problem
from rolebook.model.company import Company
from rolebook.model.problem import Problem, concerning, errors, warning
from rolebook.nav_check import nav_problems
from rolebook.near_facts_check import near_fact_problems
from rolebook.settings_check import settings_problems


def problems_of(content: Content, named: Sequence[str] | None = None) -> tuple[Problem, ...]:
    """Return every problem, in order of place; of the companies' own only those named, if any are."""
    empty = () if named else _empty(content)
    problems = chain(empty, content.problems, role_problems(content.roles), _of_companies(content, named))
    asked = frozenset(named or ())
    kept = (problem for problem in problems if concerns(problem, asked))
    return tuple(dict.fromkeys(sorted(kept)))


def sound_companies(content: Content, named: Sequence[str], problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return those of the named companies whose handbooks can be built in spite of their `problems_of`.

    What is wrong with a company's own file, or with a fact that it lacks, concerns it alone; any other
    error concerns all of them.
    """
    wrong = errors(problems)
    if not all(problem.companies for problem in wrong):
        return ()
    kept_back = {company for problem in wrong for company in problem.companies}
    return tuple(name for name in named if name in content.companies and name not in kept_back)


def _empty(content: Content) -> Iterator[Problem]:
    if not content.roles:
        yield warning(Problem("roles", 0, "holds no role spec; write roles/<department>/<id>.md"))
    if not company_ids(content.root):
        message = "holds no company; write companies/<id>.yml with `name:` and `facts:`"
        yield Problem("companies", 0, message)


def concerns(problem: Problem, named: Set[str]) -> bool:
    """Tell whether a problem is not another company's than those named."""
    return not named or not problem.companies or not named.isdisjoint(problem.companies)


def _named(content: Content, named: Sequence[str] | None) -> list[Company]:
    names = content.companies if named is None else named
    return [content.companies[name] for name in names if name in content.companies]


def _of_companies(content: Content, named: Sequence[str] | None) -> Iterator[Problem]:
    companies = _named(content, named)
    yield from _of_facts(content, companies)
    for page in content.docs:
        yield from page.problems
    yield from docs_problems(content)
    yield from nav_problems(content)
    yield from anchor_problems(content.roles, content.docs)
    levels = levels_of(content.roles)
    for company in companies:
        problems = (
            company_problems(content.roles, levels, company),
            settings_problems(company, (*content.docs, *content.templates)),
            _of_language(company, content),
        )
        yield from concerning(company.id, chain.from_iterable(problems))


def _of_language(company: Company, content: Content) -> Iterator[Problem]:
    unspoken = language_problem(company, content.languages) if content.languages is not None else None
    yield from filter(None, [unspoken])


def _of_facts(content: Content, companies: Sequence[Company]) -> Iterator[Problem]:
    declared, uses = declared_in(content), _uses(content)
    yield from undeclared_problems(uses, declared)
    yield from near_fact_problems(content.roles, declared)
    yield from _lacking(content, companies)
    yield from unused_problems(uses, content.declared, FACTS_FILE)
    for company in companies:
        yield from concerning(company.id, company_fact_problems(company, declared))


def _lacking(content: Content, companies: Sequence[Company]) -> Iterator[Problem]:
    page_paths = {page.path for page in content.docs}
    readers = [(c, {role.path for role in chosen(content.roles, c)} | page_paths) for c in companies]
    return lacking_problems(_uses(content), readers, declared_in(content))


def declared_in(content: Content) -> Declared:
    """Return the facts that are declared in a folder, those included whose files have errors."""
    unread = content.facts_of_unreadable, content.facts_in_broken_files
    return declared_facts(content.declared, content.companies.values(), *unread)


def _uses(content: Content) -> Uses:
    return [*uses_in(content.roles), *((page.path, use) for page in content.docs for use in page.facts)]
