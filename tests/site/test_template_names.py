"""The names that templates know: all that there are stand in TEMPLATES.md, and no others."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from jinja2 import Environment, meta
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS

from rolebook.assemble.handbook import assemble
from rolebook.docs_check import _GIVEN
from rolebook.macros import macro_names
from rolebook.model.company import Company
from rolebook.model.role import Part
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.templates import PART_TEMPLATES, page_context, parts_environment
from rolebook.render.vocabulary import FILTERS as OWN_FILTERS
from rolebook.resources import default_overrides
from tests.site.conftest import REPOSITORY, Build

GUIDE = (REPOSITORY / "TEMPLATES.md").read_text(encoding="utf-8")
PARTS = default_overrides() / "parts"
ROW = re.compile(r"^\| (`[^|]*`) \|", re.MULTILINE)

OF_MACROS_PLUGIN = {"context", "fix_url", "macros_info", "now", "pretty"}
"""What mkdocs-macros adds, and `check` knows nothing of."""

HOOK = """\
import json
from pathlib import Path
from mkdocs.commands.build import get_context

FOUND = Path(__file__).with_name("found.json")
NAMES = {}

def on_env(env, config, files):
    THEIRS = config.theme.get_env()
    NAMES["env"] = sorted(set(env.globals) - set(THEIRS.globals))
    NAMES["filters"] = sorted(set(env.filters) - set(THEIRS.filters))
    pages = config.plugins["macros"].env
    NAMES["of pages"], NAMES["filters of pages"] = sorted(pages.globals), sorted(pages.filters)

def on_page_context(context, page, config, nav):
    NAMES["page"] = sorted(set(context) - set(get_context(nav, [], config, page)))
    NAMES["rolebook"] = sorted(vars(context["rolebook"]))

def on_template_context(context, template_name, config):
    NAMES[template_name] = sorted(set(context) - set(get_context([], [], config)))

def on_post_build(config):
    FOUND.write_text(json.dumps(NAMES))
"""


def _listed(heading: str) -> set[str]:
    """Return the names in the tables below a heading of the guide."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert section, heading
    written = [code for row in ROW.findall(section) for code in row.split("`")[1::2]]
    return {code.partition("(")[0] for code in written}


EVERYWHERE, SHARED = _listed("In all templates"), _listed("In parts and in the theme")


def _given(environment: Environment, files: Iterable[Path]) -> set[str]:
    """Return the names that templates use without giving them a value."""
    found = (meta.find_undeclared_variables(environment.parse(file.read_text("utf-8"))) for file in files)
    return set().union(*found)


def _parts() -> Environment:
    return parts_environment([default_overrides()], str)


def _names_of_parts(environment: Environment) -> set[str]:
    handbook = assemble([], Company("a", "companies/a.yml", "A"))
    known = page_context(Lookup.of(handbook), Links({}, ""), "")
    return {*environment.globals, *environment.filters, *known} - {*DEFAULT_NAMESPACE, *FILTERS}


def test_names_of_parts() -> None:
    """Whatever the environment of parts offers is told, be it in all templates or in parts alone."""
    offered = _names_of_parts(_parts())
    told = EVERYWHERE | SHARED | _listed("In parts")
    assert offered - told == set()
    given = (
        _given(_parts(), PARTS.rglob("*.html")) - offered - {"inner", "matrix"}
    )  # these are set on the way
    assert given == told - offered


def test_names_of_pages() -> None:
    """Page templates use macros, and the few names that are told."""
    used = _given(Environment(autoescape=True), (default_overrides() / "pages").glob("*.md"))
    assert used - macro_names() - _listed("In page templates and in docs/") - EVERYWHERE == set()


def test_names_of_the_theme_and_of_pages_in_docs(build: Build, tmp_path: Path) -> None:
    """What a build offers the theme and pages in docs/, as a hook of a folder's own sees it, is what is told."""
    build({"h.py": HOOK, "mkdocs.yml": "hooks: [h.py]\n"})
    found = {
        key: set(names) for key, names in json.loads((tmp_path / "handbook/found.json").read_text()).items()
    }
    # MkDocs has a `_` too, which translates nothing; that this is another shows where pages are read.
    attributes = {f"rolebook.{name}" for name in found["rolebook"]}
    own = {"_", *found["env"], *found["filters"], *found["page"], *attributes} - {"rolebook"}
    assert own == EVERYWHERE | SHARED | _listed("In the theme")
    assert found["page"] - found["404.html"] == {"links"}
    of_pages = found["of pages"] | found["filters of pages"]
    of_pages -= {*DEFAULT_NAMESPACE, *FILTERS, *OF_MACROS_PLUGIN, *macro_names(), "COMPANY_NAME"}
    assert of_pages | {"role", "flow", "page"} == EVERYWHERE | _listed("In page templates and in docs/")
    assert of_pages | {"page"} == {*OWN_FILTERS, *_GIVEN}


def test_each_type_of_part_has_a_template() -> None:
    """Its name is written down, since folders replace it: no class that is renamed gives it another."""
    assert set(PART_TEMPLATES) == set(get_args(Part))
    names = set(PART_TEMPLATES.values())
    assert names == {file.stem for file in (PARTS / "part").glob("*.html")}
    listed = GUIDE.partition("one type of part: ")[2].partition(".\n")[0]
    assert names == set(listed.split("`")[1::2])


def test_each_template_that_is_named_is_there() -> None:
    """The guide names templates by the paths at which they lie."""
    named = set(re.findall(r"`((?:[a-z-]+/)*[a-z_-]+\.html)`", GUIDE))
    assert named
    there = {
        file.relative_to(PARTS.parent).as_posix().removeprefix("parts/")
        for file in PARTS.parent.rglob("*.html")
    }
    assert named - there == set()
