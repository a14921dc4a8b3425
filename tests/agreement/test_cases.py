"""What build refuses and check once passed: each kind is told by both, at the same place."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.agreement.handbook import FOLDER, agreed, run
from tests.agreement.test_agreement import CONFIGURATION
from tests.conftest import write_tree

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

ONE, ACME, GLOBEX = (
    str(FOLDER[f"{name}"]) for name in ("roles/quality/one.md", "companies/acme.yml", "companies/globex.yml")
)
PRINTS = ACME + "settings: {print: true}\n"
LETTER = (
    'cannot be printed: no font has "ก" (U+0E01 THAI CHARACTER KO KAI); put a font that does, such as Noto Sans Thai, '
    "into companies/ and name it in companies/acme.yml: `brand: {fonts: [font.ttf]}` (in the handbook of acme)"
)

REFUSED = [
    (
        "a role that one company lacks",
        {"docs/x.md": '# X\n\n{{ career_ladder("three") }}\n'},
        ['docs/x.md:3: no role has the id "three" (in the handbook of globex)'],
    ),
    (
        "a name that is given nowhere",
        {"docs/x.md": "# X\n{% if settings.remote %}\n{{ settings.remote.nope.x }}\n{% endif %}\n"},
        ["docs/x.md:3: 'bool object' has no attribute 'nope' (in the handbook of globex)"],
    ),
    (
        "macros where words only can stand",
        {
            "docs/x.md": (
                '---\ntitle: X\n---\n# {{ tool_index() }}\n\nA `{{ matrix("one") }}`\n\n```\n{{ org_chart() }}\n```\n\n'
                '{% if settings.remote %}\n## {{ career_ladder("one") }}\n{% endif %}\n'
            )
        },
        [
            "docs/x.md:4: a macro stands in a heading, which holds words only; put it on a line of its own",
            "docs/x.md:6: a macro stands in code; wrap that code in {% raw %} … {% endraw %}",
            "docs/x.md:9: a macro stands in code; wrap that code in {% raw %} … {% endraw %}",
            "docs/x.md:13: a macro stands in a heading, which holds words only; put it on a line of its own (in the handbook of globex)",
        ],
    ),
    (
        "what comes about only when a page is made",
        {
            "docs/x.md": (
                "# X\n\n![a](a.png){ src=//host/a.png }\n\n[^1]: ![b](//host/b.png)\n\nb[^1]\n"
                "{: style='background: url(//host/c.png)' onclick='{{ COMPANY_NAME }}' }\n\n"
                "<div markdown>\n![d](//host/d.png)\n</div>\n\n"
                "<script>{{ role_link('one') }}</script> <b title={{ matrix('one') }}>b</b>\n"
            ),
            "docs/a.png": "",
        },
        [
            "docs/x.md: COMPANY_NAME is a fact and stands where its value would be more than text: onclick= is a script",
            "docs/x.md:3: shows a picture from another host, //host/a.png; put the file beside the page",
            "docs/x.md:5: shows a picture from another host, //host/b.png; put the file beside the page",
            "docs/x.md:8: loads a file from another host, //host/c.png; put the file beside the page",
            "docs/x.md:11: shows a picture from another host, //host/d.png; put the file beside the page",
            "docs/x.md:14: a macro stands in an attribute or a script; what it shows belongs between tags",
        ],
    ),
    (
        "headings and anchors that are not there",
        {
            "docs/x.md": "# X\n\n[a](roles/one.md#nope) [b](roles/one.md#objectives)\n[c](#gone)\n[d](guide.md#places)\n"
        },
        [
            'docs/x.md:3: links to "roles/one.md#nope", but "roles/one.md" has no heading or anchor "nope"',
            'docs/x.md:4: links to "#gone", but this page has no such heading or anchor',
        ],
    ),
    (
        "pages that are not there",
        {"docs/x.md": "# X\n\n[a](guid.md)\n\n[b]: /roles/\n[b] `[c](no.md)`\n[d](ladders/three.md)\n"},
        [
            'docs/x.md:3: links to "guid.md", which is no page or file of docs/; did you mean "guide.md"?',
            'docs/x.md:5: links to "/roles/", which is no path from this page; name the page by its file, such as roles/index.md',
            'docs/x.md:7: links to "ladders/three.md", which is no page or file of docs/',
        ],
    ),
    (
        "front matter that the theme cannot use",
        {"docs/x.md": "---\ntemplate: nope.html\n---\n# X\n"},
        ['docs/x.md:2: template: there is no "nope.html" in overrides/'],
    ),
    (
        "pages that are left out",
        {
            "mkdocs.yml": "exclude_docs: how/\ndraft_docs: later.md\n",
            "docs/later.md": "# Later\n\n[n](how/notes.md)\n",
            "docs/guide.md": "# G{{ settings.remote }}\n\n[n](how/notes.md#more)\n\n<!-- later.md -->\n[l](./later.md)\n",
        },
        [
            'docs/guide.md:3: links to "how/notes.md", which `exclude_docs:` or `draft_docs:` leaves out',
            'docs/guide.md:6: links to "later.md", which `exclude_docs:` or `draft_docs:` leaves out',
        ],
    ),
    (
        "a menu of pages that are none",
        {
            "mkdocs.yml": f"{CONFIGURATION}nav: [index.md, guide.md, how/notes.md, gold-standard.md, how-to-use.md, gone.md]\n"
        },
        [f'mkdocs.yml:{CONFIGURATION.count(chr(10)) + 1}: nav: there is no page "gone.md"'],
    ),
    (
        "a template that fails when it is used",
        {"overrides/parts/role_link.html": "\n{{ role.title }}{{ role.nope }}\n"},
        ["overrides/parts/role_link.html:2: 'rolebook.model.role.Role object' has no attribute 'nope'"],
    ),
    (
        "a page template with a dead link",
        {"overrides/pages/tools.md": "{{ tool_index() }}\n\n[x](nope.md)\n"},
        ['overrides/pages/tools.md:3: links to "nope.md", which is no page or file of docs/'],
    ),
    (
        "a theme folder of another name",
        {
            "mkdocs.yml": "theme: {custom_dir: docs/theme}\nplugins:\n  - macros: {render_by_default: false}\n",
            "docs/theme/main.html": "{% extends 'base.html' %}\n{% block content %}{{ nope.x }}{% endblock %}\n",
            "docs/theme/parts/role_link.html": "",
        },
        [
            "docs/theme/parts: is not read; put it into overrides/parts",
            "mkdocs.yml:3: warning: plugins.macros.render_by_default has no effect; Rolebook sets it",
        ],
    ),
    (
        "translations that are none",
        {"overrides/languages/de.yml": "Roles: Rollen\n%\n"},
        ["overrides/languages/de.yml:2: not valid YAML"],
    ),
    (
        "a language that the theme does not speak",
        {"companies/globex.yml": GLOBEX.replace("language: de", "language: xx")},
        ['companies/globex.yml:6: site.language: there are no words for buttons and menus in "xx"'],
    ),
    (
        "a letter that no font has",
        {"companies/acme.yml": PRINTS, "roles/quality/one.md": ONE.replace("Words,", "Words ก,")},
        [f"roles/quality/one.md:27: {LETTER}"],
    ),
    (
        "a picture that cannot be printed",
        {
            "companies/acme.yml": PRINTS,
            "roles/quality/one.md": ONE.replace("picture.svg", "broken.png"),
            "roles/quality/broken.png": b"\x89PNG no picture",
        },
        ["roles/quality/one.md:23: the picture broken.png cannot be printed: "],
    ),
    (
        "a template for documents with a mistake",
        {"companies/acme.yml": PRINTS, "overrides/print/poster.typ": "#let x = 1\n#nope\n"},
        ["overrides/print/poster.typ:2: no document can be set with it: unknown variable: nope"],
    ),
    (
        "a font that is none",
        {"companies/acme.yml": f"{PRINTS}brand: {{fonts: [x.ttf]}}\n", "companies/x.ttf": b"no font"},
        ["companies/acme.yml:7: brand.fonts: x.ttf is no font that can be read"],
    ),
    (
        "a file of facts by another name",
        {"companies/facts.yaml": "X: y\n"},
        ["companies/facts.yaml: is not read; rename it to companies/facts.yml"],
    ),
]
"""By kind: the files that are other than in the folder, and what is told of them."""


@pytest.mark.parametrize(("files", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_refused(tmp_path: Path, files: Mapping[str, str | bytes], told: list[str]) -> None:
    """Check says every problem at its line, and build refuses for those alone."""
    found = [
        line
        for line in agreed(tmp_path, {**FOLDER, **files}).said.splitlines()
        if line.startswith(("docs/", "roles/", "companies/", "overrides/", "mkdocs.yml"))
    ]
    assert len(found) == len(told), found
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True)), found


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="3"/></svg>'
LEAKS: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "cut by tags": (
        {"roles/quality/one.md": ONE.replace("Words,", "As Glo<b>be</b>x does,")},
        'roles/quality/one.md:27: says "Globex"',
    ),
    "cut by marks": (
        {"roles/quality/one.md": ONE.replace("Words,", "As G**lob**e*x* does,")},
        'roles/quality/one.md:27: says "Globex"',
    ),
    "cut by a link": ({"docs/x.md": "# X\n\nAs [Glo](guide.md)bex\n"}, 'docs/x.md:3: says "Globex"'),
    "made by a page": ({"docs/x.md": '# X\n\n{{ "xebolg" | reverse }}\n'}, 'says "Globex"'),
    "in a style sheet": ({"docs/css/own.css": ".globex-box {}\n"}, 'docs/css/own.css: says "Globex"'),
    "a logo": (
        {
            "docs/x.svg": LOGO,
            "companies/globex/logo.svg": LOGO,
            "companies/globex.yml": GLOBEX + "brand: {logo: globex/logo.svg}\n",
        },
        "docs/x.svg: is, byte for byte, companies/globex/logo.svg, of the brand of globex",
    ),
}
"""What Globex alone may read, and where that is told."""


@pytest.mark.parametrize("hidden", LEAKS)
def test_a_leak_is_told_without_a_build(tmp_path: Path, hidden: str) -> None:
    """A name may come about only in rendering, and a picture has none: check knows, and build refuses the same."""
    files, told = LEAKS[hidden]
    assert told in agreed(tmp_path, {**FOLDER, **files}).said


def test_a_brand_of_all(tmp_path: Path) -> None:
    """A logo that all companies have is nobody's secret, nor is one among pages that only its company gets."""
    brand = "brand: {logo: logo.svg}\n"
    own: Mapping[str, str | bytes] = {
        "companies/logo.svg": LOGO,
        "companies/globex.yml": GLOBEX + brand,
        "roles/plans/x.svg": LOGO,
    }
    shared: Mapping[str, str | bytes] = {"docs/x.svg": LOGO, "companies/acme.yml": ACME + brand}
    write_tree(tmp_path / "shared", {**FOLDER, **own, **shared})
    assert run(tmp_path / "shared", "build").code == 0
    three = str(FOLDER["roles/plans/three.md"]).replace("- Plan\n", "- Plan ![x](x.svg)\n")
    chosen = {"companies/acme.yml": ACME + "roles: {exclude: [three]}\n"}
    reader = {"companies/globex.yml": GLOBEX.replace("roles:\n  exclude: [three]\n", "") + brand}
    write_tree(tmp_path / "own", {**FOLDER, **own, **chosen, **reader, "roles/plans/three.md": three})
    assert run(tmp_path / "own", "build").code == 0


