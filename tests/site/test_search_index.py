"""The search index beside the pages: what it says stands there, and what stands there it says."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from rolebook.facts.token import OPEN
from rolebook.load.folder import read_folder
from rolebook.model.role import Role
from rolebook.reading.plain import plain
from tests.names import HARD_NAMES
from tests.site.conftest import REPOSITORY, Build
from tests.site.reading import address, ids
from tests.site.test_anchors import _FILES

Entry = Mapping[str, Any]
INDEX = "search/search_index.json"
_LEFT_OUT = (
    "script, form, summary, .headerlink, [data-search-exclude], .rb-letter > h2, .rb-more, .rb-also, .rb-empty, "
    ".rb-scriptless, .rb-filter__none, .rb-workflow a.rb-note, .rb-begun[data-rb-part] .rb-note, .rb-card__meta, [hidden]"
)
"""What a page shows beside what it says: controls, ways on, counts, and the letters of an index."""
_TABLE = "\n| Skill | Junior | Senior |\n|--|--|--|\n| Care | a | b |\n\n"
_SAYS_NOTHING = re.compile(r"[^\w]*|\d+ \w+")


def entries(site: Path) -> list[Entry]:
    """Return the entries of a site's search index."""
    found: list[Entry] = json.loads((site / INDEX).read_text(encoding="utf-8"))["docs"]
    return found


def _told(site: Path) -> dict[str, list[Entry]]:
    """Return the entries that the model told, by their pages."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(site):
        if "kind" in entry:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return found


def _article(site: Path, page: str) -> Tag:
    text = address(site, f"/{page}").read_text(encoding="utf-8")
    found = BeautifulSoup(text, "lxml").find("article")
    assert isinstance(found, Tag)
    return found


def _joined(text: str) -> str:
    return "".join(text.split())


def _lines(entry: Entry) -> list[str]:
    found = re.findall(r"<p>([^<>]*)</p>", entry["text"])
    assert "".join(f"<p>{line}</p>" for line in found) == entry["text"], entry["text"]
    return [html.unescape(line) for line in found]


def _said(article: Tag) -> Iterator[str]:
    for each in article.select(_LEFT_OUT):
        each.decompose()
    for text in article.stripped_strings:
        yield from (part for part in re.split(" [·–] ", text) if not _SAYS_NOTHING.fullmatch(part))


@pytest.mark.parametrize("company", ["initech", "nordlicht", "cyan-and-sons"])
def test_every_place_is_there(shipped: Mapping[str, Path], company: str) -> None:
    """Each entry leads to a page, and to a place that it has."""
    for entry in entries(shipped[company]):
        page, _, anchor = entry["location"].partition("#")
        file = address(shipped[company], f"/{page}")
        assert file.is_file(), entry
        assert not anchor or anchor in ids(file), entry


def test_every_heading_is_found(shipped: Mapping[str, Path]) -> None:
    """On each generated page every heading with an id has its entry, and is called so there.

    Of ladders, checklists and workflows the page itself is the entry of its head, which says nothing else.
    """
    site, number = shipped["initech"], 0
    for page, told in _told(site).items():
        article = _article(site, page)
        headings = article.select(
            ":is(h2, h3, h4, h5, h6)[id]:not([data-search-exclude] *):not(.rb-letter > h2),"
            " h1:is([id^=role--], [id^=index--])"
        )
        for noise in article.select(".headerlink, .rb-count, .rb-status"):
            noise.decompose()
        shown = {f"{page}#{heading['id']}": " ".join(heading.get_text().split()) for heading in headings}
        assert {each["location"]: html.unescape(each["title"]) for each in told[1:]} == shown, page
        number += len(shown)
    assert number > 1000


def test_what_pages_say_is_found_and_no_more(shipped: Mapping[str, Path]) -> None:
    """Whatever a generated page says, in German too, an entry of the page says; and nothing that it does not."""
    site = shipped["nordlicht"]
    for page, told in _told(site).items():
        said = list(_said(_article(site, page)))
        shown, lines = _joined("".join(said)), [line for entry in told for line in _lines(entry)]
        known = _joined("".join([*lines, *(html.unescape(entry["title"]) for entry in told)]))
        missing = [text for text in said if _joined(text) not in known]
        assert missing == [], page
        for part in (part for line in lines for part in re.split(" - |, ", line)):
            assert _joined(part).strip(",·–—;:|") in shown, (page, part)


def _spec_of(role: Role) -> Mapping[str, list[str]]:
    """Return what a spec says, by the pages that show it."""
    rows = [row for ladder in role.ladders for row in ladder.competencies]
    listed = [item.text for item in (*role.objectives, *role.learning)]
    found = {
        f"roles/{role.id}/": listed + [metric.name for metric in role.metrics],
        f"checklists/{role.id}/": [item.text for item in role.checklist],
        f"ladders/{role.id}/": [text for row in rows for text in (row.name, *row.expectations)],
    }
    steps = {f"workflows/{role.id}/{flow.id}/": [step.text for step in flow.steps] for flow in role.workflows}
    return {page: texts for page, texts in {**found, **steps}.items() if texts}


def test_every_spec_is_found(shipped: Mapping[str, Path]) -> None:
    """Every objective, row, step and statement of each role is found on the page that is there for it."""
    told = {
        page: _joined("".join(line for entry in found for line in _lines(entry)))
        for page, found in _told(shipped["initech"]).items()
    }
    roles = [role for role in read_folder(REPOSITORY).roles if f"roles/{role.id}/" in told]
    for role in roles:
        for page, texts in _spec_of(role).items():
            missing = [text for text in texts if OPEN not in text and _joined(plain(text)) not in told[page]]
            assert missing == [], page
    assert len(roles) > 20


def test_what_entries_are_about(shipped: Mapping[str, Path]) -> None:
    """An entry says of what kind it is, whose role, and at which level, by the company's own name for it."""
    found = {entry["location"]: entry for entry in entries(shipped["cyan-and-sons"])}
    level = found["ladders/backend-engineer/#expected--level-4-master"]
    assert (level["kind"], level["role"], level["level"], level["title"]) == (
        "ladder",
        "backend-engineer",
        *["Principal"] * 2,
    )
    assert found["roles/backend-engineer/#objectives"]["kind"] == "objectives"
    assert found["tools/#kafka"].items() >= {"kind": "tools", "boost": 1}.items()
    assert "role" not in found["tools/#kafka"]
    assert "kind" not in found["gold-standard/"]


