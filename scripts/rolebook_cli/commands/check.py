"""`rolebook check`."""

import sys
from pathlib import Path

import click

from rolebook.check import advice_on, problems_of
from rolebook.load.files import company_ids
from rolebook.model.problem import Severity, errors
from rolebook_cli.content import content_of
from rolebook_cli.handbook_folder import handbook_folder
from rolebook_cli.report import Report, count, summary


@click.command("check")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.pass_obj
def command(folder: Path, strict: bool) -> None:
    """Report every problem in roles/, companies/ and docs/, without building."""
    root = handbook_folder(folder)
    content = content_of(root)
    found = sorted({*problems_of(content), *advice_on(content)})
    report = Report()
    report.problems(found)
    roles, companies = count(len(content.roles), "role"), count(len(company_ids(root)), "company")
    report.line(f"{roles}, {companies}: {summary(found)}")
    failing = (
        [problem for problem in found if problem.severity is not Severity.NOTICE] if strict else errors(found)
    )
    sys.exit(1 if failing else 0)
