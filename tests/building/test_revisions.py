"""Editions with documents, where git cannot tell when specs changed."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from rolebook.model.document import Product
from rolebook.model.paper import Paper
from rolebook_cli.print import Order, print_companies
from rolebook_cli.report import Report
from tests.building.conftest import Workshop, company
from tests.printing.reading import Pdf


def test_documents_of_a_shallow_clone_carry_no_revision(
    workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Build and print say once, for all companies, what to do; a build that needs neither says nothing."""
    printing = "settings: {print: true}\n"
    workshop.write({f"companies/{name}.yml": company(name, printing) for name in ("acme", "globex")})
    git = ("git", "-C", str(workshop.root), "-c", "user.name=A", "-c", "user.email=a@a.example")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "Roles")):
        subprocess.run([*git, *arguments], check=True)
    clone = replace(workshop, root=tmp_path / "clone")
    subprocess.run([*git, "clone", "-q", "--depth", "1", workshop.root.as_uri(), str(clone.root)], check=True)
    assert clone.build()
    assert capsys.readouterr().err.count("roles: warning: documents carry no revision") == 1
    book = clone.editions()["acme/assets/print/book.pdf"]
    assert "Revision" not in Pdf(book).text
    assert clone.build()
    assert capsys.readouterr().err == ""
    order = Order((), (Product.BOOK,), Paper.A4, fillable=False)
    assert print_companies(clone.root, ("acme",), order, tmp_path / "print", Report())
    assert capsys.readouterr().err.count("`fetch-depth: 0`") == 1
    clone.write({f"companies/{name}.yml": company(name) for name in ("acme", "globex")})
    assert clone.build()
    assert "revision" not in capsys.readouterr().err