def test_odd_roles(build: Build) -> None:
    """Several ladders, sections without words, ids with marks: each place that is told is on its page."""
    site = build(
        _FILES | {"roles/x/two.md": f"# Two\n## Evaluation Matrix\n### One\n{_TABLE}### Other\n{_TABLE}"}
    )
    told = _told(site)
    for page, found in told.items():
        for place in (entry["location"].partition("#")[2] for entry in found[1:]):
            assert place in ids(address(site, f"/{page}")), (page, place)
    assert "ladders/two/#expected--senior--2" in {entry["location"] for entry in told["ladders/two/"]}


@pytest.mark.parametrize("name", HARD_NAMES)
def test_names_are_no_markup(build: Build, name: str) -> None:
    """A name that looks like markup is words in the index, in roles and in facts."""
    body = "## Objectives\n- We are {{COMPANY_NAME}}, <b>not</b> `<img src=x>` & &lt;i&gt;\n"
    files = {
        "roles/x.md": f"# X\n{body}",
        "companies/acme.yml": json.dumps({"name": "A", "facts": {"COMPANY_NAME": name}}),
    }
    (entry,) = (each for each in entries(build(files)) if each["location"] == "roles/x/#objectives")
    shown = BeautifulSoup(entry["text"], "html.parser")
    assert [element.name for element in shown.find_all(True)] == ["p"]
    assert shown.get_text() == f"We are {name}, not <img src=x> & <i>"


