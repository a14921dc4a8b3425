"""`rolebook print`: documents of companies, in as many processes as there are cores."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import gettempdir

import click

from rolebook.assemble.choice import chosen
from rolebook.assemble.handbook import assemble
from rolebook.check import declared_in, problems_of, sound_companies
from rolebook.load.content import Content
from rolebook.load.revisions import revision_problems
from rolebook.model.document import NEED_A_LADDER, Product, documents
from rolebook.model.handbook import Handbook
from rolebook.model.paper import Paper
from rolebook.model.problem import Problem, Severity, count, did_you_mean, errors, listed
from rolebook.model.role import Role
from rolebook.printing.open_renderer import PrintError, open_renderer
from rolebook.stamp.values import values
from rolebook_build.companies import for_each
from rolebook_build.content import content_of
from rolebook_build.disk import OUTPUT, TEMPORARY, in_words
from rolebook_build.outputs import shown
from rolebook_cli.report import Report


@dataclass(frozen=True)
class Order:
    """What to print; no role named means all of them."""

    roles: tuple[str, ...]
    products: tuple[Product, ...]
    paper: Paper
    fillable: bool


@dataclass(frozen=True)
class CompanyPrints:
    """What came of one company: how many documents there are, how many of them were there before."""

    company: str
    target: Path
    done: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    failure: str = ""


def print_companies(
    folder: Path, companies: Sequence[str], order: Order, output: Path, report: Report
) -> bool:
    """Print documents of companies into `output/<company>/`; tell whether all went well.

    Raises `UsageError`, and prints nothing, where a role is named that none of the companies has.
    """
    content = content_of(folder)
    problems = problems_of(content, companies)
    report.problems(problem for problem in problems if problem.severity is not Severity.NOTICE)
    sound = sound_companies(content, companies, problems)
    _refuse_unknown_roles(content, companies, order.roles)
    report.problems(revision_problems(folder) if sound else ())
    work = partial(print_company, folder, output, order)
    prints = for_each(sound, work, lambda company, why: CompanyPrints(company, output / company, failure=why))
    results = list(report.progress("Printing", prints, len(sound)))
    for result in sorted(results, key=lambda result: companies.index(result.company)):
        _print_result(result, report)
    broken = [company for company in companies if company not in sound]
    if broken:
        report.failure(f"not printed because of the problems above: {', '.join(broken)}")
    return (
        bool(results)
        and not broken
        and not any(result.failure or errors(result.problems) for result in results)
    )


def _refuse_unknown_roles(content: Content, companies: Sequence[str], named: Sequence[str]) -> None:
    read = [content.companies[company] for company in companies if company in content.companies]
    known = {role.id: None for company in read for role in chosen(content.roles, company)}
    unknown = [name for name in named if name not in known] if read else []
    of = listed([company.id for company in read])
    if unknown:
        told = (f'no role of {of} has the id "{name}"{did_you_mean(name, known)}' for name in unknown)
        raise click.UsageError("\n".join(told))


def print_company(folder: Path, output: Path, order: Order, company: str) -> CompanyPrints:
    """Print the documents of one company."""
    content, target = content_of(folder), output / company
    handbook = assemble(content.roles, content.companies[company])
    stamped = values(handbook.company, handbook.levels, declared_in(content))
    roles, problems = _chosen(handbook, order)
    done = unchanged = 0
    given = content, handbook, stamped, target
    try:
        with open_renderer(*given, paper=order.paper, fillable=order.fillable) as opened:
            try:
                for printed in opened.print(documents(handbook, order.products, roles)):
                    problems += printed.problems
                    done += not printed.problems
                    unchanged += printed.unchanged
            except OSError as error:  # here, while what fills a disk is still there
                return CompanyPrints(company, target, failure=in_words(error, {OUTPUT: target}))
    except PrintError as error:
        return CompanyPrints(company, target, failure=str(error))
    except OSError as error:
        return CompanyPrints(company, target, failure=in_words(error, {TEMPORARY: Path(gettempdir())}))
    return CompanyPrints(company, target, done, unchanged, tuple(dict.fromkeys(problems)))


def _chosen(handbook: Handbook, order: Order) -> tuple[list[Role], list[Problem]]:
    """Return the roles to print, and what cannot be printed of what was asked for."""
    if not order.roles:
        return list(handbook.roles), []
    roles, problems = [], []
    path = handbook.company.path
    for name in order.roles:
        role = handbook.role(name)
        if not role:
            problems.append(Problem(path, 0, f'has no role "{name}"; others have it', Severity.WARNING))
            continue
        roles.append(role)
        lacking = [] if role.ladders else [product for product in order.products if product in NEED_A_LADDER]
        if lacking:
            message = f"has no Evaluation Matrix with levels, so no {', '.join(lacking)} is printed"
            problems.append(Problem(role.path, 0, message, Severity.WARNING))
    return roles, problems


def _print_result(result: CompanyPrints, report: Report) -> None:
    report.problems(sorted(result.problems))
    if result.failure:
        report.failure(f"{result.company} was not printed:\n{result.failure}")
        return
    unchanged = f" ({result.unchanged} unchanged)" if result.unchanged else ""
    report.line(f"{result.company}: {count(result.done, 'document')}{unchanged} in {shown(result.target)}/")
