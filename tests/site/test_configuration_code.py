"""What a folder's own configuration would run: told, or refused, before anything of it runs."""

from pathlib import Path

import pytest

from rolebook.engine.build import folder_additions, site_configuration
from rolebook.engine.configuration_code import code_notices
from rolebook.engine.configuration_file import ConfigurationError, read_configuration
from rolebook.model.problem import BuildError
from tests.conftest import write_tree

PLUGINS = "site_name: x\nplugins: [rolebook, macros, search]\n"


def refused(folder: Path) -> list[str]:
    """Return where Python tags are refused."""
    with pytest.raises(ConfigurationError) as error:
        read_configuration(folder)
    found = [str(problem).partition(" runs Python") for problem in error.value.problems]
    return [before for before, told, _ in found if told]


def told(folder: Path) -> list[str]:
    """Return what is told to run."""
    found = code_notices(folder, read_configuration(folder).node)
    return [str(notice).partition(" runs with your rights")[0] for notice in found]


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
@pytest.mark.parametrize("place", ["extra:\n  a: {}\n", "extra: [a, {{b: [\n  {} ]}}]\n"])
def test_a_python_tag(tmp_path: Path, tag: str, place: str) -> None:
    """Whatever makes Python run is refused at its line, however it is spelled and wherever it stands."""
    write_tree(tmp_path, {"mkdocs.yml": PLUGINS + place.format(tag)})
    (found,) = refused(tmp_path)
    assert found.startswith("mkdocs.yml:4: ")
    with pytest.raises(BuildError, match=r"mkdocs\.yml:4: .* runs Python; only !!python/name: of material"):
        site_configuration(tmp_path)


@pytest.mark.parametrize("inherit", ["base.yml", "conf/../base.yml", "'base.yml'"])
def test_a_base_file_runs_nothing(tmp_path: Path, inherit: str) -> None:
    """What is inherited is looked at before anything is made of it: nothing of it has run."""
    ran = tmp_path / "ran"
    base = "%TAG !e! tag:yaml.org,2002:python/object/\n---\nextra:\n  a: !e!apply:pathlib.Path.touch\n"
    base += f"    - !e!apply:pathlib.Path [{ran}]\n"
    write_tree(tmp_path, {"mkdocs.yml": f"INHERIT: {inherit}\n{PLUGINS}", "base.yml": base, "conf/x": ""})
    assert [found.partition(" ")[0] for found in refused(tmp_path)] == ["base.yml:4:", "base.yml:5:"]
    assert {problem.path for problem in folder_additions(tmp_path).problems} >= {"base.yml"}
    assert not ran.exists()


@pytest.mark.parametrize(
    "configuration",
    [
        "INHERIT: !ENV BASE\n",
        "INHERIT: !ENV [NOT_SET_ANYWHERE, base.yml]\n",
        "INHERIT: !relative $config_dir/base.yml\n",
        "INHERIT: !!binary YmFzZS55bWw=\n",
        "<<: {INHERIT: base.yml}\n",
        "? !!binary SU5IRVJJVA==\n: base.yml\n",
        "extra:\n  ? !!python/object/apply:os.mkdir [ran]\n  : a\n",
        "INHERIT: base.yml\nINHERIT: other.yml\n",
    ],
)
def test_no_way_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configuration: str) -> None:
    """However a base file is named, nothing in it runs: it is refused, or not read at all."""
    monkeypatch.setenv("BASE", "base.yml")
    ran = tmp_path / "ran"
    base = f"extra:\n  a: !!python/object/apply:os.mkdir [{ran}]\n"
    write_tree(tmp_path, {"mkdocs.yml": configuration + PLUGINS, "base.yml": base})
    folder_additions(tmp_path)
    assert not ran.exists()


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
    base = "markdown_extensions: {footnotes: {}}\nhooks: theirs.py\n"
    write_tree(tmp_path, {"mkdocs.yml": own, "conf/base.yml": base, "main.py": ""})
    assert told(tmp_path) == [
        "mkdocs.yml:3: notice: the hook hooks/mine.py",
        "mkdocs.yml:10: notice: the plugin redirects",
        "mkdocs.yml:8: notice: the module mine of macros",
        "mkdocs.yml:17: notice: the extension mine.extension:Own",
        "main.py: notice: the module of macros",
    ]


def test_what_is_inherited_is_told_where_it_stands(tmp_path: Path) -> None:
    """A hook of a base file is told by the base file's line."""
    write_tree(tmp_path, {"mkdocs.yml": "INHERIT: conf/base.yml\n", "conf/base.yml": "hooks:\n- theirs.py\n"})
    assert told(tmp_path) == ["conf/base.yml:2: notice: the hook theirs.py"]


def test_what_ships_runs_nothing_else(tmp_path: Path) -> None:
    """The configuration that ships with Rolebook names nothing that would be told."""
    assert told(Path(__file__).parents[2]) == []
    assert told(tmp_path) == []
