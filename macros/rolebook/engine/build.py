"""Building shapes with MkDocs, for the command line."""

from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from rolebook.assemble.declared_facts import Declared
from rolebook.engine.additions import additions_in
from rolebook.engine.build_warnings import problems_in
from rolebook.engine.configuration_file import ConfigurationError, read_configuration
from rolebook.engine.configuration_vain import vain_problems
from rolebook.engine.configuration_valid import valid_configuration
from rolebook.engine.engine import ShapeContext
from rolebook.engine.framed_or_whole import is_all_shipped
from rolebook.engine.needs_check import needs_in_vain
from rolebook.engine.own_nav import nav_entries
from rolebook.engine.plugin import RolebookPlugin
from rolebook.engine.theme_templates import template_problems
from rolebook.engine.trouble import build_errors
from rolebook.load.additions import Additions
from rolebook.load.content import Content
from rolebook.model.company import Company
from rolebook.model.problem import BuildError, Problem


def site_configuration(root: Path, **overrides: Any) -> MkDocsConfig:
    """Return the configuration of a handbook folder: its `mkdocs.yml`, merged over the one that ships.

    Raises `BuildError` when it is not valid.
    """
    return valid_configuration(root, read_configuration(root), overrides)


def folder_additions(root: Path) -> Additions:
    """Return what the configuration of a handbook folder adds, and what is wrong with it.

    Where it is not valid, nothing is known to be added, nor that any name of a page's is wrong.
    """
    try:
        written = read_configuration(root)
        config = valid_configuration(root, written, {})
    except ConfigurationError as error:
        return Additions(names=None, problems=error.problems)
    vain = vain_problems(root, config, written.node)
    problems = (*written.warnings, *vain, *template_problems(root, config), *needs_in_vain(root))
    return replace(additions_in(config), nav=tuple(nav_entries(written.node)), problems=problems)


def build_shape(root: Path, given: ShapeContext, target: Path, *, preview: bool = False) -> None:
    """Build a shape into a folder: the site of a company without a face, with tokens for facts.

    The declared facts are those of all companies. A rehearsal leaves pages out where all that makes them
    ships. Raises `BuildError` with every warning MkDocs had.
    """
    config = site_configuration(root, site_dir=str(target.absolute()), strict=True)
    rehearses = given.rehearses and is_all_shipped(config)
    plugin = plugin_of(config)
    plugin.provide(replace(given, rehearses=rehearses))
    # What a configuration names relative to nothing, such as folders of snippets, is meant from its folder.
    with build_errors(root, lambda: plugin.sources(root)) as messages, chdir(root):
        try:
            config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
            build(config)
        finally:
            config.plugins.on_shutdown()
    if messages:
        raise BuildError(*problems_in(messages, plugin.sources(root)))


def refusals(
    root: Path, content: Content, anonymous: Company, declared: Declared, target: Path
) -> tuple[str | Problem, ...]:
    """Return why a shape cannot be built, which a rehearsal or, where need be, a build aside shows.

    What of the shape was made for that lies in `target`.
    """
    try:
        build_shape(root, ShapeContext(content, anonymous, declared, rehearses=True), target)
    except BuildError as error:
        return error.reasons
    return ()


def plugin_of(config: MkDocsConfig) -> RolebookPlugin:
    """Return Rolebook's own plugin."""
    plugin = config.plugins["rolebook"]
    if not isinstance(plugin, RolebookPlugin):
        raise BuildError('mkdocs.yml does not list the plugin "rolebook"')
    return plugin
