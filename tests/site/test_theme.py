"""A theme of a folder's own, in the ways that Material's documentation shows."""

from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from rolebook.engine.build import folder_additions
from rolebook.engine.needs_check import needs_in_vain
from rolebook.model.problem import BuildError
from tests.conftest import write_tree
from tests.site.conftest import COMPANY, SPEC, Build
from tests.sites import edition

MATERIAL = Path(get_theme_dir("material"))
BLOCKS = (
    *("analytics", "announce", "config", "container", "content", "extrahead", "fonts", "footer", "header"),
    *("hero", "htmltitle", "libs", "outdated", "scripts", "site_meta", "site_nav", "styles", "tabs"),
)
EXTENDED = '{% extends "base.html" %}\n' + "\n".join(
    f"{{% block {name} %}}<!-- own {name} of {{{{ _('Roles') }}}} -->{{{{ super() }}}}{{% endblock %}}"
    for name in BLOCKS
)
HOME = '{% extends "main.html" %}\n{% block content %}<p>At home: {{ page.title }}</p>{% endblock %}\n'


def test_blocks_of_ones_own(build: Build) -> None:
    """A main.html that extends base.html adds to each block, on every page, and keeps Rolebook's frame."""
    site = build(
        {
            "overrides/main.html": EXTENDED,
            "overrides/home.html": HOME,
            "docs/index.md": "---\ntemplate: home.html\n---\n# Here\n",
        }
    )
    for path, lacking in (
        ("roles/qa-engineer/index.html", ["outdated"]),
        ("404.html", ["content", "outdated"]),
    ):
        page = (site / path).read_text("utf-8")
        assert [name for name in BLOCKS if f"<!-- own {name} of Roles -->" not in page] == lacking
        assert "rb-header" in page
        assert "assets/rolebook/rolebook.css" in page
    assert "<p>At home: Here</p>" in (site / "index.html").read_text("utf-8")


