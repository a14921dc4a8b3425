"""`rolebook config`."""

from pathlib import Path

import click

from rolebook.engine.configuration_file import read_configuration
from rolebook.yaml.nodes import as_text
from rolebook_cli.engine import choose_engine
from rolebook_cli.handbook_folder import handbook_folder
from rolebook_cli.report import Report


@click.command("config")
@click.pass_obj
def command(folder: Path) -> None:
    """Print the configuration that handbooks are built with, as a whole mkdocs.yml."""
    root = handbook_folder(folder)
    choose_engine(root)
    from rolebook.engine.configuration_valid import valid_configuration  # noqa: PLC0415 - now there is an engine

    written = read_configuration(root)
    valid_configuration(root, written, {})
    report = Report()
    report.problems(written.warnings)
    if written.taken_out:
        click.echo("# What was taken out of the lists that ship. A mkdocs.yml of a folder must say so again:")
    for entry in written.taken_out:
        click.echo(f"#   {entry}")
    click.echo(as_text(written.node).encode(), nl=False)  # a mkdocs.yml is UTF-8 everywhere
