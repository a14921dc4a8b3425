"""Which way pages go: framed, or each through MkDocs, where something of the folder's own acts on pages.

Hooks, plugins, modules and templates of the theme may do so; the build says when pages go the long way.
Indexes, and pages that a menu of the folder's own names, go it always, for no two of them are alike.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig

from rolebook.load.files import files_below
from rolebook.resources import default_overrides

_PLUGINS = frozenset({"rolebook", "macros"})
_TEMPLATES = (".html", ".md", ".xml")
_OF_CONTENT = frozenset({"pages", "parts"})
"""What in a theme folder makes the content of pages; all else there makes what is around it."""


def acts_on_pages(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield what of the folder's own may look at finished pages or change them: file and name."""
    yield from own_code(config)
    for folder, path in own_templates(config):
        if path.parts[0] not in _OF_CONTENT:
            yield f"{folder.name}/{path.as_posix()}", "this template"


def own_code(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield the code of the folder's own that MkDocs runs: the file that names it, and what it is."""
    configuration = Path(config.config_file_path).name
    yield from ((configuration, f"the hook {name}") for name in config.hooks)
    for name, plugin in config.plugins.items():
        if name not in _PLUGINS and not isinstance(plugin, SearchPlugin):
            yield configuration, f"the plugin {name}"
    yield from ((configuration, f"the module {name}") for name in _modules(config))


def is_all_shipped(config: MkDocsConfig) -> bool:
    """Tell whether all that makes pages ships with Rolebook."""
    return not any(acts_on_pages(config)) and not any(own_templates(config))


def own_templates(config: MkDocsConfig) -> Iterator[tuple[Path, Path]]:
    """Yield the templates in theme folders of the handbook folder's own: the folder, and the path there."""
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for folder in (Path(config.config_file_path).parent / "overrides", *custom):
        if folder.resolve() != default_overrides().resolve():
            yield from ((folder, path.relative_to(folder)) for path in files_below(folder, *_TEMPLATES))


def _modules(config: MkDocsConfig) -> Iterator[str]:
    """Yield the code of the folder's own that mkdocs-macros is given."""
    macros: Any = config.plugins.get("macros")
    given: Mapping[str, Any] = macros.config if macros else {"modules": [], "module_name": "main"}
    yield from (name for name in given["modules"] if name != "rolebook.macros")
    module = Path(config.config_file_path).parent / given["module_name"]
    yield from (str(given["module_name"]) for end in ("", ".py") if Path(f"{module}{end}").exists())
