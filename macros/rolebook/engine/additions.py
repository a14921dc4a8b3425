"""What a configuration adds, read before anything is built."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from rolebook.engine.framed_or_whole import acts_on_pages
from rolebook.engine.own_nav import nav_names
from rolebook.load.additions import Additions
from rolebook.model.docs_page import NameUse
from rolebook.parse.kinds import kinds_by_name


def additions_in(config: MkDocsConfig) -> Additions:
    """Return what a valid configuration adds."""
    kinds = kinds_by_name(config.plugins["rolebook"].config["sections"])
    names = tuple(NameUse(name, 0) for name, _ in nav_names(config.nav))
    acting = tuple(acts_on_pages(config))
    return Additions(kinds, _names(config), names, languages=languages_of(config), acts_on_pages=acting)


def languages_of(config: MkDocsConfig) -> frozenset[str]:
    """Return the languages that the theme speaks, and what the folder's own templates add."""
    folders = [Path(config.config_file_path).parent / "overrides", *map(Path, config.theme.dirs)]
    files = (file for folder in folders for file in (folder / "partials/languages").glob("*.html"))
    return frozenset(file.stem for file in files)


def _names(config: MkDocsConfig) -> frozenset[str] | None:
    macros: Any = config.plugins.get("macros")
    given = macros.config if macros else {}
    root = Path(config.config_file_path).parent
    own_module = any((root / f"{given.get('module_name', 'main')}{end}").exists() for end in ("", ".py"))
    if own_module or given.get("modules") or given.get("include_yaml"):
        return None
    return frozenset(config.extra)
