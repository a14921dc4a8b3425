"""`rolebook serve`."""

from pathlib import Path

import click

from rolebook_build.foreign_code import tell_code
from rolebook_cli.engine import choose_engine, engine_option
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder
from rolebook_cli.report import Report


@click.command("serve")
@click.argument("company")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in a browser.")
@engine_option
@click.pass_obj
def command(folder: Path, company: str, port: int, open_browser: bool, engine: str | None) -> None:
    """Preview a company's handbook; it follows every saved change."""
    root = handbook_folder(folder)
    choose_engine(root, engine)
    from rolebook_preview.preview import PortTakenError, serve  # noqa: PLC0415 - once the engine is chosen

    tell_code(root, Report())
    (chosen,) = chosen_companies(root, [company])
    try:
        serve(root, chosen, port, open_browser, Report())
    except PortTakenError as error:
        raise click.UsageError(str(error)) from error
