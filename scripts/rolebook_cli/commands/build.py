"""`rolebook build`."""

import sys
from pathlib import Path

import click

from rolebook_build.outputs import is_elsewhere, output_at
from rolebook_cli.build import build
from rolebook_cli.engine import choose_engine, engine_option
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder, refuse_within
from rolebook_cli.report import Report


@click.command("build")
@click.argument("companies", nargs=-1, metavar="[COMPANY …]")
@click.option("--output", metavar="DIR|URL", help="Where to build; site/ by default.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Build on the Dask cluster of a scheduler.")
@click.option("--force", is_flag=True, help="Build anew, whatever was built before.")
@engine_option
@click.pass_obj
def command(
    folder: Path,
    companies: tuple[str, ...],
    *,
    output: str | None,
    scheduler: str,
    force: bool,
    engine: str | None,
) -> None:
    """Build the handbooks of companies; of all when none is named."""
    root = handbook_folder(folder)
    choose_engine(root, engine)
    named = chosen_companies(root, companies)
    if output and is_elsewhere(output):
        _refuse_unreachable(output)
    if scheduler:
        _refuse_without_dask()
    target = output or root / "site"
    if not is_elsewhere(target):
        refuse_within(root, Path(output_at(target).address()), "--output")
    sys.exit(0 if build(root, named, target, Report(), scheduler, anew=force) else 1)


def _refuse_unreachable(url: str) -> None:
    from rolebook_build.cluster.store import lacking  # noqa: PLC0415 - most outputs are folders

    if lacks := lacking(url):
        raise click.UsageError(lacks)


def _refuse_without_dask() -> None:
    from rolebook_build.cluster.dask import has_dask  # noqa: PLC0415 - most builds are local

    if not has_dask():
        raise click.UsageError("--scheduler needs the cluster extra: pip install 'rolebook[cluster]'")
