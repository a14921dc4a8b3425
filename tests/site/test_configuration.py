"""What a folder's own `mkdocs.yml` makes of a site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolebook.check import problems_of
from rolebook.engine.build import folder_additions
from rolebook.load.folder import read_folder
from tests.conftest import write_tree
from tests.site.conftest import COMPANY, SPEC, Build
from tests.site.reading import address, article, contents, page, pages

OWN = """\
repo_url: https://git.acme.example/people
plugins:
  - search: false
  - tags
nav:
  - index.md
  - Jobs & more:
      - Test: roles/qa-engineer.md
      - Left out: roles/gone.md
  - Nobody's:
      - ladders/gone.md
  - All of them: roles/index.md
  - Elsewhere: https://example.com/
"""
FILES = {
    "mkdocs.yml": OWN,
    "docs/index.md": "# Welcome\n\n[a](a%23b.md)\n",
    "docs/a#b.md": "# A\n",
    "roles/eng/c#-dev (é).md": "# C# Developer\n## Objectives\n- Build\n",
    "roles/eng/gone.md": "# Gone\n## Objectives\n- Build\n## Evaluation Matrix\n| C | One | Two |\n|---|---|---|\n| x | a | b |\n",
    "companies/acme.yml": COMPANY + "roles: {exclude: [gone]}\n",
    "companies/globex.yml": COMPANY.replace("Acme", "Globex"),
}


def menu(file: Path) -> list[tuple[str, str]]:
    """Return what stands in a page's menu, with addresses."""
    nav = page(file).select_one(".rb-nav")
    assert nav
    entries = nav.select("p, span, li > a")
    return [(entry.get_text(strip=True), str(entry.get("href", ""))) for entry in entries]


def test_an_own_configuration(build: Build) -> None:
    """Its menu stands in the place of Rolebook's, without what this company leaves out; links to edit lead to files."""
    site = build(FILES)
    elsewhere = ("Elsewhere", "https://example.com/")
    assert menu(site / "index.html") == [
        ("Welcome", "."),
        ("Jobs & more", ""),
        ("Test", "roles/qa-engineer/"),
        ("All of them", "roles/"),
        elsewhere,
    ]
    assert menu(site / "404.html")[-1] == elsewhere
    role = page(address(site, "/roles/qa-engineer/"))
    assert role.title
    assert role.title.get_text().startswith("QA Engineer")
    edit = "https://git.acme.example/people/edit/main/"
    assert article(address(site, "/roles/c#-dev (é)/")).find(
        "a", href=f"{edit}roles/eng/c%23-dev%20%28%C3%A9%29.md"
    )
    assert page(site / "a#b/index.html").find("a", href=f"{edit}docs/a%23b.md")
    assert not [file for file in pages(site) if page(file).select(".md-search")]


@pytest.mark.parametrize(
    ("template", "address_of_file"),
    [
        ("edit?file={path!q}", "edit?file=..%2Froles%2Feng%2Fc%23.md"),
        ("edit/docs/{path}?plain=1", "edit/roles/eng/c%23.md?plain=1"),
        ("view/docs/{path_noext}.html", "view/roles/eng/c%23.html"),
    ],
)
def test_templates_for_edit_links(template: str, address_of_file: str, build: Build) -> None:
    """A template of one's own is filled in with the file's path, escaped once."""
    config = f"repo_url: https://x.example/r\nedit_uri_template: '{template}'\n"
    site = build({"mkdocs.yml": config, "roles/eng/c#.md": "# C\n## Objectives\n- Build\n"})
    assert article(address(site, "/roles/c#/")).find("a", href=f"https://x.example/r/{address_of_file}")


def test_pages_that_ship_are_not_the_folders(build: Build) -> None:
    """A page that the folder does not have offers no link to edit it there."""
    site = build({"mkdocs.yml": "repo_url: https://git.acme.example/people\n"})
    found = {str(a["href"]) for file in pages(site) for a in page(file).select('a[href*="/edit/"]')}
    assert found == {"https://git.acme.example/people/edit/main/roles/quality/qa-engineer.md"}


def test_a_menu_that_names_no_page(tmp_path: Path) -> None:
    """What no company's handbook has is told at its line, with the nearest page."""
    nav = "nav:\n  - index.md\n  - X:\n      - roles/qa-enginer.md\n      - https://x.example/\n  - Zzz: /zzz/\n"
    files = {"mkdocs.yml": nav, "roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY}
    content = read_folder(write_tree(tmp_path, files), folder_additions(tmp_path))
    assert [str(problem) for problem in problems_of(content)] == [
        'mkdocs.yml:4: nav: there is no page "roles/qa-enginer.md"; did you mean "roles/qa-engineer.md"?',
        'mkdocs.yml:6: nav: there is no page "/zzz/"; name its file as it would lie in docs/',
    ]


def test_what_is_printed_builds_the_same_by_plain_mkdocs(build: Build, tmp_path: Path) -> None:
    """`rolebook config` as mkdocs.yml, and plain MkDocs: the same bytes as by the folder's few lines."""
    folder, ours, theirs = tmp_path / "handbook", build(FILES), tmp_path / "theirs"
    programs = Path(sys.executable).parent
    printed = subprocess.run(
        [programs / "rolebook", "-C", folder, "config"], check=True, capture_output=True, text=True
    )
    (folder / "mkdocs.yml").write_text(printed.stdout, encoding="utf-8")
    environment = os.environ | {"ROLEBOOK_COMPANY": "acme", "NO_MKDOCS_2_WARNING": "1"}
    command: list[str | Path] = [programs / "mkdocs", "build", "--strict", "-q", "-d", theirs]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert contents(theirs) == contents(ours)
