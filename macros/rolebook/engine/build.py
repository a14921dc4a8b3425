"""Building and previewing one company's site, for the command line."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from rolebook.assemble.declared import Declared
from rolebook.engine.additions import additions_in
from rolebook.engine.page_environment import template_place
from rolebook.engine.plugin import Given, RolebookPlugin
from rolebook.load.additions import Additions
from rolebook.load.folder import Content
from rolebook.model.company import Company
from rolebook.model.problem import BuildError, Problem
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
    with _messages() as found:
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
    _plugin(config).provide(Given(content, company, earlier))
    _build(config, "serve" if preview_url else "build", root)


def build_shape(root: Path, content: Content, faceless: Company, declared: Declared, target: Path) -> None:
    """Build a shape into a folder: the site of a company without a face, with tokens for facts.

    The content has been checked; `declared` are the facts of all companies. Raises `BuildError` with
    every warning MkDocs had.
    """
    config = site_configuration(root, site_dir=str(target), strict=True)
    _plugin(config).provide(Given(content, faceless=faceless, declared=declared))
    _build(config, "build", root)


def _build(config: MkDocsConfig, command: Literal["build", "serve"], root: Path) -> None:
    with _messages() as found:
        try:
            config.plugins.on_startup(command=command, dirty=False)
            build(config)
        except (MkDocsException, Abort) as error:
            raise BuildError("\n".join(found or [str(error)])) from error
        except TemplateError as error:
            raise BuildError(_template_problem(error, root)) from error
        finally:
            config.plugins.on_shutdown()


def _template_problem(error: TemplateError, root: Path) -> str:
    """Return where in the theme an error arose, and what it was."""
    place = template_place(error)
    file = Path(place[0])
    shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return str(Problem(shown, place[1], str(error)))


def _plugin(config: MkDocsConfig) -> RolebookPlugin:
    plugin = config.plugins["rolebook"]
    if not isinstance(plugin, RolebookPlugin):
        raise BuildError('mkdocs.yml does not list the plugin "rolebook"')
    return plugin


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagates
