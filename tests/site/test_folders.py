"""Folders of other people: little in them, much in them, and the same bytes every time."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.conftest import REPOSITORY, SHIPPED, Build
from tests.site.reading import address, article, contents, page, pages, text

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too


def test_roles_and_companies_are_enough(build: Build) -> None:
    """A folder with nothing but roles/ and companies/ gives a whole handbook."""
    site = build()
    for path in (
        "/",
        "/roles/qa-engineer/",
        "/ladders/",
        "/gold-standard/",
        "/organization/",
        "/how-to-use/",
    ):
        assert address(site, path).is_file(), path
    assert (site / "404.html").is_file()
    assert "Acme" in text(site / "index.html")


def test_a_default_configuration_names_no_repository(build: Build) -> None:
    """A folder without mkdocs.yml offers no edit links to a repository that is not its own."""
    site = build()
    assert not [file for file in pages(site) if "git.example.com" in file.read_text(encoding="utf-8")]


def test_a_configuration_of_ones_own(build: Build) -> None:
    """A folder's mkdocs.yml names its repository and its own words for sections."""
    config = (
        "site_name: x\nrepo_url: https://git.acme.example/people\nedit_uri: edit/trunk/docs/\n"
        "theme: {name: material, font: false}\n"
        "plugins: [{rolebook: {sections: {objectives: [Wofür]}}}, macros, search]\n"
    )
    site = build({"mkdocs.yml": config, "roles/eng/tester.md": "# Tester\n\n## Wofür\n- Alles finden\n"})
    role = article(address(site, "/roles/tester/"))
    assert "Alles finden" in role.get_text()
    assert role.find("section", class_="rb-section--objectives")
    assert role.find("a", href="https://git.acme.example/people/edit/trunk/roles/eng/tester.md")


def test_folders_of_pages_called_as_those_of_the_theme(build: Build) -> None:
    """What lies in `docs/` is built, whatever its folder is called; what lies so in the theme is Rolebook's."""
    site = build(
        {
            "docs/print/rules.md": "# How we print\n",
            "docs/languages/latin.md": "# Latin\n\n![](latin.txt)\n",
            "docs/languages/latin.txt": "Ave",
            "overrides/languages/la.yml": "Roles: Munera\n",
            "overrides/print/notes.txt": "ours",
        }
    )
    assert "How we print" in (site / "print/rules/index.html").read_text(encoding="utf-8")
    assert "Latin" in (site / "languages/latin/index.html").read_text(encoding="utf-8")
    assert (site / "languages/latin.txt").read_text() == "Ave"
    assert not list(site.rglob("la.yml")) + list(site.rglob("notes.txt"))


def test_file_names_with_spaces(build: Build) -> None:
    """A spec called `Backend Engineer (API), Lead.md` has its page, and every link finds it."""
    site = build({"roles/eng/Backend Engineer (API), Lead.md": "# Lead\n## Objectives\n- Lead\n"})
    assert address(site, "/roles/Backend Engineer (API), Lead/").is_file()
    href = "Backend%20Engineer%20%28API%29%2C%20Lead/"
    assert article(address(site, "/roles/")).find("a", href=href)


def test_links_between_specs(build: Build) -> None:
    """A spec links to another by its file, and to a picture beside it; both work on the page."""
    spec = "# A\n## Objectives\n- See [QA](../quality/qa-engineer.md#objectives) and ![plan](plan.png)\n"
    site = build({"roles/eng/a.md": spec, "roles/eng/plan.png": "not really a picture"})
    role = article(address(site, "/roles/a/"))
    assert role.find("a", href="../qa-engineer/#objectives")
    image = role.find("img")
    assert image
    assert (address(site, "/roles/a/").parent / str(image["src"])).resolve().is_file()