def test_every_partial_of_materials(build: Build) -> None:
    """Each partial may be copied from Material, and so may its frame."""
    partials = MATERIAL.joinpath("partials").rglob("*.html")
    copied = {f"overrides/{file.relative_to(MATERIAL)}": file.read_text("utf-8") for file in partials}
    frame = {"overrides/base.html": (MATERIAL / "base.html").read_text("utf-8")}
    assert "md-header__inner" in (build(copied | frame) / "roles/qa-engineer/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("main.html", '{% extends "main.html" %}', ":1: extends itself; extend "),
        ("base.html", '{% extends "base.html" %}', ':1: extends itself; extend "material/base.html"'),
        (
            "main.html",
            '\n{% extends "bas.html" %}',
            ':2: there is no template "bas.html"; did you mean "base',
        ),
        (
            "main.html",
            '{% extends "base.html" %}\n{% block contnt %}{% endblock %}',
            ':2: warning: no template that it extends has a place for the block "contnt", so nothing shows it; did',
        ),
        (
            "main.html",
            '{% extends "base.html" %}\n\n<p>x</p>',
            ":3: warning: stands outside of blocks in a template that extends another, so nothing shows it",
        ),
        ("partials/copyright.html", "x", ": warning: no template of the theme includes it, so nothing shows"),
        ("partials/comment.html", "x", '; did you mean "partials/comments.html"?'),
        (
            "partials/toc.html",
            '{% include "partials/none.html" %}',
            ':1: there is no template "partials/none',
        ),
        (
            "main.html",
            '{% extends "base.html" %}\n{% block hero %}\n{{ say("x") }}{% endblock %}',
            ':3: warning: say is _("…") now',
        ),
        ("partials/nav.html", "\n{{ site.urls }}", ":2: warning: site.urls is rolebook.urls now"),
        (
            "partials/nav.html",
            "\n{% if rolebook.role %}x{% endif %}",
            ":2: there is no rolebook.role; it is role now",
        ),
        (
            "partials/nav.html",
            "{{ rolebook.plain(role.title) }}",
            ":1: there is no rolebook.plain; it is the filter plain (role.title | plain) now",
        ),
        ("partials/nav.html", "{{ rolebook.nera }}", ':1: there is no rolebook.nera; did you mean "near"?'),
    ],
)
def test_what_shows_nothing_is_told(tmp_path: Path, path: str, text: str, said: str) -> None:
    """A template that names what is not there, or that nothing shows, is told with its line."""
    write_tree(tmp_path, {f"overrides/{path}": text})
    (found,) = map(str, folder_additions(tmp_path).problems)
    assert found.startswith(f"overrides/{path}:")
    assert said in found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("partials/comments.html", "x"),
        ("partials/integrations/analytics/custom.html", "x"),
        ("partials/languages/custom.html", '{% import "partials/languages/de.html" as of %}'),
        ("partials/nav-handbook.html", "x"),
        ("partials/nav.html", "{% set say = 1 %}{{ say }}{% for site in nav %}{{ site.urls }}{% endfor %}"),
        ("partials/nav.html", "{{ rolebook.near }}{{ rolebook.urls }}{{ site.name }}"),
        ("main.html", '{% set x = 1 %}{% extends "base.html" %}{# none #}{% macro m() %}x{% endmacro %}'),
        ("main.html", '{% extends "material/base.html" %}{% include "none.html" ignore missing %}'),
    ],
)
def test_what_is_shown_is_not_told(tmp_path: Path, path: str, text: str) -> None:
    """What some template takes in, by whatever name it puts together, is no problem."""
    write_tree(tmp_path, {f"overrides/{path}": text})
    assert not folder_additions(tmp_path).problems


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    """A page that names a template which is not there is told at the line that names it."""
    page = "---\ntitle: x\ntemplate: hom.html\n---\n# X\n"
    files = {
        "docs/x.md": page,
        "overrides/home.html": HOME,
        "roles/a/b.md": SPEC,
        "companies/acme.yml": COMPANY,
    }
    write_tree(tmp_path, files)
    with pytest.raises(BuildError) as raised:
        edition(tmp_path, tmp_path / "site")
    expected = 'docs/x.md:3: template: there is no "hom.html" in overrides/; did you mean "home.html"?'
    assert str(raised.value) == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rolebook.links.to('index.md')", "there is no rolebook.links; it is links now"),
        ("say('Roles')", "'say' is undefined"),
    ],
)
def test_a_name_of_before(build: Build, name: str, said: str) -> None:
    """A template that uses a name which is no more builds nothing, and is told with its line."""
    with pytest.raises(BuildError) as raised:
        build({"overrides/partials/footer.html": f"<p>\n{{{{ {name} }}}}</p>"})
    assert f"overrides/partials/footer.html:2: {said}" in str(raised.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "store.js",
            "needs store.js, which is not there; the scripts that used it hold it now, so take it out",
        ),
        ("laddr.js", 'needs laddr.js, which is not there; did you mean "ladder.js"?'),
        ("quaderno.css", "needs quaderno.css, which is not there; put it into overrides/assets/rolebook/"),
    ],
)
def test_a_script_that_is_not_there(tmp_path: Path, name: str, said: str) -> None:
    """A part that needs a file which no theme folder has is told at its line; one that is there is not."""
    part = f'<p>x</p>\n{{{{ needs("ladder.js", "{name}", "ours.js") }}}}'
    files = {"overrides/parts/ladder.html": part, "overrides/assets/rolebook/ours.js": "1"}
    found = [str(problem) for problem in needs_in_vain(write_tree(tmp_path, files))]
    assert found == [f"overrides/parts/ladder.html:2: warning: {said}"]


VOCABULARY = (
    '{{ _("Roles") }}, {{ _n("{n} role", "{n} roles", 1) }}, {{ _n("{n} role", "{n} roles", 2) }}, {{ role.title | plain if role }},'
    ' {{ "A *b*" | slug }}, {{ settings.remote }}, {{ "none" if not settings.nothing }}'
)


def test_one_vocabulary(build: Build) -> None:
    """Templates of a page, of a part and of the theme say the same by the same words."""
    site = build(
        {
            "companies/acme.yml": COMPANY + "site: {language: de}\nsettings: {remote: always}\n",
            "roles/quality/qa-engineer.md": SPEC.replace("# QA Engineer", "# *QA* Engineer"),
            "overrides/pages/role.md": f"<p>{VOCABULARY}</p>\n\n{{{{ role_sections(role) }}}}\n",
            "overrides/parts/role_sections.html": f"<p>{VOCABULARY}</p>",
            "overrides/partials/footer.html": f"<p>{VOCABULARY}</p>",
        }
    )
    said = "<p>Rollen, 1 Rolle, 2 Rollen, QA Engineer, a-b, always, none</p>"
    assert (site / "roles/qa-engineer/index.html").read_text("utf-8").count(said) == 3


@pytest.mark.parametrize(
    "palette",
    [
        "{scheme: slate, primary: teal}",
        "[{scheme: default, primary: teal}, {scheme: slate, media: '(prefers-color-scheme: dark)'}]",
    ],
)
def test_a_palette_of_ones_own(palette: str, build: Build) -> None:
    """A palette may leave out what Material's may, such as its buttons; the colours are the company's."""
    site = build({"mkdocs.yml": f"theme: {{palette: {palette}}}\n"})
    page = (site / "index.html").read_text("utf-8")
    assert 'data-md-color-primary="custom" data-md-color-accent="custom"' in page
    assert "teal" not in page
