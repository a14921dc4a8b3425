"""Edits as people make them, and as they slip: lines moved, words swapped, braces broken, things named that are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.agreement.handbook import FOLDER

_TRIPLE = "`" * 3

_TEXT = (
    "",
    "---",
    "# Other",
    "## Places",
    "### Deeper",
    "#### Deepest",
    "> quoted",
    "- item",
    "  - nested",
    "1. first",
    "99999999999. far",
    "| a | b |",
    "|---|---|",
    "- [ ] tick",
    _TRIPLE,
    "<div>",
    "</div>",
    "<b>bold",
    "<!-- word",
    "-->",
    "&amp; &#x4f60; &nbsp;",
    "**",
    "word: {word}",
    "{#id}",
    "*[HTML]: Hyper",
    "[^1]",
    "[^1]: note",
    "\t- tab",
    "==mark== ~~gone~~ H~2~O",
    "<https://zh.wikipedia.org/wiki/%E4%BD%A0>",
    "https://e.example/%zz?a=%26",
    "\u0e01",
    "\u4f60",
    "\U0001f600",
    "\u202eback",
    "\x0b",
    "\x00",
    "$${{ secrets.X }}$$",
    "{% raw %}",
    "{% endraw %}",
    "<script>1</script>",
    "[x](<a b.md>)",
    '[x](two.md "title")',
    "[x]: nope.md",
    "[x][x]",
    "![p](picture.svg)",
    "![p](nope.png)",
    "[mail](mailto:a@b.example)",
    "[x](https://)",
    "[x](javascript:1)",
    "[x](tel:)",
    "[x]()",
    "<img src='nope.png'>",
    "<a href='nope.md'>x</a>",
    "<a name='here'></a>",
    "{{ COMPANY_NAME }}",
    "{{TEAM}}",
    "{{NOPE}}",
    r"\{{NOPE}}",
)
_DOCS = (
    '{{ career_ladder("three") }}', '{{ career_ladder("on") }}', "{{ career_ladder() }}", '{{ workflow("one", "ship-it") }}',
    '{{ workflow("one", "sail") }}', '{{ workflow_page("two", "x") }}', "{{ nothing }}", "{{ COMPANY_NAME | upper }}",
    "{{ TEAM }}", "{% if settings.remote %}", "{% if settings.remot %}", "{% endif %}", "{% else %}", '{% if "three" in roles %}',
    "{% for role in roles %}{{ role_link(role) }}{% endfor %}", "{% for role in roles %}", "{% endfor %}",
    "[a](roles/one.md#nope)", "[a](roles/one.md#matrix)", "[a](ladders/three.md)", "[a](roles/three.md#objectives)",
    "[a](#nope)", "[a](#places)", "[a](nope.md)", "[a](nope)", "[a](roles/)", "[a](/roles/)", "[a](how/notes.md)",
    "[a](../guide.md)", "[a](roles/one.md?x=1)", "[a](ROLES/one.md)", "[a](index.md)", "[a](gold-standard.md#nope)",
    "[a](references/index.md#nope)", "[a](workflows/one/ship-it.md)", "[a]({{ COMPANY_NAME }})", "[a]({{ nope }})",
    "## A {#places}", "## {{ COMPANY_NAME }}", "template: nope.html", "template: main.html", "title: [x]", "title: {a: b}",
    "title: 5", "tags: x", "tags: [a, 1]", "hide: [toc]", "hide: 5", "search: {exclude: true}", "search: 5", "icon: nope",
    "icon: material/star", "description: [x]", "status: new", "render_macros: false", "COMPANY_NAME: x", '{{ index_header("nope") }}',
    '{{ index_page("nope") }}', '{{ index_page("tools") }}', '{{ page_header("one", "kindly") }}',
    '{{ role_cards(department="zzz") }}', '{{ role_cards("quality") }}', '{{ references("one") }}', '{{ references("two") }}',
    "{{ references() }}", "{{ departments(full=true) }}", "{{ departments(nope=true) }}", "{{ 1 / 0 }}", "{{ settings.x.y }}",
    "{{ roles[9] }}", "{{ roles | join }}", "{{ page.title }}", "{{ page.meta.x }}", '{{ _("Roles") }}', "{{ home_header() }}",
    "{{ org_chart() }}", "{{ compare() }}", "{{ assessment() }}", "{{ prints() }}", '{{ prints("one") }}', "{{ career_paths() }}",
    '{% include "how/notes.md" %}', '{% include "nope.md" %}', "{% set x = 1 %}", "{{ x }}", "{% block b %}", "{% endblock %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1) }}", "!!! note", "    indented", '=== "Tab"', '??? tip "More"', "Term", ":   Definition",
    _TRIPLE + "python", "`{{ tools('one') }}`", '{{ role_page("three") }}', '{{ checklist("two") }}', '{{ metrics("two") }}',
)  # fmt: skip
_ROLES = (
    "## Workflows", "### Ship it", "### Sail", "#### In short", "##### Small", "###", "## ", "## Evaluation Matrix", "## GOLD_STANDARD References",
    "- [Work](https://zh.wikipedia.org/wiki/%E4%BD%A0)", "- [Work](https://e.example/a%2Fb%20c?q=x%26y)", "- [Work](ftp://e.example)",
    "- [Work](two.md#objectives)", "[l](one.md)", "[l](../plans/three.md)", "[l](none.md)", "[l](../../docs/nope.md)", "[l](../../companies/acme.yml)",
    "![b](broken.png)", "![b](../quality/picture.svg)", "next_roles: [nope]", "id: two", "id: a/b", "id: index", "title: Two", "reviewed: 2026-13-01",
    "reviewed: 2026-01-01", "summary: {{NOPE}}", "tags: 5", "aliases: [One]", "- **Title**: Two", "- **Reports To**: Nobody", "| Craft | a | b | c |",
    "| Craft | a |", "| | | |", "|---|", "<!-- only: remote -->", "<!-- end -->", "<table><tr><td>x", "- - - x", "* * *", "1. a\n   1. b\n      1. c",
    "- a\n\n      code", "<details><summary>s</summary>", "<pre>", "<h1>big</h1>", "<h4>small</h4>", "<ol start=0><li>x</ol>", "<a href='#'>x</a>",
    "<a href='https://e.example'><img src='picture.svg'></a>", "[![p](picture.svg)](two.md)", "word" * 40, "\\", "x<br>y", "- <!-- c -->",
)  # fmt: skip
_COMPANIES = (
    "settings: {print: true}", "settings: {offline: true}", "site: {language: en-GB}", "site: {language: xx}", "site: {language: zh-CN}",
    "site: {language: ja}", "roles: {exclude: [three]}", "roles: {include: [one]}", "roles: {include: [nope]}", "roles: {exclude: ['*']}",
    "brand: {logo: x.svg}", 'brand: {primary: "#000000"}', "levels: {Junior: J}", "levels: {Nope: J}", "name: \u0e01", "name: ''", "facts: {COMPANY_NAME: \u4f60}",
    "  COMPANY_NAME: ", "  TEAM: x", "  NOPE: x", "  print: true", "facts:", "x: y", "TEAM:", "TEAM: {kind: url}", "COMPANY_NAME: {default: x}", "]", "- a",
    "site: {language: es-419}", "site: {language: zh-Hans-CN}", "site: {language: en_GB}", "settings: {print: 'no'}", "settings: {pirnt: true}", "settings: {offline: TRUE}",
    "settings: [print]", "brand: {logo: ../roles/quality/picture.svg}", "roles: {include: one}", "roles: {include: ['*'], exclude: [three]}",
    "site: {url: 'https://a.example/b/'}", "site: {url: nope}", "wiki: {}", "\tx: y", 'name: "Acme', "name: Acme # c",
)  # fmt: skip
_CONFIGURATION = (
    "nav: [index.md, nope.md]", "nav: [index.md, guide.md]", "nav:\n  - Home: index.md\n  - https://e.example", "nav: {}", "nav:\n  - roles/three.md", "use_directory_urls: false",
    "strict: false", "docs_dir: pages", "docs_dir: docs", "hooks: [h.py]", "hooks: [hook.py]", "exclude_docs: guide.md", "exclude_docs: how/", "draft_docs: guide.md", "not_in_nav: guide.md", "extra_css: [x.css]",
    "theme: readthedocs", "theme: {name: material, features: [navigation.tabs, content.code.copy]}", "markdown_extensions: [nope]", "markdown_extensions: [smarty]",
    "plugins: [rolebook, macros]", "plugins: [rolebook, search]", "plugins: [rolebook, macros, nope]", "plugins: [rolebook, macros, search, tags]", "extra_templates: [x.html]", "extra_templates: [picture.svg]",
    "edit_uri: edit/", "repo_url: nope", "validation: {links: {anchors: ignore}}", "validation: {links: {anchors: nope}}", "site_name: X", "site_url: nope", "extra: {x: 1}", "extra: x", "watch: [x]", "site_nam: X", "copyright: '{{ COMPANY_NAME }}'",
    "validation: {nav: {omitted_files: warn}}", "validation: {links: {absolute_links: relative_to_docs}}", "plugins: [search: false]",
    "plugins: [macros: false]", "plugins: {rolebook: {sections: {objectives: Aims}}}", "plugins: [rolebook: yes]", "markdown_extensions: [attr_list: false]",
    "markdown_extensions: [toc: {toc_dept: 2}]", "nav:\n  - true: guide.md", "nav:\n  - Of {{TEAM}}: [guide.md]", "nav:\n  - guide.md\n  - a: index.md\n    b: 5",
    "nav:\n  - roles/one.md\n  - Out: https://e.example/?a#b", "INHERIT: [x]", "INHERIT: base.yml", "copyright: Of {{TEAM}}", "plugins: [macros: {render_by_default: false}]",
    "theme: {custom_dir: overrides, features: [search.suggest: false]}", "repo_url: https://e.example/r\nedit_uri: '?q='", "site_name: X\r",
    "exclude_docs: '!.hidden'", "plugins:\n  - rolebook: {sections: {objectives: [Aims]}}\n  - macros\n  - search", "plugins:\n  - rolebook: {sections: {nope: [Aims]}}\n  - macros\n  - search",
    "plugins:\n  - rolebook\n  - macros: {include_yaml: [x.yml]}\n  - search", "INHERIT: nope.yml", "theme: {name: material, language: xx}", "theme: {name: material, custom_dir: overrides}", "theme: {name: material, custom_dir: nope}",
)  # fmt: skip
_TEMPLATES = (
    "{{ nothing }}", "{{ nothing.at.all }}", "{% if %}", "{{ 1 / 0 }}", '{% include "nope.html" %}', "{{ role.nope }}", "{{ role.title }}", '{% extends "base.html" %}', "{% endif %}",
    "{{ handbook.roles | length }}", "{{ rolebook.near }}", "{{ page.nope.x }}", "{{ objectives(role) }}", "{{ _('x') }}", "{{ inline(role.title) }}", "{# c #}", "{{ COMPANY_NAME }}", "{{ config.x }}",
    "[x](nope.md)", "[x](#nope)", "## Heading", "{{ role.title | nofilter }}", "{% for x in 5 %}{% endfor %}", "#let x = 1", "#nope", "#panic()",
)  # fmt: skip
_MADE: Mapping[str, str | bytes] = {
    "overrides/pages/tools.md": "{{ index_header('tools') }}\n\n{{ tool_index() }}\n",
    "overrides/pages/role.md": "{{ role_header(role) }}\n\n{{ role_sections(role) }}\n",
    "overrides/parts/role_link.html": '<a href="{{ links.role(role) }}">{{ role.title|plain }}</a>\n',
    "overrides/parts/part/field.html": "{{ inline(part.value) }}\n",
    "overrides/partials/footer.html": "<footer>{{ config.site_name }}</footer>\n",
    "overrides/404.html": '{% extends "main.html" %}\n{% block content %}Gone{% endblock %}\n',
    "overrides/languages/de.yml": "Roles: Rollen\n",
    "overrides/print/given.typ": "",
    "overrides/partials/languages/xx.html": '{% macro t(key) %}{{ {"language": "xx"}[key] }}{% endmacro %}\n',
    "docs/README.md": "# Read me\n",
    "docs/index.md": "# Home\n\n{{ role_cards() }}\n",
    "docs/how/index.md": "# How\n",
    "docs/how/README.md": "# How\n",
    "docs/roles/one.md": "# One\n\n{{ role_page('one') }}\n",
    "docs/tools.md": "# Tools\n",
    "docs/other.markdown": "# Other\n\n{{ nothing }}\n",
    "docs/CAPITALS.MD": "{{ nothing }}\n",
    "docs/.hidden/x.md": "# Hidden\n\n{{ nothing }}\n",
    "docs/templates/x.md": "# Template\n\n{{ nothing }}\n",
    "docs/x.html": "<p>{{ nothing }}</p>\n",
    "docs/windows.md": b"\xef\xbb\xbf# W\r\n\r\n[a](nope.md)\r\n",
    "docs/long.md": "# L\n\n" + "word " * 20000 + "{{ nothing }}\n",
    "base.yml": "site_nam: x\nextra_css: [x.css]\n",
    "docs/bad.md": b"# \xff\xfe\n",
    "roles/quality/README.md": "# Roles of quality\n",
    "roles/quality/two.markdown": "# Two\n\n## Objectives\n- x\n",
    "roles/quality/broken.png": b"\x89PNG no picture",
    "roles/quality/note.txt": "words\n",
    "roles/plans/One.md": "# One\n\n## Objectives\n- x\n",
    "companies/initech.yml": "name: Initech\nfacts: {COMPANY_NAME: Initech}\nroles: {include: [two]}\n",
    "companies/facts.yaml": "X: y\n",
    "hook.py": "def on_page_markdown(markdown, **_given):\n    return markdown\n",
    "main.py": "def define_env(env):\n    env.variables['mine'] = 1\n",
}  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One edit: `path` is a file's, `at` where in it as a share of its lines, `words` what is put there."""

    kind: str
    path: str
    at: float = 0.0
    words: str = ""


