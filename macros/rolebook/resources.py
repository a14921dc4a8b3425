"""What ships with Rolebook beside its code: the default configuration, pages and theme.

In a wheel these lie in the package; in a checkout they are the top-level files themselves.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent
_AROUND_A_BUILD = "rolebook_build"
_SHIPPED = _PACKAGE / "defaults"
_BASE = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent.parent


def packages() -> tuple[Path, ...]:
    """Return the folders of the modules that make editions: what runs inside a site build, and around one."""
    around = find_spec(_AROUND_A_BUILD)  # only looked for: what is inside knows nothing of it
    folders = around.submodule_search_locations if around else None
    return (_PACKAGE, *map(Path, folders or ()))


def default_configuration() -> Path:
    """Return the default `mkdocs.yml`."""
    return _BASE / "mkdocs.yml"


def default_docs() -> Path:
    """Return the folder of the default hand-written pages."""
    return _BASE / "docs"


DEFAULT_PAGES = ("gold-standard.md", "how-to-use.md", "index.md")
"""The hand-written pages of every handbook that has none of its own at their addresses."""


def default_pages() -> Mapping[str, Path]:
    """Return the default hand-written pages by their paths in `docs/`."""
    return {name: default_docs() / name for name in DEFAULT_PAGES}


def theme_folders(root: Path) -> list[Path]:
    """Return the theme folders of a handbook folder: its own, then the one that ships."""
    folders = [root / "overrides", default_overrides()]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def default_overrides() -> Path:
    """Return the folder of the theme, the page templates and their parts."""
    return _BASE / "overrides"
