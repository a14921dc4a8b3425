"""`rolebook print`."""

import sys
from pathlib import Path

import click

from rolebook.model.document import Product
from rolebook.model.paper import Paper
from rolebook.printing.fillable_fields import can_make_forms
from rolebook_build.foreign_code import tell_code
from rolebook_cli.engine import choose_engine
from rolebook_cli.handbook_folder import chosen_companies, handbook_folder, refuse_within
from rolebook_cli.print import Order, print_companies
from rolebook_cli.report import Report


@click.command("print")
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
def command(
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
    choose_engine(root)
    tell_code(root, Report())
    named = chosen_companies(root, companies)
    if fillable and not can_make_forms():
        raise click.UsageError("--fillable needs the forms extra: pip install 'rolebook[forms]'")
    order = Order(roles, tuple(map(Product, products)) or tuple(Product), Paper(paper), fillable)
    target = output.absolute() if output else root / "print"
    refuse_within(root, target, "--output")
    sys.exit(0 if print_companies(root, named, order, target, Report()) else 1)