def pool(path: str) -> Sequence[str]:
    """Return the lines that people put into a file of this kind."""
    if path == "mkdocs.yml":
        return _CONFIGURATION
    own = {"docs": _DOCS, "roles": _ROLES, "companies": _COMPANIES, "overrides": _TEMPLATES}[
        path.partition("/")[0]
    ]
    return own if own in (_COMPANIES, _TEMPLATES) else (*own, *own, *_TEXT)


_EDITED = [path for path in FOLDER if not path.endswith(".svg")]
_IN_TEXT = [*_EDITED, *(path for path in _MADE if path.startswith("overrides/")), "mkdocs.yml"]
_WHERE = st.floats(0, 1, exclude_max=True)
_BROKEN = st.sampled_from(["{", "}", "{{", "}}", "[", "]", "(", ")", "|", "#", "`", "<", ">", '"', "'", ":", "%", "&", "*", "-", "\\", "\t", "  ", "é", "{%", "---", "\ufeff", "\r", "\u00a0", "\ue000"])  # fmt: skip


def _edit_of(path: str) -> st.SearchStrategy[Edit]:
    words = st.sampled_from(pool(path))
    return st.one_of(
        st.builds(Edit, st.sampled_from(["insert", "insert", "replace"]), st.just(path), _WHERE, words),
        st.builds(Edit, st.sampled_from(["delete", "double", "swap", "cut"]), st.just(path), _WHERE),
        st.builds(Edit, st.just("break"), st.just(path), _WHERE, _BROKEN),
    )


