"""The `rolebook` command."""

import sys
from pathlib import Path

import click

from rolebook import __version__
from rolebook.check import advice_on, problems_of
from rolebook.engine.build import BuildError
from rolebook.load.folder import company_ids
from rolebook.model.document import Paper, Product
from rolebook.model.problem import Severity, errors
from rolebook.printing.form import can_make_forms
from rolebook.wiki.plan import OnConflict
from rolebook.wiki.publish import Wish
from rolebook_cli.build import build as build_companies
from rolebook_cli.handbook_folder import chosen_companies, content_of, handbook_folder
from rolebook_cli.plan_report import PlanReport
from rolebook_cli.print import Order, print_companies
from rolebook_cli.report import Report, count, summary
from rolebook_cli.serve import serve as serve_company
from rolebook_cli.wikis import missing_packages

_FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)

_PUBLISH_CODES = """\b
Exit codes: 0  the wiki holds the handbook
            1  problems; what is written stays, run it again
            2  wrong use
            3  pages wait for a person's decision
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rolebook")
@click.option(
    "-C", "folder", type=_FOLDER, default=".", metavar="DIR", help="Run in another handbook folder."
)
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Render role specs and company facts into one handbook site per company."""
    context.obj = folder.resolve()


@cli.command()
@click.argument("companies", nargs=-1, metavar="[COMPANY …]")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where to build; site/ by default."
)
@click.pass_obj
def build(folder: Path, companies: tuple[str, ...], output: Path | None) -> None:
    """Build the handbooks of companies; of all when none is named."""
    root = handbook_folder(folder)
    named = chosen_companies(root, companies)
    target = output.absolute() if output else root / "site"
    sys.exit(0 if build_companies(root, named, target, Report()) else 1)


@cli.command()
@click.argument("company")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in a browser.")
@click.pass_obj
def serve(folder: Path, company: str, port: int, open_browser: bool) -> None:
    """Preview a company's handbook; it follows every saved change."""
    root = handbook_folder(folder)
    (chosen,) = chosen_companies(root, [company])
    serve_company(root, chosen, port, open_browser, Report())


@cli.command("print")
@click.argument("companies", nargs=-1, metavar="[COMPANY …]")
@click.option(
    "--role", "roles", multiple=True, metavar="ID", help="Only this role; may be given several times."
)
@click.option(
    "--product",
    "products",
    multiple=True,
    type=click.Choice([product.value for product in Product]),
    help="Only this kind of document; may be given several times.",
)
@click.option("--paper", type=click.Choice([paper.value for paper in Paper]), default="a4", show_default=True)
@click.option("--fillable", is_flag=True, help="Make the assessment a form that can be filled in on screen.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where to print to; print/ by default."
)
@click.pass_obj
def print_documents(
    folder: Path,
    companies: tuple[str, ...],
    *,
    roles: tuple[str, ...],
    products: tuple[str, ...],
    paper: str,
    fillable: bool,
    output: Path | None,
) -> None:
    """Print career ladders and roles as PDF documents."""
    root = handbook_folder(folder)
    named = chosen_companies(root, companies)
    if fillable and not can_make_forms():
        raise click.UsageError("--fillable needs the forms extra: pip install 'rolebook[forms]'")
    order = Order(roles, tuple(map(Product, products)) or tuple(Product), Paper(paper), fillable)
    target = output.absolute() if output else root / "print"
    sys.exit(0 if print_companies(root, named, order, target, Report()) else 1)


@cli.command(epilog=_PUBLISH_CODES)
@click.argument("company")
@click.option("--to", "target", required=True, metavar="WIKI", help="One of `wiki:` in the company's file.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, and write nothing.")
@click.option("--diff", is_flag=True, help="Show the texts that differ.")
@click.option("--json", "as_json", is_flag=True, help="Print plan and outcome as JSON.")
@click.option("--prune", is_flag=True, help="Take out what is no longer in the handbook.")
@click.option(
    "--on-conflict",
    type=click.Choice([choice.value for choice in OnConflict]),
    default="stop",
    show_default=True,
    help="Where a person edited: write nothing, leave those pages, or write over them.",
)
@click.pass_obj
def publish(  # noqa: PLR0913 - one for each option
    folder: Path,
    company: str,
    *,
    target: str,
    dry_run: bool,
    diff: bool,
    as_json: bool,
    prune: bool,
    on_conflict: str,
) -> None:
    """Publish a company's handbook to a wiki in which other people write.

    Shows what will happen, and then does it. The company's file says which wikis there are; the account comes
    from the environment: ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_PASSWORD (Confluence: ROLEBOOK_WIKI_TOKEN).
    """
    root = handbook_folder(folder)
    (chosen,) = chosen_companies(root, [company])
    missing = missing_packages()
    if missing:
        lacking = ", ".join(missing)
        raise click.UsageError(
            f"publishing needs the wiki extra: pip install 'rolebook[wiki]' (no {lacking})"
        )
    from rolebook_cli.publish import publish_company, wiki_target  # noqa: PLC0415 - needs the extra

    wish = Wish(OnConflict(on_conflict), prune, dry_run)
    report = Report()
    found = wiki_target(root, chosen, target)
    shown = PlanReport(report, as_json=as_json, diff=diff)
    sys.exit(publish_company(root, chosen, found, wish, shown, report))


@cli.command()
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.pass_obj
def check(folder: Path, strict: bool) -> None:
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


def main() -> None:
    """Run the command; whatever the content holds, its author sees a message and never a traceback."""
    try:
        cli(prog_name="rolebook")
    except BuildError as error:
        Report().failure(str(error))
        sys.exit(1)
    except OSError as error:
        Report().failure(f"{error.filename or 'rolebook'}: {error.strerror or error}")
        sys.exit(1)
