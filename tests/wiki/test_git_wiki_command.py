"""The real command publishes a real handbook, and every page of the wiki is rendered and read."""

import json
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.cli.conftest import Folder
from tests.wiki.git_wikis import Remote, remote

_NAME = "Cyan & [[Sons]] | {{B2B}} <script>x</script> '''*_`#1"
_SPEC = """\
# QA Engineer Agent

## Identity
- **Title**: QA Engineer
- **Reports To**: QA Lead

## Core Responsibilities
1. **Test Strategy at {{COMPANY_NAME}}**
   - Rank risks | with product
   - Keep it to `one | page`

## Tools & Technologies
- **Languages**: Python, C++

## Workflows
### Bug Triage
1. Reproduce it at {{COMPANY_NAME}}
2. Report it

## Evaluation Matrix
| Competency | Novice | Expert |
|---|---|---|
| Test Design | Writes tests | Plans {{COMPANY_NAME}} |

## Self-Assessment Checklist
- [ ] I know {{COMPANY_NAME}}
"""
_LEAD = "# QA Lead Agent\n\n## Objectives\n- Lead *well*\n"


@dataclass(frozen=True)
class Page:
    """A page of the wiki as a reader sees it."""

    html: BeautifulSoup
    absent: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(self.html.get_text(" ").split())

    def find(self, selector: str) -> Tag:
        """Return the first element that a selector finds."""
        found = self.html.select_one(selector)
        assert found is not None
        return found


def draw(place: Path, *, documents: bool = False) -> tuple[Folder, Remote]:
    """Draw a handbook folder, with documents to print, and the wiki that it is published to."""
    wiki = remote(place / "wiki.git")
    company = {
        "name": _NAME,
        "facts": {"COMPANY_NAME": _NAME},
        "settings": {"print": documents},
        "wiki": {"intranet": {"kind": "git", "url": wiki.url}},
    }
    folder = Folder(place / "handbook")
    folder.write(
        {
            "roles/quality/qa-engineer.md": _SPEC,
            "roles/quality/qa-lead.md": _LEAD,
            "companies/acme.yml": json.dumps(company),
        }
    )
    return folder, wiki


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Remote]:
    """Publish a handbook once for all tests that only read it."""
    folder, wiki = draw(tmp_path_factory.mktemp("example"), documents=True)
    done = folder.run("publish", "acme", "--to", "intranet")
    assert done.code == 0, done.err
    return folder, wiki


@pytest.fixture(scope="session")
def pages(example: tuple[Folder, Remote]) -> Mapping[str, Page]:
    """Render every page with gollum."""
    return rendered(example[1].folder)


@cache
def rendered(folder: Path) -> Mapping[str, Page]:
    """Return the pages of a wiki by name."""
    script = Path(__file__).with_name("rendered_wiki.rb")
    done = subprocess.run(["ruby", script, folder], check=True, capture_output=True)
    found = json.loads(done.stdout)
    return {
        name: Page(BeautifulSoup(page["html"], "html.parser"), tuple(page["absent"]))
        for name, page in found.items()
    }


def test_publishing_again_writes_nothing(example: tuple[Folder, Remote]) -> None:
    """The site is built anew, documents too, and is the same."""
    folder, wiki = example
    done = folder.run("publish", "acme", "--to", "intranet", "--json")
    found = json.loads(done.out)
    assert done.code == 0
    assert found["in_sync"]
    assert {action["kind"] for action in found["actions"]} == {"unchanged"}
    assert len(wiki.log()) == 1


def test_every_link_leads_to_a_page_a_place_or_a_file(pages: Mapping[str, Page]) -> None:
    """The pages of the site are there, and nothing is absent."""
    assert {"Home", "_Sidebar", "Roles", "QA-Engineer", "QA-Engineer-Career-ladder"} <= set(pages)
    assert {name: page.absent for name, page in pages.items() if page.absent} == {}
    assert pages["QA-Engineer"].find('a[href="QA-Lead"]').text == "QA Lead"
    assert pages["Home"].find('a[href="assets/print/book.pdf"]')
    assert pages["QA-Engineer"].find('a[href="Tools#python"]').text == "Python"


def test_the_check_of_links_finds_what_is_absent(tmp_path: Path) -> None:
    """A check that cannot fail would be none."""
    wiki = remote(tmp_path / "wiki.git")
    wiki.person({"A.md": "[b](B) [c](A#c) [d](A#d) ![e](e.png)\n\n## <a id='d'></a>D\n"})
    assert rendered(wiki.folder)["A"].absent == ("B", "A#c", "e.png")


def test_a_hard_name_prints_as_it_is(pages: Mapping[str, Page]) -> None:
    """In prose, tables, headings, lists and notes."""
    assert pages["_Sidebar"].find("a").text == _NAME
    assert pages["QA-Engineer"].find("h3").text.strip() == f"Test Strategy at {_NAME}"
    assert f"Plans {_NAME}" in [
        cell.text.strip() for cell in pages["QA-Engineer-Career-ladder"].html.select("td")
    ]
    assert not any(page.html.select("script") for page in pages.values())


def test_tables_tasks_and_lists_are_what_they_were(pages: Mapping[str, Page]) -> None:
    """A box to tick, rows of cells, numbered steps, a bar in a cell's code."""
    assert pages["QA-Engineer-Checklist"].find("li input[type=checkbox]")
    row = pages["QA-Engineer-Career-ladder"].find("tbody tr")
    assert [cell.text.strip() for cell in row.select("td")][:2] == ["Test Design", "Writes tests"]
    assert len(pages["Bug-Triage"].html.select("ol > li")) == 2
    assert pages["QA-Engineer"].find("code").text == "one | page"


def test_every_page_says_that_it_is_made_and_where_from(pages: Mapping[str, Page]) -> None:
    """The sidebar stands beside pages that say so."""
    for name, page in pages.items():
        assert name == "_Sidebar" or "This page is made from the handbook of" in page.text


def test_a_dry_run_shows_what_differs_and_writes_nothing(
    tmp_path: Path,
) -> None:
    """A person's change is shown line by line, and is a conflict."""
    folder, wiki = draw(tmp_path)
    folder.run("publish", "acme", "--to", "intranet")
    wiki.person({"QA-Lead.md": wiki.files()["QA-Lead.md"].replace("*well*", "very well")})
    done = folder.run("publish", "acme", "--to", "intranet", "--dry-run", "--diff")
    assert done.code == 3
    assert "-- Lead very well" in done.out
    assert "+- Lead *well*" in done.out
    assert wiki.log()[0] == "By a person"


def test_two_publishes_at_once_make_one_commit(tmp_path: Path) -> None:
    """Whichever is slower finds nothing left to do."""
    folder, wiki = draw(tmp_path)
    run: Callable[[int], int] = lambda _: folder.run("publish", "acme", "--to", "intranet").code  # noqa: E731
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == [0, 0]
    assert len(wiki.log()) == 1