EDITS = st.lists(
    st.one_of(
        st.sampled_from(_IN_TEXT).flatmap(_edit_of),
        st.sampled_from(_EDITED).flatmap(_edit_of),
        st.builds(Edit, st.just("make"), st.sampled_from([*sorted(_MADE), "mkdocs.yml"])),
        st.builds(Edit, st.just("remove"), st.sampled_from(_EDITED)),
    ),
    min_size=1,
    max_size=3,
)


def edited(edits: Sequence[Edit], configuration: str) -> Mapping[str, str | bytes]:
    """Return the handbook folder after these edits; `configuration` is the `mkdocs.yml` to begin with."""
    files = dict(FOLDER)
    for edit in edits:
        _apply(edit, files, {**_MADE, "mkdocs.yml": configuration})
    return files


def _apply(edit: Edit, files: dict[str, str | bytes], made: Mapping[str, str | bytes]) -> None:
    if edit.kind == "remove":
        files.pop(edit.path, None)
        return
    before = files.get(edit.path, made.get(edit.path, ""))
    if edit.kind == "make" or isinstance(before, bytes):
        files[edit.path] = before
        return
    lines = before.split("\n")
    files[edit.path] = "\n".join(_changed(edit, lines, int(edit.at * len(lines))))


def _changed(edit: Edit, lines: list[str], at: int) -> list[str]:
    before, line, after = lines[:at], lines[at], lines[at + 1 :]
    middle = int(edit.at * 1000) % (len(line) + 1)
    return {
        "insert": [*before, edit.words, line, *after],
        "replace": [*before, edit.words, *after],
        "delete": [*before, *after],
        "double": [*before, line, line, *after],
        "swap": [*before, " ".join(reversed(line.split(" "))), *after],
        "cut": [*before, line[:middle]],
        "break": [*before, line[:middle] + edit.words + line[middle:], *after],
    }[edit.kind]