def test_however_it_is_built(build: Build, tmp_path: Path) -> None:
    """An edition stamped from a shape, and the site that the command `mkdocs` makes, have the same index."""
    configuration = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    site = build(_FILES | {"mkdocs.yml": configuration, "docs/about.md": "# About {{ COMPANY_NAME }}\n"})
    command: list[str | Path] = [
        Path(sys.executable).parent / "mkdocs",
        "build",
        "--quiet",
        "--site-dir",
        tmp_path / "plain",
    ]
    subprocess.run(
        command, cwd=tmp_path / "handbook", env={**os.environ, "ROLEBOOK_COMPANY": "acme"}, check=True
    )
    assert (site / INDEX).read_bytes() == (tmp_path / "plain" / INDEX).read_bytes()
    assert len({"kind" in entry for entry in entries(site)}) == 2


# Who else may say what a page says


def _kinds(site: Path) -> dict[str, bool]:
    """Return whether the model told of each page, by its place in the menu."""
    return {entry["location"]: "kind" in entry for entry in entries(site)}


def test_a_page_of_ones_own(build: Build) -> None:
    """Where a folder has its own template for a kind of page, what it shows is found; the others are as ever."""
    site = build(
        {"overrides/pages/role.md": "## Of our own\nA yellow submarine\n\n{{ role_sections(role) }}\n"}
    )
    found = {entry["location"]: entry for entry in entries(site)}
    assert "yellow submarine" in found["roles/qa-engineer/#of-our-own"]["text"]
    assert found["roles/qa-engineer/#objectives"]["boost"] == 2
    assert (_kinds(site)["roles/qa-engineer/"], _kinds(site)["organization/"]) == (False, True)


def test_a_part_of_ones_own(build: Build) -> None:
    """Where a folder changes a part, it may stand on any page; where it only copies one, nothing is changed."""
    part = "overrides/parts/part/item.html"
    assert not any(_kinds(build({part: "<p>A yellow submarine</p>"})).values())
    copied = _kinds(build({part: (REPOSITORY / part).read_text(encoding="utf-8")}))
    assert copied["roles/qa-engineer/"]


def test_a_hook_of_ones_own(build: Build) -> None:
    """What a hook adds to pages is found."""
    hook = "def on_page_content(html, **_):\n    return html + '<p>A yellow submarine</p>'\n"
    found = {
        entry["location"]: entry
        for entry in entries(build({"mkdocs.yml": "site_name: x\nhooks: [hook.py]\n", "hook.py": hook}))
    }
    assert any(
        "yellow submarine" in entry["text"] for place, entry in found.items() if place.startswith("roles/qa-")
    )


def test_a_page_in_docs_wins(build: Build) -> None:
    """A page that stands in the place of a generated one is read as it is; its own settings count."""
    own = "---\nsearch:\n  boost: 3\n---\n# Our tools\nA yellow submarine\n"
    hidden = "---\nsearch:\n  exclude: true\n---\n# Metrics of ours\n"
    found = entries(build({"docs/tools/index.md": own, "docs/metrics/index.md": hidden}))
    (tools,) = (entry for entry in found if entry["location"].startswith("tools/"))
    assert (tools["title"], tools["boost"], "kind" in tools) == ("Our tools", 3, False)
    assert not [entry for entry in found if entry["location"].startswith("metrics/")]


@pytest.mark.parametrize("search", ["search: false", "search: {enabled: false}"])
def test_no_search(build: Build, search: str) -> None:
    """A folder that wants no search has no index."""
    assert not (build({"mkdocs.yml": f"site_name: x\nplugins: [{{{search}}}]\n"}) / INDEX).exists()


def test_no_search_of_materials(build: Build) -> None:
    """Another search reads the pages itself, as it does everywhere."""
    plugins = "plugins: [{search: false}, /search]\n"
    site = build({"mkdocs.yml": f"site_name: x\n{plugins}"})
    (found,) = (entry for entry in entries(site) if entry["location"] == "roles/qa-engineer/#objectives")
    assert "Find what breaks at Acme" in found["text"]
    assert "kind" not in found
