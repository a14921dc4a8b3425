"""Pages are put into frames: nobody can tell, but by the time it takes."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from markdown import Markdown

from rolebook.assemble.declared_facts import declared_facts
from rolebook.engine.build import build_shape, folder_additions
from rolebook.engine.engine import ShapeContext
from rolebook.load.folder import read_folder
from rolebook.model.problem import BuildError
from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade
from rolebook.shape.anonymous import anonymous, exact_choice
from tests.site.conftest import COMPANY, Build
from tests.site.reading import contents

_OWN_FRAME = {"overrides/main.html": '{% extends "base.html" %}\n'}
"""A template of the folder's own that may act on pages, so that MkDocs renders each by itself."""

_FLOWS = """
## Workflows
### Review "A & B" <c>
1. Look at `x < y`
### Release
1. Ship

## Self-Assessment Checklist
- [ ] I look twice

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Craft | Tries | Knows |
"""


def _spec(title: str, more: str = _FLOWS) -> str:
    return f"---\nsummary: '{title} & what it is for'\n---\n# {title}\n\n## Objectives\n- Find it\n{more}"


_MANY = {f"roles/big/role-{number:02}.md": _spec(f"Role {number}") for number in range(43)}

FOLDERS: Mapping[str, Mapping[str, str]] = {
    "as it comes": {"roles/a/b-c.md": _spec('Bäcker & "Co" <x>'), "roles/z/d.md": _spec("Dora", "")},
    "offline": {"companies/acme.yml": COMPANY + "settings: {offline: true}\n", "roles/a/b.md": _spec("B")},
    "an address, another language": {
        "companies/acme.yml": COMPANY + "site: {url: https://x.example/sub/, language: de}\n",
        "roles/a/b.md": _spec("B"),
    },
    "a template with words of its own": {
        "roles/a/b.md": _spec("B"),
        "overrides/pages/role.md": "# Hello\n\n[to it](b.md) and [home](../index.md#home)\n\n{{ role_sections(role) }}\n",
        "overrides/pages/ladder.md": "Nothing *here* for {{ role.title }}.\n",
    },
    "a department of many": _MANY,
    "a menu of its own": {
        "roles/a/b.md": _spec("B"),
        "roles/a/c.md": _spec("C"),
        "mkdocs.yml": "nav: [index.md, {The one: roles/b.md}, ladders/index.md]\n",
    },
    "nowhere to edit": {"mkdocs.yml": "repo_url: ''\nedit_uri: ''\n", "roles/a/b.md": _spec("B")},
    "a theme that encodes titles": {
        "mkdocs.yml": """\
extra:
  analytics:
    feedback:
      title: Was it good?
      ratings:
        - {icon: material/emoticon-happy-outline, name: Good, data: 1, note: "{title} {url}"}
""",
        "roles/a/b.md": _spec("B"),
    },
}


class Taken:
    """Takes pages, and knows none of before."""

    def __init__(self) -> None:
        self.pages: dict[str, FramedPage] = {}

    def made(self, _path: str) -> None:
        """Know nothing of before."""

    def keep(self, _path: str) -> None:
        """Take nothing that is not known."""

    def add(self, path: str, page: FramedPage, _made: PageMade | None) -> None:
        """Take a page."""
        self.pages[path] = page


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_page_is_what_the_theme_makes_of_it(build: Build, folder: str) -> None:
    """Framed pages are byte for byte those that the theme renders one by one."""
    files = FOLDERS[folder]
    framed = contents(build(files))
    one_by_one = contents(build({**files, **_OWN_FRAME}))
    assert framed.keys() == one_by_one.keys()
    assert [path for path, page in framed.items() if page != one_by_one[path]] == []


def test_few_frames_hold_all_pages_about_roles(build: Build, tmp_path: Path) -> None:
    """However many roles there are, the theme makes a frame for each kind of page, those of one's own included."""
    build({**_MANY, "overrides/pages/ladder.md": "# Of ours\n\n{{ career_ladder(role) }}\n"})
    folder = tmp_path / "handbook"
    content = read_folder(folder, folder_additions(folder))
    company = content.companies["acme"]
    nobody = anonymous(company, exact_choice(company, content.roles))
    taken = Taken()
    declared = declared_facts(content.declared, [company])
    build_shape(folder, ShapeContext(content, nobody, declared, pages=taken), tmp_path / "shape")
    pages = taken.pages
    of_each = ("the role", "its ladder", "its checklist", "two", "workflows")
    assert len(pages) == len(of_each) * len(_MANY) + len(of_each[:3])
    assert len({id(page.frame) for page in pages.values()}) < 10


def test_a_dead_link_of_ones_own_template(build: Build) -> None:
    """A template's link to a place that is not there is told, though MkDocs never sees its pages."""
    own = "# Hello\n\n[away](../index.md#nowhere)\n\n{{ role_sections(role) }}\n"
    with pytest.raises(BuildError, match="nowhere"):
        build({"overrides/pages/role.md": own})


def test_the_menu_of_a_large_department(build: Build) -> None:
    """A menu names the roles near the current one, and leads to all of them."""
    site = build(_MANY)
    page = (site / "roles/role-42/index.html").read_text(encoding="utf-8")
    menu = page.partition('id="nav-department"')[2].partition("</nav>")[0]
    assert '<a href="../role-41/">Role 41</a>' in menu
    assert 'aria-current="page">Role 42</a>' in menu
    assert "Role 1<" not in menu
    assert '<a href="../#department--big">All 43 roles</a>' in menu


def test_prose_of_a_template_is_converted_once(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template says on the pages of all roles goes through Markdown once, and stands on each of them."""
    converted: list[str] = []
    whole = Markdown.convert

    def noted(self: Markdown, text: str) -> str:
        converted.append(text)
        return whole(self, text)

    monkeypatch.setattr(Markdown, "convert", noted)
    own = "{{ page_header(role, 'ladder') }}\n\nBelow is what *we* expect.\n\n{{ career_ladder(role) }}\n\nAsk us.\n"
    site = build({**_MANY, "overrides/pages/ladder.md": own})
    for number in (0, 42):
        page = (site / f"ladders/role-{number:02}/index.html").read_text(encoding="utf-8")
        assert "<p>Below is what <em>we</em> expect.</p>" in page
        assert f"Role {number} <span" in page.partition("Below is")[0]
        assert "Knows" in page.partition("Below is")[2].partition("Ask us.")[0]
    assert len([text for text in converted if "Below is" in text]) == 1
