"""The places on a role's page: what links are held against is what the page has."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin

from rolebook.load.folder import read_folder
from rolebook.render.anchors import role_anchors
from tests.conftest import spec
from tests.site.conftest import REPOSITORY, Build
from tests.site.test_ids import _SPEC

_LINKED = """\
## Objectives
- Choose [tools](#tools), as our [checks](#öl-prüfung) and [the lead](../x/lead.md#tools) do
## Workflows
1. **Release**
   1. Look at the [checks](#öl-prüfung)
2. **Review**
## Tools
- Build: Git
## Evaluation Matrix
### One
| Skill | Senior | Lead |
|--|--|--|
| Care | asks [first](#tools) | b |
### Two
| Skill | Junior |
|--|--|
| Talk | c |
## Checklist
### Öl & Prüfung
- [ ] I know the [tools](#tools)
## About {{COMPANY_NAME}}
See [above](#about-{{COMPANY_NAME}}).
"""
_FILES = {
    "roles/x/lead.md": _SPEC.replace("# Objectives", "# Lead", 1),
    "roles/quality/qa-engineer.md": spec("QA Engineer", "Career paths", _LINKED),
    "roles/x/R&D_1.md": spec("R&D", "QA Engineer", "## Objectives\n### In short\n- Two\n"),
    "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme & Co}\n",
}
_MAIN = re.compile(r"<article.*?</article>", re.DOTALL)


def _ids(page: Path) -> set[str]:
    """Return the ids of a page's content."""
    (main,) = _MAIN.findall(page.read_text(encoding="utf-8"))
    return set(re.findall(r'(?<!-)\bid="([^"]*)"', main))


def test_the_places_of_a_role(build: Build, tmp_path: Path) -> None:
    """A role's page has the places that are said of it, and no others; paths are there where any are known."""
    site = build(_FILES)
    roles = read_folder(tmp_path / "handbook").roles
    assert len(roles) > 2
    for role in roles:
        ids = _ids(site / f"roles/{role.id}/index.html")
        assert {_stamped(place) for place in role_anchors(role)} == ids | {"career--paths"}, role.id


def _stamped(place: str) -> str:
    return re.sub("\ue0f0.*?\ue0f3", "acme-co", place)


def test_links_within_a_spec(build: Build) -> None:
    """A link to a place in its own spec leads there from every page on which its text stands."""
    site = build(_FILES)
    found = 0
    for page in site.rglob("*.html"):
        for link in re.findall(r'href="([^"]*#(?:tools|%C3%B6l|about)[^"]*)"', page.read_text("utf-8")):
            address = page.parent.relative_to(site).as_posix() + "/"
            target, _, place = urljoin(f"/{address}", link).partition("#")
            assert unquote(place) in _ids(site / target.strip("/") / "index.html"), (page, link)
            found += 1
    assert found > 5


def test_the_places_of_a_hand_written_page(build: Build, tmp_path: Path) -> None:
    """Every heading of a page in docs/, and every id an author gave, is among the places that are known."""
    page = (REPOSITORY / "docs/gold-standard.md").read_text("utf-8")
    own = (
        "\n## *Öl* & `Prüfung`!\n## Twice\n## Twice\n## We at {{ COMPANY_NAME }}\n#Tight\n"
        "## [Linked](roles/lead.md) {#own}\n\nSetext **bold**\n===\n\n"
    )
    site = build(_FILES | {"docs/how.md": page + own})
    (how,) = [page for page in read_folder(tmp_path / "handbook").docs if page.path == "docs/how.md"]
    assert how.anchors
    ids = _ids(site / "how/index.html")
    assert ids <= set(map(_stamped, how.anchors))
    assert {"own", "twice_1", "öl-prüfung", "setext-bold", "tight"} <= ids
