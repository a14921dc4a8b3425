"""A build without the pages that Rolebook makes by itself: what can go wrong in the others, in little time.

What a generated page is made of ships with Rolebook, and role text meets nothing there that could refuse it.
Where a folder has templates, plugins or modules of its own, nothing but a whole build knows.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from rolebook.engine.generated import GeneratedFile
from rolebook.load.files import files_below
from rolebook.resources import default_overrides

_PLUGINS = frozenset({"rolebook", "macros", "search", "material/search"})
_TEMPLATES = (".html", ".md", ".xml")


def knows_all(config: MkDocsConfig) -> bool:
    """Tell whether all that makes pages ships with Rolebook, so that a rehearsal shows what a build would."""
    has_code = config.hooks or config.plugins.keys() - _PLUGINS or _has_modules(config)
    return not has_code and not any(_has_templates(folder) for folder in _themes(config))


def _has_modules(config: MkDocsConfig) -> bool:
    """Tell whether mkdocs-macros is given code of the folder's own."""
    macros: Any = config.plugins.get("macros")
    given: Mapping[str, Any] = macros.config if macros else {"modules": [], "module_name": "main"}
    module = Path(config.config_file_path).parent / given["module_name"]
    return bool(given["modules"]) or any(Path(f"{module}{end}").exists() for end in ("", ".py"))


def _themes(config: MkDocsConfig) -> list[Path]:
    """Return the theme folders of the handbook folder's own."""
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    named = [Path(config.config_file_path).parent / "overrides", *custom]
    return [folder for folder in named if folder.resolve() != default_overrides().resolve()]


def _has_templates(folder: Path) -> bool:
    return bool(files_below(folder, *_TEMPLATES))


def hush_generated(files: Files) -> None:
    """Let generated pages say nothing for now."""
    for file in files:
        if isinstance(file, GeneratedFile):
            file.content_string = ""


def leave_out_generated(files: Files, config: MkDocsConfig) -> None:
    """Keep generated pages from being built, and read those to whose headings others link."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = {target for page in pages for target in page.links_to_anchors or ()}
    for file in files:
        if isinstance(file, GeneratedFile):
            file.inclusion = InclusionLevel.EXCLUDED
            if file in linked and file.page:
                file.content_string = file.rolebook.markdown
                _populate_page(file.page, config, files)