def test_raw_html_is_cleaned(build: Build) -> None:
    """Scripts, event handlers and script links in a spec never reach a page."""
    spec = (
        "# A\n## Objectives\n- <b onclick='x()'>bold</b> <script>alert(1)</script>\n\n## Notes\n"
        "<img src=x onerror=alert(1)> [x](javascript:alert(1)) <a href='JaVaScRiPt:alert(1)'>y</a>\n"
    )
    role = article(address(build({"roles/eng/a.md": spec}), "/roles/a/"))
    assert not role.find("script")
    assert not [tag for tag in role.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert not [a for a in role.find_all("a") if "script" in str(a.get("href")).lower()]
    assert role.find("b", string="bold")


def test_empty_cells_are_not_defined(build: Build) -> None:
    """A cell without an expectation says so on the ladder."""
    spec = "# A\n## Evaluation Matrix\n| C | One | Two |\n|---|---|---|\n| Care | a | |\n"
    ladder = article(address(build({"roles/eng/a.md": spec}), "/ladders/a/"))
    assert "Not defined" in ladder.select("tbody td")[1].get_text()


def test_offline(build: Build) -> None:
    """With the offline setting every link names a file, and the search index is a script."""
    company = "name: Acme\nfacts: {COMPANY_NAME: Acme}\nsettings: {offline: true}\n"
    site = build({"companies/acme.yml": company})
    assert (site / "roles/qa-engineer.html").is_file()
    assert (site / "search/search_index.js").read_text(encoding="utf-8").startswith("var __index = {")
    for anchor in page(site / "index.html").find_all("a", href=True):
        target = str(anchor["href"]).partition("#")[0]
        assert not target or target.startswith("https:") or (site / target).is_file(), target


def _build(output: Path, seed: str, *options: str) -> dict[str, bytes]:
    command: list[str | Path] = [
        Path(sys.executable).parent / "rolebook",
        "-C",
        REPOSITORY,
        "build",
        "--output",
        output,
        "cyan-and-sons",
        *options,
    ]
    environment = {"PYTHONHASHSEED": seed, "ROLEBOOK_CACHE": f"{output}-cache"}
    subprocess.run(command, check=True, capture_output=True, env=os.environ | environment)
    return contents(output / "cyan-and-sons")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build a company by the command; return every file."""
    return _build(tmp_path_factory.mktemp("ours") / "site", "1")


def test_the_same_input_gives_the_same_bytes(ours: dict[str, bytes], tmp_path: Path) -> None:
    """Two builds, in processes that order their sets differently, agree in every byte of every file."""
    other = _build(tmp_path / "other", "2")
    assert ours.keys() == other.keys()
    assert not [name for name in ours if ours[name] != other[name]]


def test_properdocs_builds_the_same(ours: dict[str, bytes], tmp_path: Path) -> None:
    """A company that ships, built by the other engine: every byte but for the name of the engine."""
    theirs = _build(tmp_path / "theirs", "3", "--engine", "properdocs")
    assert b'content="mkdocs-ProperDocs 1.' in theirs["index.html"]
    assert _without_generator(theirs) == _without_generator(ours)


def _without_generator(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: re.sub(rb'<meta name="generator" [^>]*>', b"", data) for path, data in files.items()}


@pytest.mark.parametrize("company", SHIPPED)
def test_plain_mkdocs_builds_the_same(shipped: Mapping[str, Path], company: str, tmp_path: Path) -> None:
    """`ROLEBOOK_COMPANY=… mkdocs build --strict` gives what `rolebook build` gives, for each that ships."""
    command: list[str | Path] = [
        Path(sys.executable).parent / "mkdocs",
        "build",
        "--strict",
        "-f",
        REPOSITORY / "mkdocs.yml",
    ]
    environment = os.environ | {"ROLEBOOK_COMPANY": company, "NO_MKDOCS_2_WARNING": "1"}
    site = tmp_path / "theirs"
    done = subprocess.run(
        [*command, "-d", site], check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    theirs, ours = contents(site), contents(shipped[company])
    assert [path for path in theirs.keys() | ours.keys() if theirs.get(path) != ours.get(path)] == []


def test_plain_mkdocs_asks_which_company(tmp_path: Path) -> None:
    """Without a company named, plain MkDocs says which there are, and stops."""
    command: list[str | Path] = [
        Path(sys.executable).parent / "mkdocs",
        "build",
        "-f",
        REPOSITORY / "mkdocs.yml",
        "-d",
        tmp_path / "x",
    ]
    environment = {key: value for key, value in os.environ.items() if key != "ROLEBOOK_COMPANY"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert "Set ROLEBOOK_COMPANY to one of: cyan-and-sons, initech, nordlicht" in done.stderr
    assert "Traceback" not in done.stderr