PASSED = [
    (
        "a page that asks first",
        {"docs/x.md": '# X\n\n{% if "three" in roles %}{{ career_ladder("three") }}{% endif %}\n'},
    ),
    (
        "regions of languages",
        {
            "companies/acme.yml": ACME + "  language: en-GB\n",
            "companies/globex.yml": GLOBEX.replace(": de", ": zh-CN"),
        },
    ),
    (
        "a deep heading before a higher one",
        {
            "companies/acme.yml": PRINTS,
            "roles/quality/one.md": ONE.replace("### Every", "#### In short\n\nx\n\n### Every"),
        },
    ),
    ("a link in what is no link", {"docs/x.md": "# X\n\n<!-- [x](nope.md) -->\n`[x](nope.md)`\n"}),
]
"""By kind: files that once made check and build disagree, or that check refused for nothing."""


@pytest.mark.parametrize("files", [case[1] for case in PASSED], ids=[case[0] for case in PASSED])
def test_what_is_built(tmp_path: Path, files: Mapping[str, str | bytes]) -> None:
    """Check has nothing to say, and build builds."""
    assert agreed(tmp_path, {**FOLDER, **files}).code == 0


def test_the_language_of_a_page(tmp_path: Path) -> None:
    """A page says which language its handbook is in, and the theme speaks the nearest that it can."""
    write_tree(
        tmp_path, {**FOLDER, "companies/globex.yml": GLOBEX.replace("language: de", "language: de-AT")}
    )
    assert run(tmp_path, "build").code == 0
    home = (tmp_path / "site/globex/index.html").read_text("utf-8")
    assert '<html lang="de-AT"' in home
    assert "Suche" in home


def test_a_linked_folder(tmp_path: Path) -> None:
    """Pages and roles behind a link are checked as they are built."""
    write_tree(tmp_path / "handbook", {**FOLDER, "real/sub/a.md": "# A\n\n{{ nothing }}\n"})
    (tmp_path / "handbook/docs/linked").symlink_to("../real")
    assert ("docs/linked/sub/a.md", 3) in agreed(tmp_path / "handbook", {}).places
