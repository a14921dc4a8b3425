"""What authors are told about a `mkdocs.yml`: every problem at its line, in plain words."""

from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions, site_configuration
from rolebook.model.problem import BuildError
from tests.conftest import write_tree

BAD = {
    "site_name: x\n  repo_url: y\n": [
        (
            "mkdocs.yml:2: not valid YAML: this line is indented by 2 where those above it are by 0; "
            "if it is more of the text above, put all of that text in quotes"
        )
    ],
    "plugins:\n\t- search\n": ["mkdocs.yml:2: not valid YAML: a tab cannot indent a line; use spaces"],
    "extra:\n  a: 1\n  a: 2\n": ['mkdocs.yml:3: the key "extra.a" is given twice; keep one'],
    "plugins:\n  - tags\n   - search\n": [
        "mkdocs.yml:3: not valid YAML: this line is indented by 3 where those above it are by 2"
    ],
    "- a\n": ["mkdocs.yml:1: holds no `key: value` lines"],
    "repo_ulr: https://x.example/\nplugin: [search]\n": [
        'mkdocs.yml:1: unknown key "repo_ulr"; did you mean "repo_url"?',
        'mkdocs.yml:2: unknown key "plugin"; did you mean "plugins"?',
    ],
    "repo_url: 3\nuse_directory_urls: maybe\nextra_css: a.css\ntheme: [material]\n": [
        "mkdocs.yml:1: repo_url: Expected a string, got a number",
        "mkdocs.yml:2: use_directory_urls must be true or false, not text",
        "mkdocs.yml:3: extra_css must be a list, not text",
        "mkdocs.yml:4: theme: Invalid type a list. Expected a string or key/value pairs.",
    ],
    "plugins:\n  - rolebook: {sectons: {}}\n  - search:\n      langg: de\n": [
        'mkdocs.yml:2: unknown key "plugins.rolebook.sectons"; did you mean "sections"?',
        'mkdocs.yml:4: unknown key "plugins.search.langg"; did you mean "lang"?',
    ],
    "plugins:\n  - rolebook: {sections: [a]}\n": [
        "mkdocs.yml:2: plugins.rolebook.sections must be `key: value` lines, not a list"
    ],
    "plugins:\n  rolebook:\n    sections:\n      objectivs: [Ziele]\n": [
        (
            'mkdocs.yml:4: plugins.rolebook.sections: no section is of kind "objectivs"; '
            'did you mean "objectives"?'
        )
    ],
    "repo_url: https://x.example/\nplugins:\n  - serach\n": [
        'mkdocs.yml:3: plugins: no plugin "serach" is installed; did you mean "search"?'
    ],
    "markdown_extensions:\n  - footnotes\n  - admonitoin\n": [
        'mkdocs.yml:3: markdown_extensions: there is no extension "admonitoin"; did you mean "admonition"?'
    ],
    "markdown_extensions:\n  - toc: {permalnk: true}\n": [
        'mkdocs.yml:2: unknown key "markdown_extensions.toc.permalnk"; did you mean "permalink"?'
    ],
    "plugins:\n  - macros: false\n  - serch: false\n": [
        "mkdocs.yml:2: plugins: macros cannot be taken out; no handbook is built without it",
        'mkdocs.yml:3: plugins: "serch" cannot be taken out, for it is not there; did you mean "search"?',
    ],
    "validation:\n  links:\n    achors: warn\n": [
        'mkdocs.yml:3: unknown key "validation.links.achors"; did you mean "anchors"?'
    ],
    "site_name: !ENV ROLEBOOK_NOT_SET\n": ["mkdocs.yml:1: site_name has no value"],
    "extra:\n  format: !!python/name:pymdownx.nope.nope\n": [
        "mkdocs.yml:2: cannot find module 'pymdownx.nope' (No module named 'pymdownx.nope')"
    ],
    "site_name: !Go Inc\n": ['mkdocs.yml:1: not valid YAML: text that begins with "!" must be in quotes'],
    "extra: {a: 1}\nextra_css: [{{x}}]\n": [
        'mkdocs.yml:2: not valid YAML: text that begins with "{" or "[" must be in quotes'
    ],
    "theme:\n  <<: ours\n": [
        'mkdocs.yml:2: not valid YAML: "<<" takes over what a mapping holds, and there is none'
    ],
    "site_name: x\nINHERIT: base.yml\n": ["mkdocs.yml:2: INHERIT: base.yml is not there"],
    "INHERIT: mkdocs.yml\n": ["mkdocs.yml:1: INHERIT: mkdocs.yml inherits itself"],
    "INHERIT: inherited.yml\n": ['inherited.yml:2: unknown key "repo_nam"; did you mean "repo_name"?'],
    "INHERIT: broken.yml\n": ['broken.yml:2: not valid YAML: text that begins with "@" must be in quotes'],
    "hooks: [broken.py]\n": ["broken.py:2: ZeroDivisionError: division by zero"],
    "site_name: x\nhooks: [nowhere.py]\n": [
        "mkdocs.yml:2: hooks: The path 'nowhere.py' isn't an existing file."
    ],
    "nav: roles/index.md\n": [
        "mkdocs.yml:1: nav is no list; write it as lines `- page.md` or `- Label: page.md`"
    ],
    "nav:\n  - 5\n  - a: index.md\n    b: index.md\n  - 2026: index.md\n  - Of {{TEAM}}: [index.md, x: ]\nsite_nam: x\n": [
        "mkdocs.yml:2: nav: an entry is a page, or a label and a page; write it as lines `- page.md` or `- Label: page.md`",
        'mkdocs.yml:4: nav: an entry is one label and one page; write a "-" before "b" too',
        'mkdocs.yml:5: nav: a label is text; put it in quotes: "2026"',
        (
            'mkdocs.yml:6: nav: "x" leads to no page; write it as lines `- page.md` or `- Label: page.md`, '
            "one below the other"
        ),
        'mkdocs.yml:6: nav: a label is text, so "Of {{TEAM}}" would be shown as it stands; use plain words',
        'mkdocs.yml:7: unknown key "site_nam"; did you mean "site_name"?',
    ],
    "site_name: x\nINHERIT: [base.yml]\n": ["mkdocs.yml:2: INHERIT must be the path of one file"],
    f"INHERIT: {'x' * 300}\n": [f"mkdocs.yml:1: INHERIT: {'x' * 300} is not there"],
    "copyright: >-\n  By {{COMPANY_NAME}}\nsite_description: What {{ x }} is\n": [
        "mkdocs.yml:1: copyright: facts work in roles/ and docs/; here one would be shown as it stands"
    ],
    "plugins:\n  - rolebook: yes\n": ["mkdocs.yml:2: plugins.rolebook: must hold `option: value` lines"],
    "docs_dir: pages\n": ["mkdocs.yml:1: docs_dir: hand-written pages lie in docs/; leave this out"],
    "theme: readthedocs\n": [
        'mkdocs.yml:1: theme.name must be material, which Rolebook\'s pages need, not "readthedocs"'
    ],
}
BESIDE = {
    "inherited.yml": "site_name: x\nrepo_nam: y\n",
    "broken.yml": "site_name: x\nrepo_url: @y\n",
    "broken.py": "\nx = 1 / 0\n",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_configuration(text: str, tmp_path: Path) -> None:
    """All that is wrong is told at once; no path of this machine, nothing of Python's."""
    root = write_tree(tmp_path, BESIDE | {"mkdocs.yml": text})
    assert [str(problem) for problem in folder_additions(root).problems] == BAD[text]
    with pytest.raises(BuildError) as raised:
        site_configuration(root)
    assert str(raised.value).split("\n") == BAD[text]


def test_a_configuration_that_is_not_read(tmp_path: Path) -> None:
    """`mkdocs.yaml`, which plain MkDocs would read, is not silently ignored."""
    found = folder_additions(write_tree(tmp_path, {"mkdocs.yaml": "site_name: x\n"})).problems
    assert [str(problem) for problem in found] == ["mkdocs.yaml: is not read; rename it to mkdocs.yml"]


def test_what_is_decided_elsewhere(tmp_path: Path) -> None:
    """What would have no effect is told as a warning."""
    text = "site_url: https://x.example/\ntheme:\n  language: de\nplugins:\n  - macros:\n      on_undefined: keep\n"
    text += "      render_by_default: false\n      j2_variable_start_string: '[['\n"
    found = folder_additions(write_tree(tmp_path, {"mkdocs.yml": text})).problems
    assert [str(problem) for problem in found] == [
        "mkdocs.yml:1: warning: site_url has no effect; each company gives its own: `site: {url: …}`",
        (
            "mkdocs.yml:3: warning: theme.language has no effect; each company gives its own: "
            "`site: {language: …}`"
        ),
        *(
            f"mkdocs.yml:{line}: warning: plugins.macros.{name} has no effect; "
            "Rolebook sets it, so that pages are safe and no mistake goes unseen"
            for line, name in ((6, "on_undefined"), (7, "render_by_default"), (8, "j2_variable_start_string"))
        ),
    ]
