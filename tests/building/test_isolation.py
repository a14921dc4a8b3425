"""A leak of each sort, planted and seen: before anything is stamped, and in what was built."""

import json
import os
import shutil
from collections.abc import Mapping
from errno import EACCES
from pathlib import Path

import pytest

from rolebook.facts.token import token
from rolebook.load.files import company_ids
from rolebook_build.cache import Cache
from rolebook_build.rehearsal import leaks
from rolebook_cli.isolation import check_isolation
from rolebook_cli.report import Report
from tests.building.conftest import Workshop, company, qa_engineer
from tests.conftest import write_tree

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

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
        'or if nobody is meant, allow it in companies/facts.yml: `COMPANY_NAME: {public: ["Globex"]}`\n'
    )
    assert workshop.editions()["acme/index.html"] == before
    assert b"Globex portal" in workshop.editions()["globex/roles/qa-engineer/index.html"]
    workshop.write({"companies/facts.yml": "COMPANY_NAME: {meaning: Who we are, public: [Globex]}\n"})
    assert workshop.build()


def test_the_remedy_can_be_followed(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no such fact is declared, the author is not told to write it; what allows a word is no leftover."""
    facts = "CLINIC: {meaning: Who we are, default: us}\n"
    companies = {f"companies/{name}.yml": f"name: {name}\nfacts: {{}}\n" for name in ("acme", "globex")}
    role = qa_engineer("Write to help@globex.example").replace("{{COMPANY_NAME}}", "{{CLINIC}}")
    workshop.write({"companies/facts.yml": facts, OWN_NAMES: role, **companies})
    assert not workshop.build()
    said = capsys.readouterr().err
    assert "write a fact there, which companies/facts.yml declares and each company gives" in said
    assert 'allow it in companies/facts.yml: `COMPANY_NAME: {public: ["globex"]}`' in said
    workshop.write({"companies/facts.yml": facts + 'COMPANY_NAME: {public: ["globex"]}\n'})
    assert workshop.build()
    assert "COMPANY_NAME" not in capsys.readouterr().err


def test_check_says_it_before_any_build(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A check on a machine where nothing was built yet names the same line; twice, it says the same."""
    monkeypatch.setenv("ROLEBOOK_CACHE", str(tmp_path / "cache"))
    workshop.write({OWN_NAMES: qa_engineer("Test the Globex portal")})
    for _ in range(2):
        assert [(found.path, found.line) for found in leaks(workshop.root, (), Cache(), is_sound=True)] == [
            (OWN_NAMES, 8)
        ]


def test_a_template_that_names_a_company(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages are not all that speaks: the theme, the configuration and hooks do too."""
    workshop.write({"docs/about.md": "# About\n\nA page of Globex.\n"})
    assert not workshop.build()
    assert 'docs/about.md:3: says "Globex"' in capsys.readouterr().err


def test_a_company_that_takes_a_name_that_is_said(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was no secret becomes one with a new company; then it is seen in editions that stand already."""
    declared = "COMPANY_NAME: {required: true}\n"
    workshop.write({OWN_NAMES: qa_engineer("Know Hooli by heart"), "companies/facts.yml": declared})
    assert workshop.build()
    before = workshop.written()
    workshop.write({"companies/hooli.yml": company("Hooli")})
    for _ in range(2):
        assert not workshop.build()
        said = capsys.readouterr()
        assert "Built 1 handbook:\n  hooli:" in said.out or "Up to date: 1 handbook:\n  hooli:" in said.out
        reason = f'{OWN_NAMES}:8: says "Hooli"'
        assert "acme, globex were not built:\n" in said.err
        assert reason in said.err
    assert workshop.written().items() >= before.items()
    workshop.write({OWN_NAMES: qa_engineer()})
    assert workshop.build()


def test_a_shape_that_is_gone(workshop: Workshop) -> None:
    """It is built again where it is needed to know that editions that stand may stay."""
    workshop.write({"companies/facts.yml": "COMPANY_NAME: {required: true}\n"})
    assert workshop.build()
    shutil.rmtree(Cache().folder / "shapes")
    assert workshop.build()
    assert not (Cache().folder / "shapes").exists()
    workshop.write({"companies/hooli.yml": company("Hooli")})
    assert workshop.build()
    assert (Cache().folder / "shapes").exists()


def test_a_company_whose_file_is_broken(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """What its file seems to say is its own still: no other company's handbook says it."""
    assert workshop.build()
    workshop.write(
        {"companies/globex.yml": company("Globex") + "brand: [x", OWN_NAMES: qa_engineer("Ask Globex people")}
    )
    assert not workshop.build()
    assert f'acme was not built:\n{OWN_NAMES}:8: says "Globex"' in capsys.readouterr().err
    assert check(workshop)


def test_a_template_for_documents_that_names_a_company(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who prints no documents may have it; who does is refused, with its line."""
    workshop.write(
        {
            "companies/acme.yml": company("Acme", "settings: {print: true}\n"),
            "overrides/print/poster.typ": "// Ours\n#text[Globex]\n",
        }
    )
    assert not workshop.build()
    said = capsys.readouterr()
    assert 'acme was not built:\noverrides/print/poster.typ:2: says "Globex"' in said.err
    assert "Built 1 handbook:\n  globex:" in said.out


SOURCES: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "a comment": ({"docs/about.md": "# About\n\n<!-- for Globex -->\n"}, "docs/about.md:3"),
    "an attribute": ({"docs/about.md": '# About\n\n<p class="globex-box">x</p>\n'}, "docs/about.md:3"),
    "a picture's note": (
        {"docs/dot.png": b"\x89PNG\r\n\x1a\n\0\0\0\x0etEXtAuthor\0Globex\0\0\0\0"},
        "docs/dot.png: says",
    ),
    "an identifier": ({"docs/own.js": "function globexLogin() {}\n"}, "docs/own.js: says"),
    "UTF-16": ({"docs/notes.txt": "By Globex".encode("utf-16")}, "docs/notes.txt: says"),
    "a wiki": ({"docs/about.md": "# About\n\nSee <https://wiki.gx.example/wiki/A>\n"}, "docs/about.md:3"),
    "a setting": ({"docs/about.md": "# About\n\nOur office in Zephyria\n"}, "docs/about.md:3"),
    "a level": ({"docs/about.md": "# About\n\nAs a Wingbearer\n"}, "docs/about.md:3"),
    "an id": ({"docs/about.md": "# About\n\nThe gx-holding people\n"}, "docs/about.md:3"),
}


@pytest.mark.parametrize("hidden", SOURCES)
def test_no_part_of_a_source_is_overlooked(
    hidden: str, workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an author writes or adds is read in full before anybody else gets it."""
    files, place = SOURCES[hidden]
    wiki = "wiki: {team: {kind: mediawiki, url: https://wiki.gx.example/api.php}}\n"
    workshop.write(
        {
            "companies/gx-holding.yml": company("Globex", "levels: {Level 1: Wingbearer}\n" + wiki),
            "companies/globex.yml": company("Globex", "settings: {region: Zephyria}\n"),
        }
    )
    for path, content in files.items():
        target = workshop.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert not workshop.build("acme")
    said = capsys.readouterr().err
    assert "acme was not built:\n" in said
    assert place in said


PLANTED = {
    "text.html": b"<p>Made by Globex</p>",
    "attribute.html": b'<img alt="Globex portal">',
    "id.html": b'<h2 id="working-at-globex">',
    "address.html": b'<a href="https://x.example/?q=%47lobex">',
    "entity.html": b"<p>&#71;lobex</p>",
    "escape.json": b'{"x": "At \\u0047lobex"}',
    "sitemap-2.xml": b"<loc>https://globex.example/</loc>",
    "style.css": b'body::after { content: "Globex"; }',
    "script.js": b'x({"a":"Globex"})',
    "globex/logo.txt": b"",
    "notes.csv": b"name\nGlobex\n",
    "comment.html": b"<!-- Globex -->",
    "many.svg": b"<svg><text>Glo<tspan>bex</tspan></text></svg>",
    "picture.jpg": b"\xff\xd8\xff\xfe\0\x0fby Globex here\0\xff\xd9",
    "wide.txt": "Globex".encode("utf-16"),
    "token.html": token("COMPANY_NAME").encode(),
    "token.json": json.dumps(token("COMPANY_NAME")).encode(),
    "braces.html": b"<p>Welcome to {{ COMPANY_NAME }}</p>",
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


def test_a_page_that_was_changed_by_hand(built: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is not as it was stamped is read as it lies there."""
    page = built.output / "acme/index.html"
    before = page.read_bytes()
    try:
        page.write_bytes(before.replace(b"</body>", b"<!-- ask Globex --></body>"))
        assert not check(built)
        assert 'site/acme/index.html: says "Globex"' in capsys.readouterr().err
    finally:
        page.write_bytes(before)


def test_folders_that_are_linked_or_cannot_be_read(
    built: Workshop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a web server would follow is read, a circle once; what cannot be read is never called clean."""
    linked, locked = built.output / "acme/assets/linked", built.output / "acme/roles"
    elsewhere = write_tree(built.root / "elsewhere", {"note.txt": "The Globex portal", "deep/a.txt": ""})
    (elsewhere / "deep/circle").symlink_to(elsewhere)
    linked.symlink_to(elsewhere)
    try:
        assert not check(built)
        assert capsys.readouterr().err.count('acme/assets/linked/note.txt: says "Globex"') == 1
    finally:
        linked.unlink()
    listdir = os.listdir

    def listed(folder: str | Path) -> list[str]:
        if Path(folder) == locked:
            raise PermissionError(EACCES, "Permission denied", str(folder))
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", listed)
    monkeypatch.setattr("rolebook_cli.isolation.for_each", lambda names, work, _failed: map(work, names))
    assert not check(built)
    assert f"acme could not be read: {locked}: Permission denied" in capsys.readouterr().err


def test_editions_whose_shape_is_gone(workshop: Workshop) -> None:
    """What several editions have in common is made again, to be read once; one is read as it lies there."""
    assert workshop.build()
    shutil.rmtree(Cache().folder / "shapes")
    assert check(workshop)
    assert (Cache().folder / "shapes").exists()
    shutil.rmtree(Cache().folder / "shapes")
    shutil.rmtree(workshop.output / "globex")
    assert check(workshop)
    assert not (Cache().folder / "shapes").exists()


def test_planted_leaks(built: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is seen, in every kind of file and in every spelling, documents included, and named with its file."""
    edition, other = (built.output / one for one in ("acme", "globex"))
    documents = ("book.pdf", "qa-engineer-booklet.pdf")
    theirs = {f"planted/{name}": (other / "assets/print" / name).read_bytes() for name in documents}
    write_tree(edition, PLANTED | theirs)
    try:
        assert not check(built)
        said = capsys.readouterr().err
        assert [name for name in (*PLANTED, *theirs) if f"site/acme/{name}: " not in said] == []
        assert len(said.splitlines()) == len(PLANTED) + len(theirs)
    finally:
        for name in (*PLANTED, *theirs):
            (edition / name).unlink()


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
