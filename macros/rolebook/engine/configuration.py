"""MkDocs' configuration for one company."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from rolebook.engine.additions import languages_of
from rolebook.engine.fact_links import FactLinks
from rolebook.engine.offline import configure_offline
from rolebook.engine.page_globals import page_environment
from rolebook.engine.rendering import Current
from rolebook.engine.site import Site
from rolebook.engine.slugs import slugs
from rolebook.facts.token import token
from rolebook.load.languages import nearest_language
from rolebook.model.problem import Problem
from rolebook.stamp.folder import brand_asset
from rolebook.stamp.values import SITE_URL

_NO_THEME = ("languages", "pages", "parts", "print")
"""What `overrides/` holds that MkDocs knows nothing of."""
_MACROS = "rolebook.macros"


def configure(config: MkDocsConfig, site: Site, preview: bool) -> tuple[Problem, ...]:
    """Set name, address, language, brand and theme folders; prepare mkdocs-macros.

    Return what is wrong with theme folders.

    Raises `PluginError` when `mkdocs.yml` lacks a plugin that the build cannot do without.
    """
    company = site.handbook.company
    config.site_name = token("company.name")
    config.site_url = SITE_URL if company.url or preview else ""
    config.theme["language"] = nearest_language(company.language, languages_of(config)) or company.language
    config.extra["rolebook_language"] = company.language
    if company.settings.get("offline"):
        configure_offline(config)
    _brand(config, site)
    problems = _theme_folders(config, site)
    _markdown(config)
    macros = config.plugins.get("macros")
    if macros is None:
        raise PluginError("mkdocs.yml: `plugins:` lacks macros; list rolebook, macros and search")
    macros.config["on_undefined"] = "strict"
    macros.config["on_error_fail"] = False
    macros.config["include_dir"] = config.docs_dir
    macros.config["render_by_default"] = True
    macros.config["modules"] = [*macros.config["modules"], _MACROS]
    return problems


def _brand(config: MkDocsConfig, site: Site) -> None:
    brand = site.handbook.company.brand
    if palette := config.theme.get("palette"):
        config.theme["palette"] = _in_colours_of_the_brand(palette)
    if brand.logo:
        config.theme["logo"] = brand_asset("logo", brand.logo)
    if brand.favicon or brand.logo:
        config.theme["favicon"] = brand_asset("favicon", brand.favicon or brand.logo)


def _in_colours_of_the_brand(palette: Any) -> Any:
    """Return a palette of the theme without colours of its own, which would take the place of a company's."""
    if isinstance(palette, list):
        return [_in_colours_of_the_brand(option) for option in palette]
    return {**palette, "primary": "custom", "accent": "custom"} if isinstance(palette, dict) else palette


def _theme_folders(config: MkDocsConfig, site: Site) -> tuple[Problem, ...]:
    custom = [config.theme.custom_dir] if config.theme.custom_dir else []
    before = dict.fromkeys([*custom, *map(str, site.overrides), *config.theme.dirs])
    config.theme.dirs[:] = before
    config.watch.extend(str(site.root / name) for name in _watched(site.root))
    return tuple(problem for folder in custom for problem in _unread(Path(folder), site))


def _unread(folder: Path, site: Site) -> Iterator[Problem]:
    """Yield what lies in a theme folder of another name, where Rolebook does not look for it."""
    if folder.resolve() not in [known.resolve() for known in site.overrides]:
        for name in (name for name in _NO_THEME if (folder / name).is_dir()):
            path = Path(os.path.relpath(folder / name, site.root)).as_posix()
            yield Problem(path, 0, f"is not read; put it into overrides/{name}")


def _watched(root: Path) -> list[str]:
    return [name for name in ("roles", "companies", "docs", "overrides") if (root / name).is_dir()]


def _markdown(config: MkDocsConfig) -> None:
    extensions: list[Any] = config.markdown_extensions
    extensions.append(FactLinks())
    toc = config.mdx_configs.setdefault("toc", {})
    toc["slugify"] = slugs


def configure_macros(config: MkDocsConfig, site: Site, current: Current) -> None:
    """Put the sandbox in the place of the plugin's own environment.

    The attribute is private to mkdocs-macros, which is why its version is pinned.
    """
    macros: Any = config.plugins["macros"]
    macros._env = page_environment(site, dict(macros.macros), current)  # noqa: SLF001
