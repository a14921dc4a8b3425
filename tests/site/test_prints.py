"""Documents beside a site: pages link to them, with their sizes."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from rolebook.model.problem import BuildError
from rolebook_build.aside import edition_aside
from rolebook_cli.report import Report
from tests.conftest import write_tree
from tests.printing.reading import Pdf
from tests.site.reading import address, page
from tests.sites import edition, editions

SPEC = """\
# QA Engineer Agent

## Objectives
- Find what breaks at {{COMPANY_NAME}}

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care | Looks | Looks twice |
"""
NAMES = {"acme": "Acme", "globex": "AT&T {{COMPANY_NAME}}"}
FILES = {"book.pdf", "qa-engineer-ladder.pdf", "qa-engineer-booklet.pdf", "qa-engineer-poster.pdf"}
ROLE = "roles/quality/qa-engineer.md"


def company(name: str, more: str = "settings: {print: true}\n") -> str:
    """Return a company file."""
    return f"name: {json.dumps(name)}\nfacts: {{COMPANY_NAME: {json.dumps(name)}}}\n{more}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a handbook folder of two companies that print."""
    files = {f"companies/{name}.yml": company(said) for name, said in NAMES.items()}
    return write_tree(tmp_path_factory.mktemp("handbook"), {ROLE: SPEC, **files})


@pytest.fixture(scope="module")
def sites(folder: Path) -> Mapping[str, Path]:
    """Build both companies where `rolebook build` puts them."""
    editions(folder, folder / "site", list(NAMES))
    return {name: folder / "site" / name for name in NAMES}


def prints(site: Path) -> dict[str, bytes]:
    """Return the documents beside a site."""
    return {file.name: file.read_bytes() for file in (site / "assets/print").glob("*")}


def links(file: Path) -> dict[str, tuple[Path, str]]:
    """Return the documents that a page offers: their words, the file, and the size that is said."""
    shown = page(file)
    return {
        anchor.get_text(): ((file.parent / str(anchor["href"])).resolve(), size.get_text())
        for anchor, size in zip(shown.select(".rb-prints a"), shown.select(".rb-prints span"), strict=True)
    }


def test_links_to_documents(sites: Mapping[str, Path]) -> None:
    """A role's page offers ladder, role and poster, the home page the book, each with the size it has."""
    site = sites["acme"]
    of_a_role, of_all = links(address(site, "/roles/qa-engineer/")), links(address(site, "/"))
    assert list(of_a_role) == ["Career ladder", "The whole role", "Poster"]
    assert list(of_all) == ["The whole handbook"]
    offered = {file.name: (file, said) for file, said in (of_a_role | of_all).values()}
    assert set(offered) == set(prints(site)) == FILES
    for file, said in offered.values():
        found = re.fullmatch(r"PDF, (\d+) KB", said)
        assert found, said
        assert 0 <= int(found[1]) * 1024 - file.stat().st_size < 1024


@pytest.mark.parametrize("name", NAMES)
def test_only_its_own_facts(name: str, sites: Mapping[str, Path]) -> None:
    """The documents of a company say its facts, and no other company's."""
    (other,) = set(NAMES) - {name}
    for file, data in prints(sites[name]).items():
        pdf = Pdf(data)
        assert pdf.says(NAMES[name]), file
        assert not pdf.says(NAMES[other]), file
        assert pdf.failures() == [], file
    assert Pdf(prints(sites[name])["book.pdf"]).says(f"Find what breaks at {NAMES[name]}")


def test_unchanged_documents_are_taken_over(folder: Path, sites: Mapping[str, Path], tmp_path: Path) -> None:
    """Documents of what `build` made are the same in a site aside, whose pages say the same of them."""
    before = sites["acme"]
    after = edition_aside(folder, "acme", tmp_path / "site", Report())
    assert prints(after) == prints(before)
    path = "/roles/qa-engineer/"
    said = [[size for _, size in links(address(site, path)).values()] for site in (before, after)]
    assert said[0] == said[1]


def test_only_if_asked_for(tmp_path: Path) -> None:
    """A company that does not ask for documents has none, and no page speaks of them."""
    drawn = write_tree(tmp_path / "handbook", {ROLE: SPEC, "companies/acme.yml": company("Acme", "")})
    site = edition(drawn, tmp_path / "site")
    assert prints(site) == {}
    assert links(address(site, "/roles/qa-engineer/")) == links(address(site, "/")) == {}


def test_what_cannot_be_printed_fails_the_build(tmp_path: Path) -> None:
    """The build says which line cannot be printed, once; a font that is none fails it too."""
    files = {ROLE: SPEC.replace("Looks twice", "ก"), "companies/acme.yml": company("Acme")}
    drawn = write_tree(tmp_path / "handbook", files)
    with pytest.raises(BuildError) as failed:
        edition(drawn, tmp_path / "site")
    assert str(failed.value).count("roles/quality/qa-engineer.md:9: cannot be printed") == 1
    brand = company("Acme", "settings: {print: true}\nbrand: {fonts: [x.ttf]}\n")
    write_tree(drawn, {"companies/acme.yml": brand, "companies/x.ttf": "No font."})
    with pytest.raises(BuildError, match=r"companies/acme\.yml:4: .*x\.ttf is no font"):
        edition(drawn, tmp_path / "site")
