"""The companies that ship with Rolebook: every page, every link, nothing of anybody else."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from rolebook.facts.token import RESERVED
from tests.site.conftest import REPOSITORY, SHIPPED
from tests.site.reading import address, article, ids, links, loaded, page, pages, text

INDEXES = (
    "/",
    "/roles/",
    "/ladders/",
    "/workflows/",
    "/checklists/",
    "/references/",
    "/gold-standard/",
    "/competencies/",
    "/tools/",
    "/metrics/",
    "/organization/",
)
SEED = "backend-engineer"
TEXT_FILES = {".html", ".json", ".xml", ".css", ".txt", ".js"}

pytestmark = pytest.mark.parametrize("company", SHIPPED)


def test_every_address_answers(shipped: Mapping[str, Path], company: str) -> None:
    """Every page of the address table exists, and so do the pages of the seed role."""
    own = (f"/roles/{SEED}/", f"/ladders/{SEED}/", f"/checklists/{SEED}/")
    steps = tuple(
        f"/workflows/{SEED}/{workflow}-workflow/"
        for workflow in ("api-development", "database-design", "microservice-development")
    )
    for path in (*INDEXES, *own, *steps):
        assert address(shipped[company], path).is_file(), path


def test_every_link_leads_somewhere(shipped: Mapping[str, Path], company: str) -> None:
    """A reader who clicks any link within the site lands on a page, and on the place it names."""
    site = shipped[company]
    for file in pages(site):
        if file.name == "404.html":
            continue
        for path, fragment in links(file, site):
            target = address(site, path)
            assert target.is_file(), f"{file.relative_to(site)} links to {path}"
            if fragment and target.suffix == ".html":
                assert fragment in ids(target), f"{file.relative_to(site)} links to {path}#{fragment}"


def test_ids_are_unique_on_a_page(shipped: Mapping[str, Path], company: str) -> None:
    """No two elements of a page share an id."""
    for file in pages(shipped[company]):
        found = Counter(str(element["id"]) for element in page(file).find_all(id=True))
        twice = {name for name, times in found.items() if times > 1}
        assert not twice, f"{file}: {twice}"


def test_nothing_comes_from_another_host(shipped: Mapping[str, Path], company: str) -> None:
    """Scripts, styles, fonts and pictures all ship with the site."""
    site = shipped[company]
    for file in pages(site):
        foreign = [url for url in loaded(file) if "//" in url]
        assert not foreign, f"{file}: {foreign}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_no_token_and_no_brace_is_left(shipped: Mapping[str, Path], company: str) -> None:
    """What stood for a fact is gone from every file, in every spelling."""
    spelled = [
        *RESERVED,
        *(f"\\u{ord(character):04x}" for character in RESERVED),
        "%EE%83%B",
        "handbook.invalid",
    ]
    for file in shipped[company].rglob("*"):
        if file.suffix in TEXT_FILES and "assets/javascripts" not in file.as_posix():
            content = file.read_text(encoding="utf-8")
            assert not [mark for mark in spelled if mark in content], file
            assert not re.search(r"\{\{ *[A-Z][A-Z0-9_]* *\}\}", content), file


def test_no_company_reads_of_another(shipped: Mapping[str, Path], company: str) -> None:
    """Names, addresses and colours of the other companies stand in no file of a site."""
    marks = {
        "initech": ("Initech", "initech.example"),
        "cyan-and-sons": ("Cyan", "cyan.example", "#0e7490"),
        "nordlicht": ("Nordlicht", "nordlicht.example", "#3b4a8f"),
    }
    foreign = [mark for other, its in marks.items() if other != company for mark in its]
    for file in shipped[company].rglob("*"):
        if file.suffix in TEXT_FILES:
            content = file.read_text(encoding="utf-8")
            assert not [mark for mark in foreign if mark in content], file


def test_the_name_is_on_every_page(shipped: Mapping[str, Path], company: str) -> None:
    """The company's name stands in the title and in the head of each page, whatever characters it has."""
    name = {
        "initech": "Initech",
        "cyan-and-sons": "Cyan & Sons | B2B/B2C <Labs>",
        "nordlicht": "Nordlicht Verlag GmbH",
    }[company]
    for file in pages(shipped[company]):
        soup = page(file)
        assert soup.title
        assert soup.title.get_text().strip().endswith(name), file
        header = soup.find("header")
        assert header
        assert name in header.get_text(" "), file


def test_pages_know_their_address(shipped: Mapping[str, Path], company: str) -> None:
    """The canonical link and the sitemap carry the company's own address, sub-path included."""
    base = {
        "initech": "https://handbook.initech.example/",
        "cyan-and-sons": "https://people.cyan.example/handbook/",
        "nordlicht": "https://handbuch.nordlicht.example/",
    }[company]
    site = shipped[company]
    canonical = page(address(site, f"/roles/{SEED}/")).find("link", rel="canonical")
    assert canonical
    assert canonical["href"] == f"{base}roles/{SEED}/"
    assert f"<loc>{base}roles/{SEED}/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_edit_opens_the_spec(shipped: Mapping[str, Path], company: str) -> None:
    """Each page of a role offers to edit the spec it came from."""
    spec = "https://git.example.com/handbook/edit/main/roles/engineering/backend-engineer.md"
    for kind in ("roles", "ladders", "checklists"):
        found = article(address(shipped[company], f"/{kind}/{SEED}/")).find("a", href=spec)
        assert found, kind


def test_the_seed_is_on_its_page(shipped: Mapping[str, Path], company: str) -> None:
    """Every line of the seed's lists and tables stands on the role's page or its ladder."""
    site = shipped[company]
    own = text(address(site, f"/roles/{SEED}/")) + text(address(site, f"/ladders/{SEED}/"))
    spec = (REPOSITORY / "roles/engineering/backend-engineer.md").read_text(encoding="utf-8")
    lines = [line.strip(" -") for line in spec.splitlines() if re.match(r"\s+- ", line)]
    cells = [
        cell.strip()
        for line in spec.splitlines()
        if line.startswith("| API")
        for cell in line.strip("|").split("|")
    ]
    assert len(lines) == 16
    for words in (*lines, *cells, "Study distributed systems design", "Redis", "p50, p95, p99"):
        assert words in own, words


def test_reports_to_leads_to_the_manager(shipped: Mapping[str, Path], company: str) -> None:
    """Reports To links to the manager's page, which lists the direct report."""
    site = shipped[company]
    role = article(address(site, f"/roles/{SEED}/"))
    assert role.find("a", href="../backend-lead/", string="Backend Lead")
    lead = article(address(site, "/roles/backend-lead/"))
    assert lead.find("a", href=f"../{SEED}/", string="Senior Backend Engineer")
