"""Building and previewing one company's site, for the command line."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from rolebook.assemble.declared import Declared
from rolebook.engine.additions import additions_in
from rolebook.engine.plugin import Given, RolebookPlugin
from rolebook.engine.trouble import build_errors, warnings
from rolebook.load.additions import Additions
from rolebook.load.content import Content
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.resources import DEFAULT_PAGES, default_configuration, default_docs


class _NamedStream(BytesIO):
    """A configuration that is not on disk, named as if it lay in the handbook folder."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def site_configuration(root: Path, **overrides: Any) -> MkDocsConfig:
    """Return the configuration of a handbook folder; the default one where it has no `mkdocs.yml`.

    Raises `BuildError` when it is not valid.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    own = root / "mkdocs.yml"
    if not own.is_file():
        # The repository named in the default configuration is not that of the folder.
        overrides = {"repo_url": "", "edit_uri": ""} | overrides
    if not (root / "docs").is_dir():
        others = sorted(path.name for path in default_docs().iterdir() if path.name not in DEFAULT_PAGES)
        left_out = "\n".join(f"/{name}" for name in others)
        overrides = {"docs_dir": str(default_docs()), "exclude_docs": left_out} | overrides
    source = own if own.is_file() else default_configuration()
    stream = _NamedStream(source.read_bytes(), str(own))
    # MkDocs keeps plugins from one configuration to the next; a preview has two at a time.
    kept: Any = MkDocsConfig.plugins
    kept.plugin_cache.clear()
    with warnings() as found:
        try:
            config = load_config(config_file=stream, **overrides)
        except (MkDocsException, Abort) as error:
            raise BuildError("\n".join(["mkdocs.yml:", *found, str(error)])) from error
    if "rolebook" not in config.plugins:
        raise BuildError("mkdocs.yml: `plugins:` lacks rolebook; list rolebook, macros and search")
    return config


def folder_additions(root: Path) -> Additions:
    """Return what the configuration of a handbook folder adds."""
    return additions_in(site_configuration(root))


def build_site(
    root: Path,
    content: Content,
    company: str,
    target: Path,
    preview_url: str = "",
    earlier: Path | None = None,
) -> None:
    """Build one company's site into a folder; a preview's pages carry the preview's address.

    Documents to print that are unchanged in `earlier`, the company's site of before, are taken from there.

    Raises `BuildError` with every warning MkDocs had.
    """
    given = {"site_url": preview_url} if preview_url else {}
    config = site_configuration(root, site_dir=str(target), strict=True, **given)
    plugin_of(config).provide(Given(content, company, earlier))
    _build(config, "serve" if preview_url else "build", root)


def build_shape(
    root: Path,
    content: Content,
    faceless: Company,
    declared: Declared,
    target: Path,
    *,
    preview: bool = False,
) -> None:
    """Build a shape into a folder: the site of a company without a face, with tokens for facts.

    The content has been checked; `declared` are the facts of all companies. Raises `BuildError` with
    every warning MkDocs had.
    """
    config = site_configuration(root, site_dir=str(target), strict=True)
    plugin_of(config).provide(Given(content, faceless=faceless, declared=declared))
    _build(config, "serve" if preview else "build", root)


def _build(config: MkDocsConfig, command: Literal["build", "serve"], root: Path) -> None:
    with build_errors(root):
        try:
            config.plugins.on_startup(command=command, dirty=False)
            build(config)
        finally:
            config.plugins.on_shutdown()


def plugin_of(config: MkDocsConfig) -> RolebookPlugin:
    """Return Rolebook's own plugin."""
    plugin = config.plugins["rolebook"]
    if not isinstance(plugin, RolebookPlugin):
        raise BuildError('mkdocs.yml does not list the plugin "rolebook"')
    return plugin
