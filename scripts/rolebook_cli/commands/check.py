"""`rolebook check`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from rolebook.check import problems_of
from rolebook.load.files import company_ids
from rolebook.model.problem import Severity, count, errors
from rolebook.review.advice import advice_on
from rolebook_build.content import content_of
from rolebook_build.foreign_code import tell_code
from rolebook_build.rehearsal import leaks, rehearsal
from rolebook_build.usable_cache import usable_cache
from rolebook_cli.engine import choose_engine, engine_option
from rolebook_cli.handbook_folder import handbook_folder
from rolebook_cli.isolation import check_isolation
from rolebook_cli.report import Report, summary


@click.command("check")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--isolation", is_flag=True, help="Read the built handbooks for what is another company's.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where they are built; site/ by default."
)
@engine_option
@click.pass_obj
def command(folder: Path, strict: bool, isolation: bool, output: Path | None, engine: str | None) -> None:
    """Report every problem in roles/, companies/ and docs/, without building."""
    root = handbook_folder(folder)
    choose_engine(root, engine)
    if isolation:
        target = output.absolute() if output else root / "site"
        sys.exit(0 if check_isolation(root, company_ids(root), target, Report()) else 1)
    tell_code(root, Report())
    content = content_of(root)
    report, today = Report(), datetime.now(UTC).date()
    known = problems_of(content)
    rehearsed = rehearsal(root, known)
    wrong = {*known, *rehearsed.problems}
    with usable_cache(report) as cache:
        leaking = [*leaks(root, rehearsed.heard, cache, is_sound=not errors(wrong))]
    problems = sorted({*wrong, *leaking, *advice_on(content.roles, today)})
    report.problems(problems)
    roles, companies = count(len(content.roles), "role"), count(len(company_ids(root)), "company")
    report.line(f"{roles}, {companies}: {summary(problems)}")
    failing = (
        [problem for problem in problems if problem.severity is not Severity.NOTICE]
        if strict
        else errors(problems)
    )
    sys.exit(1 if failing else 0)
