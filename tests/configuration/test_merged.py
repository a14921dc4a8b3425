"""A folder's own `mkdocs.yml` over the one that ships."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from rolebook.engine.build import site_configuration
from rolebook.engine.configuration_file import read_configuration
from rolebook.resources import default_configuration
from rolebook.yaml.nodes import as_text
from tests.conftest import write_tree

SHIPPED: dict[str, Any] = yaml.safe_load(default_configuration().read_text(encoding="utf-8"))
REPO = "repo_url: https://git.acme.example/people\n"


def merged(root: Path, own: str, **files: str) -> dict[str, Any]:
    """Return the configuration of a folder with this `mkdocs.yml`, as data."""
    write_tree(root, {"mkdocs.yml": own} | files)
    data: dict[str, Any] = yaml.safe_load(as_text(read_configuration(root).node))
    return data


def configured(root: Path, own: str, **files: str) -> MkDocsConfig:
    """Return the configuration as MkDocs takes it."""
    return site_configuration(write_tree(root, {"mkdocs.yml": own} | files))


def test_a_repository_is_enough(tmp_path: Path) -> None:
    """All else comes from what ships, edit links included."""
    assert merged(tmp_path, REPO) == SHIPPED | {"repo_url": "https://git.acme.example/people"}


@pytest.mark.parametrize("own", ["", "# nothing\n", "site_name: Ours\n", "plugins:\ntheme:\n"])
def test_a_repository_is_nobodys_elses(own: str, tmp_path: Path) -> None:
    """Where a folder names no repository, the one that ships is not taken for its own."""
    found = merged(tmp_path, own)
    assert {**SHIPPED, "site_name": found["site_name"]} == {
        **found,
        **{k: SHIPPED[k] for k in ("repo_url", "edit_uri")},
    }
    assert not {"repo_url", "edit_uri"} & found.keys()


def test_a_template_for_edit_links(tmp_path: Path) -> None:
    """It takes the place of the address that ships, which MkDocs would warn of beside it."""
    found = configured(tmp_path, REPO + "edit_uri_template: 'edit?file={path!q}'\n")
    assert (str(found.edit_uri_template), found.edit_uri) == ("edit?file={path!q}", None)


def test_lists_of_names_add(tmp_path: Path) -> None:
    """A new plugin joins, options of a known one are merged, and `false` takes one out."""
    own = (
        "plugins: [tags, search: {lang: de}]\n"
        "markdown_extensions:\n  - abbr\n  - footnotes: false\n  - toc: {permalink: true, toc_depth: 3}\n"
        "theme: {features: [toc.follow: false, navigation.top]}\n"
    )
    found = merged(tmp_path, own)
    fields = SHIPPED["plugins"][2]["search"]["fields"]
    assert found["plugins"] == ["rolebook", "macros", {"search": {"fields": fields, "lang": "de"}}, "tags"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in found["markdown_extensions"]]
    shipped = [name if isinstance(name, str) else next(iter(name)) for name in SHIPPED["markdown_extensions"]]
    assert names == [*(name for name in shipped if name != "footnotes"), "abbr"]
    assert {"toc": {"permalink": True, "toc_depth": 3}} in found["markdown_extensions"]
    assert found["theme"]["features"] == ["search.highlight", "search.suggest", "navigation.top"]
    assert found["theme"]["palette"] == SHIPPED["theme"]["palette"]


@pytest.mark.parametrize(
    "plugins", ["{search: {lang: de}}", "[{material/search: {lang: de}}]", "\n  search:\n    lang: de"]
)
def test_the_forms_of_a_list(plugins: str, tmp_path: Path) -> None:
    """Plugins may be a list or lines, with the theme's name or without."""
    found = configured(tmp_path, f"plugins: {plugins}\n")
    assert sorted(found.plugins) == ["macros", "material/search", "rolebook"]
    assert found.plugins["material/search"].config["lang"] == ["de"]
    assert found.plugins["material/search"].config["fields"]["title"] == {"boost": 8}


def test_what_is_no_list_of_names_is_replaced(tmp_path: Path) -> None:
    """A palette, a menu and a theme's custom folder are what the folder says."""
    own = "theme: {name: material, palette: {scheme: slate}, font: {text: Inter}}\nextra: {a: [1]}\n"
    found = merged(tmp_path, own)
    assert found["theme"]["palette"] == {"scheme": "slate"}
    assert (found["theme"]["font"], found["extra"]) == ({"text": "Inter"}, {"a": [1]})
    assert found["validation"] == SHIPPED["validation"]


def test_tags_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What MkDocs reads by tags is read, and printed as it was written."""
    own = (
        "copyright: !ENV [ROLEBOOK_TEST_COPYRIGHT, nobody]\nmarkdown_extensions:\n  - pymdownx.superfences:\n"
        "      custom_fences:\n        - name: mermaid\n          class: mermaid\n"
        "          format: !!python/name:pymdownx.superfences.fence_code_format\n"
        "  - pymdownx.snippets: {base_path: [!relative $config_dir/parts]}\n"
    )
    monkeypatch.setenv("ROLEBOOK_TEST_COPYRIGHT", "Acme")
    found = configured(tmp_path, own)
    assert found.copyright == "Acme"
    assert callable(found.mdx_configs["pymdownx.superfences"]["custom_fences"][0]["format"])
    assert str(found.mdx_configs["pymdownx.snippets"]["base_path"][0]) == str(tmp_path / "parts")
    printed = as_text(read_configuration(tmp_path).node)
    for tag in (
        "!ENV [ROLEBOOK_TEST_COPYRIGHT, nobody]",
        "!!python/name:pymdownx",
        "!relative",
    ):
        assert tag in printed


def test_what_is_printed_is_whole(tmp_path: Path) -> None:
    """A configuration that was printed, merged once more, is itself."""
    own = REPO + "plugins: [tags]\ntheme: {features: [toc.follow: false]}\n"
    write_tree(tmp_path, {"mkdocs.yml": own})
    first = as_text(read_configuration(tmp_path).node)
    (tmp_path / "mkdocs.yml").write_text(
        first.replace("features:\n", "features:\n  - toc.follow: false\n"), "utf-8"
    )
    assert as_text(read_configuration(tmp_path).node) == first


def test_inherit(tmp_path: Path) -> None:
    """`INHERIT` is as in MkDocs: keys are merged, lists replaced; then both lie over what ships."""
    base = REPO + "plugins: [tags]\nextra: {a: 1, b: 2}\n"
    own = "INHERIT: shared/base.yml\nplugins: [search: false]\nextra: {b: 3}\n"
    found = merged(tmp_path, own, **{"shared/base.yml": base})
    assert found["plugins"] == ["rolebook", "macros"]
    assert (found["repo_url"], found["extra"]) == ("https://git.acme.example/people", {"a": 1, "b": 3})
    assert "INHERIT" not in found


def test_parts_that_repeat(tmp_path: Path) -> None:
    """An anchor's mapping, taken by `<<`, wins over what ships as if it were written there."""
    own = "extra: &ours {font: {text: Inter}}\ntheme: {<<: *ours, name: material}\n"
    assert merged(tmp_path, own)["theme"]["font"] == {"text": "Inter"}
