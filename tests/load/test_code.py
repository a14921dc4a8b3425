"""What a folder's own configuration would run: told, or refused, before anything of it runs."""

from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions, site_configuration
from rolebook.load.code import code_notices, tag_problems
from rolebook.model.problem import BuildError
from tests.conftest import write_tree

PLUGINS = "site_name: x\nplugins: [rolebook, macros, search]\n"
TOUCH = "!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [{}]]"


def refused(folder: Path) -> list[str]:
    """Return where Python tags are refused."""
    return [str(problem).partition(" runs Python")[0] for problem in tag_problems(folder)]


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['id']",
        "!!python/object/new:os.system ['id']",
        "!!python/object:os.x {}",
        "!!python/module:this",
        "!!python/name:os.system",
        "!!python/name:materialx.evil",
        "!!python/name:material",
        "!!python/name:pymdownx.util.os;x",
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "!!python/tuple [1]",
        "!<tag:yaml.org,2002:python/module:this>",
        "!!p%79thon/module:this",
        "!python/module:this",
    ],
)
@pytest.mark.parametrize(
    "place", ["extra:\n  a: {}\n", "extra: [a, {{b: [\n  {} ]}}]\n", "extra:\n  ? {}\n  : a\n"]
)
def test_a_python_tag(tmp_path: Path, tag: str, place: str) -> None:
    """Whatever makes Python run is refused at its line, however it is spelled and wherever it stands."""
    write_tree(tmp_path, {"mkdocs.yml": PLUGINS + place.format(tag)})
    (found,) = refused(tmp_path)
    assert found.startswith("mkdocs.yml:4: ")
    with pytest.raises(BuildError, match=r"mkdocs\.yml:4: .* runs Python; only !!python/name: of material"):
        site_configuration(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("inherit", ["base.yml", "!ENV [NOT_SET_ANYWHERE, base.yml]", "conf/../base.yml"])
def test_a_base_file_runs_nothing(tmp_path: Path, encoding: str, inherit: str) -> None:
    """What is inherited is looked at before it is read, in any encoding: nothing of it has run."""
    ran = tmp_path / "ran"
    base = "%TAG !e! tag:yaml.org,2002:python/object/\n---\nextra:\n  a: !e!apply:pathlib.Path.touch\n"
    base += f"    - !e!apply:pathlib.Path [{ran}]\n"
    write_tree(tmp_path, {"mkdocs.yml": f"INHERIT: {inherit}\n{PLUGINS}", "base.yml": base.encode(encoding)})
    assert [found.partition(" ")[0] for found in refused(tmp_path)] == ["base.yml:4:", "base.yml:5:"]
    with pytest.raises(BuildError, match=r"base\.yml:4: "):
        folder_additions(tmp_path)
    assert not ran.exists()


@pytest.mark.parametrize("inherit", ["!relative $config_dir/base.yml", "!!binary YmFzZS55bWw=", "[base.yml]"])
def test_a_base_file_that_only_mkdocs_finds(tmp_path: Path, inherit: str) -> None:
    """An INHERIT that is no plain path is refused: what it names would not be looked at."""
    write_tree(tmp_path, {"mkdocs.yml": f"INHERIT: {inherit}\n{PLUGINS}", "base.yml": "extra: {}\n"})
    assert refused(tmp_path) == ["mkdocs.yml:1: INHERIT: must be the path of a file"]


def test_files_that_inherit_from_each_other(tmp_path: Path) -> None:
    """A circle of base files and aliases of what they stand in are looked at once."""
    write_tree(
        tmp_path,
        {
            "mkdocs.yml": "INHERIT: b.yml\nextra: &a [*a]\n",
            "b.yml": "INHERIT: mkdocs.yml\nplugins: &b [*b]\n",
        },
    )
    assert refused(tmp_path) == []
    assert list(code_notices(tmp_path)) == []


def test_what_the_theme_documents(tmp_path: Path) -> None:
    """Names of Material and PyMdown may stand there, as their own documentation has it."""
    emoji = "markdown_extensions:\n  - pymdownx.emoji:\n"
    emoji += "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
    emoji += "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
    fences = (
        "  - pymdownx.superfences:\n      custom_fences:\n        - name: mermaid\n          class: mermaid\n"
    )
    fences += "          format: !!python/name:pymdownx.superfences.fence_code_format\n"
    folder = write_tree(tmp_path, {"mkdocs.yml": PLUGINS + emoji + fences, "docs/a.md": "# A\n"})
    assert refused(folder) == []
    assert site_configuration(folder).mdx_configs["pymdownx.emoji"]["emoji_index"]


def test_what_would_run(tmp_path: Path) -> None:
    """Hooks, plugins, extensions and modules of macros are named, each at its line; what ships is not."""
    own = """\
INHERIT: conf/base.yml
hooks:
  - hooks/mine.py
plugins:
  - rolebook
  - search
  - macros:
      module_name: mine
  - material/blog
  - redirects:
      redirect_maps: {}
markdown_extensions:
  - admonition
  - pymdownx.details
  - markdown.extensions.toc:
      permalink: true
  - mine.extension:Own
"""
    base = "plugins: {search: {}, git-revision-date: {}}\n"
    write_tree(tmp_path, {"mkdocs.yml": own, "conf/base.yml": base, "main.py": ""})
    assert [str(notice).partition(" runs with your rights")[0] for notice in code_notices(tmp_path)] == [
        "mkdocs.yml:3: notice: the hook hooks/mine.py",
        "mkdocs.yml:8: notice: what module_name: of macros names",
        "mkdocs.yml:10: notice: the plugin redirects",
        "mkdocs.yml:17: notice: the extension mine.extension:Own",
        "conf/base.yml:1: notice: the plugin git-revision-date",
        "main.py: notice: the module of macros",
    ]


@pytest.mark.parametrize("text", ["a: [", "- a\n", "", "a: b\n---\nc: d\n", "<<: 1\n", "\0"])
def test_what_is_no_configuration(tmp_path: Path, text: str) -> None:
    """What MkDocs cannot read is left to it: it says what is wrong."""
    write_tree(tmp_path, {"mkdocs.yml": text})
    assert refused(tmp_path) == []
    assert list(code_notices(tmp_path)) == []


def test_yaml_without_a_bottom(tmp_path: Path) -> None:
    """What is nested too deeply to be looked at is refused."""
    write_tree(tmp_path, {"mkdocs.yml": f"extra: {'[' * 5000}{']' * 5000}\n"})
    assert refused(tmp_path) == ["mkdocs.yml: not valid YAML: nested too deeply"]


def test_what_ships_runs_nothing_else() -> None:
    """The configuration that ships with Rolebook names nothing that would be told."""
    root = Path(__file__).parents[2]
    assert list(code_notices(root)) == []
    assert list(tag_problems(root)) == []
