"""`rolebook publish`."""

import sys
from pathlib import Path

import click

from rolebook.wiki.plan import OnConflict
from rolebook.wiki.publish import Wish
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder
from rolebook_cli.plan_report import PlanReport
from rolebook_cli.report import Report
from rolebook_cli.wikis import missing_packages


@click.command("publish")
@click.argument("company")
@click.option("--to", "target", required=True, metavar="TARGET", help="One of the company's `wiki:` entries.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, and write nothing.")
@click.option("--diff", is_flag=True, help="Show the texts that differ.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan and what became of it as JSON.")
@click.option("--prune", is_flag=True, help="Archive pages that are no longer in the handbook.")
@click.option(
    "--on-conflict",
    type=click.Choice([choice.value for choice in OnConflict]),
    default="stop",
    show_default=True,
    help="What to do with pages that a person edited.",
)
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
) -> None:
    """Publish a company's handbook into a wiki: plan, show, apply.

    Exit code 0: the wiki holds the handbook; 1: problems; 3: pages wait for a person's decision.
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
