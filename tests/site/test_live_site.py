"""A preview's files, made one by one: what they are made of, and what a mistake does to them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions
from rolebook.engine.live_site import LiveSite
from rolebook.load.folder import read_folder
from rolebook.load.input_digests import read_inputs
from rolebook.model.problem import BuildError
from tests.conftest import write_tree
from tests.site.conftest import COMPANY, REPOSITORY, SPEC
from tests.site.reading import contents
from tests.sites import plain_site
from tests.waiting import wait_until

ADDRESS = "http://127.0.0.1:8000/"
ROLE = "roles/qa-engineer/index.html"
FILES = {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY}


class Shown:
    """A company's live site in a folder that a test writes to, and all it has said."""

    def __init__(self, root: Path, company: str, scratch: Path) -> None:
        self.root, self.said = root, list[str]()
        self.site = LiveSite(root, company, ADDRESS, scratch, self.said.append)

    def save(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, and show the folder as it is then."""
        write_tree(self.root, files)
        self.refresh()

    def refresh(self) -> None:
        """Show the folder as it is."""
        inputs = read_inputs(self.root)
        self.site.show(inputs, read_folder(self.root, folder_additions(self.root)))

    def text(self, path: str) -> str:
        """Return a file."""
        found = self.site.read(path)
        assert found is not None, path
        return found.decode()

    def wait_for(self, words: str, path: str) -> None:
        """Wait until a file holds these words."""
        wait_until(lambda: words in self.text(path))


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    """Show a QA Engineer at Acme."""
    live = Shown(tmp_path / "handbook", "acme", tmp_path / "scratch")
    live.save(FILES)
    yield live
    live.site.close()


def built(root: Path, company: str, target: Path) -> dict[str, bytes]:
    """Return every file of a preview that MkDocs alone builds as a whole."""
    return contents(plain_site(root, target, company, ADDRESS))


def different(live: LiveSite, whole: Mapping[str, bytes]) -> list[str]:
    """Return the files that the live site does not have as a whole build writes them, the last ones first."""
    return [path for path in sorted(whole, reverse=True) if live.read(path) != whole[path]]


def test_each_file_is_what_a_whole_build_writes(tmp_path: Path) -> None:
    """Every page, script, picture, search index and sitemap of a company that ships, in any order."""
    live = Shown(REPOSITORY, "initech", tmp_path / "scratch")
    live.refresh()
    whole = built(REPOSITORY, "initech", tmp_path / "site")
    assert {path.split("/")[0] for path in whole} >= {"roles", "ladders", "workflows", "checklists", "search"}
    assert not different(live.site, whole)
    live.site.close()


def test_each_file_of_a_folder_with_pages_and_theme_of_its_own(shown: Shown, tmp_path: Path) -> None:
    """Own pages, templates, a footer that names every page of the menu, a logo, links without a server."""
    shown.save(
        {
            "companies/acme.yml": COMPANY + "brand: {logo: acme.svg}\nsettings: {offline: true}\n",
            "companies/acme.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "docs/index.md": "# Welcome to {{ company.name }}\n[Read](guide/first-day.md)\n",
            "docs/guide/first-day.md": '# Your *first* day\n{{ career_ladder("qa-engineer") }}\n',
            "docs/roles/index.md": "---\ntitle: Our roles\n---\n{{ role_cards() }}\n",
            "docs/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "overrides/pages/role.md": "## Of our own\n{{ role_sections(role) }}\n",
            "overrides/partials/footer.html": "{% for page in nav.pages %}<i>{{ page.title }}</i>{% endfor %}",
        }
    )
    whole = built(shown.root, "acme", tmp_path / "site")
    assert b"<i>Checklists</i>" in whole["index.html"]
    assert {"guide/first-day.html", "picture.svg", "search/search_index.js"} <= whole.keys()
    assert not different(shown.site, whole)


def test_a_changed_role_shows(shown: Shown) -> None:
    """What a spec says now is on its page, its data, and in the menu of every other page."""
    shown.save({"roles/quality/qa-engineer.md": SPEC.replace("**Title**: QA", "**Title**: Test")})
    assert "Test Engineer" in shown.text(ROLE)
    assert "Test Engineer" in shown.text("data/roles/qa-engineer.js")
    assert "Test Engineer" in shown.text("index.html")


def test_a_changed_fact_shows_without_another_shape(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact's new value and a company's new name are only stamped."""
    monkeypatch.delattr("rolebook.engine.live_site.LiveShape")
    shown.save({"companies/acme.yml": COMPANY.replace("Acme", "Renamed")})
    assert "Find what breaks at Renamed" in shown.text(ROLE)
    assert "Renamed" in shown.text("404.html")


def test_a_changed_setting_shows(shown: Shown) -> None:
    """What changes the structure of pages makes them anew."""
    shown.save({"docs/index.md": "# Home\n{% if settings.remote %}Work from anywhere{% endif %}\n"})
    assert "Work from anywhere" not in shown.text("index.html")
    shown.save({"companies/acme.yml": COMPANY + "settings: {remote: true}\n"})
    assert "Work from anywhere" in shown.text("index.html")


def test_a_changed_choice_of_roles_shows(shown: Shown) -> None:
    """A role that the company leaves out has no page, and is back when it is not left out any more."""
    shown.save({"companies/acme.yml": COMPANY + "roles: {exclude: [dev]}\n", "roles/dev.md": SPEC})
    assert shown.site.read("roles/dev/index.html") is None
    shown.save({"companies/acme.yml": COMPANY})
    assert "Find what breaks at Acme" in shown.text("roles/dev/index.html")


def test_a_changed_page_and_a_changed_template_show(shown: Shown) -> None:
    """A page in docs/ appears, changes and goes; a template of one's own counts from when it is saved."""
    shown.save({"docs/guide.md": "# Guide\nFirst\n"})
    assert "First" in shown.text("guide/index.html")
    shown.save({"docs/guide.md": "# Handbook guide\nSecond\n"})
    assert "Second" in shown.text("guide/index.html")
    assert "Handbook guide" in shown.text("guide/index.html")
    (shown.root / "docs/guide.md").unlink()
    shown.save({"overrides/pages/role.md": "## Of our own\n"})
    assert shown.site.read("guide/index.html") is None
    assert "Of our own" in shown.text(ROLE)


def test_what_else_is_opened_shows(shown: Shown) -> None:
    """A snippet, a module that a hook imports, a base of the configuration: each counts once it is saved."""
    configuration = "INHERIT: base.yml\nsite_name: x\nhooks: [hook.py]\nplugins: [rolebook, macros, search]\n"
    shown.save(
        {
            "base.yml": "theme: {name: material, font: false}\nextra: {of_base: first base}\n"
            f"markdown_extensions: [{{pymdownx.snippets: {{base_path: ['{shown.root}/beside']}}}}]\n",
            "mkdocs.yml": configuration,
            "hook.py": "import helper\n\ndef on_page_content(html, config, **_):\n"
            "    return html + helper.SAID + config.extra['of_base']\n",
            "helper.py": "SAID = 'first help'\n",
            "beside/note.md": "First note\n",
            "docs/guide.md": "# Guide\n\n--8<-- 'note.md'\n",
        }
    )
    page = "guide/index.html"
    assert "First note" in shown.text(page)
    assert "first helpfirst base" in shown.text(page)
    watched = {what.partition(":")[2] for what, _ in shown.site.opened}
    assert {"beside/note.md", "base.yml", "helper.py"} <= watched
    shown.save({"beside/note.md": "Again note\n"})
    assert "Again note" in shown.text(page)
    shown.save({"helper.py": "SAID = 'again help'\n"})
    assert "again helpfirst base" in shown.text(page)
    base = (shown.root / "base.yml").read_text()
    shown.save({"base.yml": base.replace("first base", "again base")})
    assert "again helpagain base" in shown.text(page)


def test_the_search_index_follows(shown: Shown) -> None:
    """A word is found a while after it was saved; a fact is found at once, as it is only stamped."""
    index = "search/search_index.json"
    assert "breaks at Acme" in shown.text(index)
    shown.save({"roles/quality/qa-engineer.md": SPEC.replace("Find", "Seek")})
    assert "Find what" in shown.text(index)
    shown.wait_for("Seek what", index)
    shown.save({"companies/acme.yml": COMPANY.replace("Acme", "Renamed")})
    assert "Seek what breaks at Renamed" in shown.text(index)


def test_a_page_that_is_gone_is_not_taken_from_the_last_whole_build(shown: Shown) -> None:
    """A page that the search index still knows is gone all the same."""
    shown.save({"docs/guide.md": "# Guide\nFirst\n"})
    shown.wait_for("First", "search/search_index.json")
    (shown.root / "docs/guide.md").unlink()
    shown.refresh()
    assert "First" in shown.text("search/search_index.json")
    assert shown.site.read("guide/index.html") is None


def test_a_mistake_in_a_page_keeps_the_last_good_state(shown: Shown) -> None:
    """A page in docs/ that cannot be rendered, or links nowhere, changes nothing that is shown."""
    shown.save({"docs/guide.md": "# Guide\nFirst\n"})
    for wrong in ("{{ career_ladder('nobody') }}", "[nowhere](nowhere.md)"):
        with pytest.raises(BuildError, match=r"docs/guide\.md|'guide\.md'"):
            shown.save({"docs/guide.md": f"# Guide\n{wrong}\n"})
        assert "First" in shown.text("guide/index.html")
    shown.save({"docs/guide.md": "# Guide\nMended\n"})
    assert "Mended" in shown.text("guide/index.html")


def test_a_mistake_that_shows_when_a_page_is_rendered(shown: Shown) -> None:
    """It is said once, with its place; a page seen before stays, one never seen says what is wrong."""
    before = shown.text(ROLE)
    shown.save({"overrides/pages/role.md": "\n{{ role_sections(nothing) }}\n"})
    assert (shown.text(ROLE), shown.text(ROLE)) == (before, before)
    assert ["overrides/pages/role.md:2" in said for said in shown.said] == [True]
    assert "Career ladder" in shown.text("ladders/qa-engineer/index.html")
    shown.save({"overrides/pages/ladder.md": "\n\n{{ nothing }}\n", "roles/quality/dev.md": SPEC})
    with pytest.raises(BuildError, match=r"overrides/pages/ladder.md:3: 'nothing' is undefined"):
        shown.site.read("ladders/dev/index.html")
    shown.save({"overrides/pages/ladder.md": "## Mended\n"})
    assert "Mended" in shown.text("ladders/dev/index.html")


def test_what_only_a_whole_build_finds_is_said(shown: Shown) -> None:
    """A link to a heading that another page lacks is reported once edits rest."""
    shown.save({"docs/guide.md": "# Guide\n[there](how-to-use.md#no-such-heading)\n"})
    wait_until(lambda: any("no-such-heading" in said for said in shown.said))
    assert "there" in shown.text("guide/index.html")
