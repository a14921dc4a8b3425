"""`rolebook publish`."""

import sys
from pathlib import Path

import click

from rolebook_build.foreign_code import tell_code
from rolebook_cli.engine import choose_engine, engine_option
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder
from rolebook_cli.plan_report import PlanReport
from rolebook_cli.report import Report
from rolebook_wiki.kinds import missing_packages
from rolebook_wiki.plan import OnConflict
from rolebook_wiki.publish import PublishOptions

_EXIT_CODES = """\b
Exit codes: 0  the wiki holds the handbook
            1  problems; what is written stays, run it again
            2  wrong use
            3  pages wait for a person's decision
"""


@click.command("publish", epilog=_EXIT_CODES)
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
@engine_option
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    folder: Path,
    company: str,
    *,
    target: str,
    dry_run: bool,
    diff: bool,
    as_json: bool,
    prune: bool,
    on_conflict: str,
    engine: str | None,
) -> None:
    """Publish a company's handbook to a wiki in which other people write.

    Shows what will happen, and then does it. The company's file says which wikis there are; the account comes
    from the environment: ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_PASSWORD (Confluence: ROLEBOOK_WIKI_TOKEN).
    """
    root = handbook_folder(folder)
    choose_engine(root, engine)
    (chosen,) = chosen_companies(root, [company])
    missing = missing_packages()
    if missing:
        lacking = ", ".join(missing)
        raise click.UsageError(
            f"publishing needs the wiki extra: pip install 'rolebook[wiki]' (no {lacking})"
        )
    from rolebook_cli.publish import publish_company, wiki_target  # noqa: PLC0415 - needs the extra

    options = PublishOptions(OnConflict(on_conflict), prune, dry_run)
    report = Report()
    tell_code(root, report)
    wiki = wiki_target(root, chosen, target)
    shown = PlanReport(report, as_json=as_json, diff=diff)
    sys.exit(publish_company(root, chosen, wiki, options, shown, report))
