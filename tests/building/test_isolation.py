"""A leak of each sort, planted and seen: before anything is stamped, and in what was built."""

import json
from pathlib import Path

import pytest

from rolebook.facts.token import token
from rolebook.load.files import company_ids
from rolebook_cli.isolation import check_isolation
from rolebook_cli.report import Report
from tests.building.conftest import Workshop, company, qa_engineer

OWN_NAMES = "roles/quality/qa-engineer.md"


def check(workshop: Workshop) -> bool:
    """Read what was built."""
    return check_isolation(workshop.root, company_ids(workshop.root), workshop.output, Report())


def test_a_role_that_names_a_company(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """The company itself may read it; no other gets it, and the author is told the line and what to write."""
    assert workshop.build()
    before = workshop.editions()["acme/index.html"]
    workshop.write({OWN_NAMES: qa_engineer("Test the Globex portal")})
    assert not workshop.build()
    assert capsys.readouterr().err.endswith(
        "acme was not built:\n"
        'roles/quality/qa-engineer.md:8: says "Globex", COMPANY_NAME of globex; write {{COMPANY_NAME}} there, '
        "or let the fact be `public: true` in companies/facts.yml\n"
    )
    assert workshop.editions()["acme/index.html"] == before
    assert b"Globex portal" in workshop.editions()["globex/roles/qa-engineer/index.html"]
    workshop.write({"companies/facts.yml": "COMPANY_NAME: {meaning: Who we are, public: true}\n"})
    assert workshop.build()


def test_a_template_that_names_a_company(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages are not all that speaks: the theme, the configuration and hooks do too."""
    workshop.write({"docs/about.md": "# About\n\nA page of Globex.\n"})
    assert not workshop.build()
    assert 'docs/about.md:3: says "Globex"' in capsys.readouterr().err


def test_a_company_that_takes_a_name_that_is_said(workshop: Workshop) -> None:
    """What was no secret becomes one with a new company; then it is seen, though no role changed."""
    workshop.write({OWN_NAMES: qa_engineer("Know Hooli by heart")})
    assert workshop.build()
    workshop.write({"companies/hooli.yml": company("Hooli"), "companies/acme.yml": company("Acme 2")})
    assert not workshop.build()


PLANTED = {
    "text": ("index.html", b"<p>Made by Globex</p>"),
    "attribute": ("404.html", b'<img alt="Globex portal">'),
    "id": ("roles/index.html", b'<h2 id="working-at-globex">'),
    "address": ("roles/index.html", b'<a href="https://x.example/?q=%47lobex">'),
    "entity": ("index.html", b"<p>&#71;lobex</p>"),
    "json": ("search/search_index.json", json.dumps({"x": "At \u0047lobex"}).encode()),
    "xml": ("sitemap.xml", b"<loc>https://globex.example/</loc>"),
    "style": ("assets/rolebook/rolebook.css", b'body::after { content: "Globex"; }'),
    "script": ("data/roles/qa-engineer.js", b'x({"a":"Globex"})'),
    "file name": ("assets/globex/logo.txt", b""),
    "token": ("index.html", token("COMPANY_NAME").encode()),
    "token in json": ("search/search_index.json", json.dumps(token("COMPANY_NAME")).encode()),
    "braces": ("index.html", b"<p>Welcome to {{ COMPANY_NAME }}</p>"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Build two companies, one of them with documents."""
    folder = tmp_path_factory.mktemp("isolation")
    drawn = Workshop(folder / "handbook", folder / "site")
    drawn.write(
        {
            OWN_NAMES: qa_engineer(),
            "companies/acme.yml": company("Acme", "settings: {print: true}\n"),
            "companies/globex.yml": company("Globex", "settings: {print: true}\n"),
        }
    )
    assert drawn.build()
    return drawn


def test_what_is_built_leaks_nothing(built: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Editions as they are built pass, documents included."""
    assert check(built)
    assert capsys.readouterr().out == "2 handbooks read: nothing that is another company's\n"


@pytest.mark.parametrize("sort", PLANTED)
def test_a_planted_leak(sort: str, built: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """It is seen in every kind of file and in every spelling, and named with its file."""
    name, data = PLANTED[sort]
    file = built.output / "acme" / name
    whole = file.read_bytes() if file.is_file() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((whole or b"") + data)
    try:
        assert not check(built)
        assert f"site/acme/{name}: " in capsys.readouterr().err
    finally:
        file.write_bytes(whole) if whole is not None else file.unlink()


@pytest.mark.parametrize("document", ["book.pdf", "qa-engineer-booklet.pdf"])
def test_a_document_of_another_company(
    document: str, built: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document is read too, on its pages and in what it says of itself."""
    ours, theirs = (built.output / one / "assets/print" / document for one in ("acme", "globex"))
    whole = ours.read_bytes()
    ours.write_bytes(theirs.read_bytes())
    try:
        assert not check(built)
        assert f'site/acme/assets/print/{document}: says "Globex"' in capsys.readouterr().err
    finally:
        ours.write_bytes(whole)


def test_nothing_built_yet(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to read, which is no good news."""
    assert not check(workshop)
    assert "build first" in capsys.readouterr().err


def test_a_company_called_like_a_fact(tmp_path: Path) -> None:
    """Whose name is `{{COMPANY_NAME}}` says so on every page, and leaks nothing."""
    drawn = Workshop(tmp_path / "handbook", tmp_path / "site")
    drawn.write(
        {
            OWN_NAMES: qa_engineer(),
            "companies/braces.yml": company("'{{COMPANY_NAME}}'"),
            "companies/acme.yml": company("Acme"),
        }
    )
    assert drawn.build()
    assert check(drawn)
