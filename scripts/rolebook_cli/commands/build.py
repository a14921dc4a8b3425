"""`rolebook build`."""

import sys
from pathlib import Path

import click

from rolebook_cli.building.build import build
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder
from rolebook_cli.report import Report


@click.command("build")
@click.argument("companies", nargs=-1, metavar="[COMPANY …]")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where to build; site/ by default."
)
@click.pass_obj
def command(folder: Path, companies: tuple[str, ...], output: Path | None) -> None:
    """Build the handbooks of companies; of all when none is named."""
    root = handbook_folder(folder)
    named = chosen_companies(root, companies)
    target = output.absolute() if output else root / "site"
    sys.exit(0 if build(root, named, target, Report()) else 1)
