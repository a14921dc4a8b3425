"""Which engine makes the pages: the one that is asked for, by an option or by the folder's configuration."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from rolebook.engines import MKDOCS, NAMES, TITLES, choose, is_installed, preferred
from rolebook.load.files import configuration_file
from rolebook.model.problem import BuildError
from rolebook_cli.report import Report

_F = TypeVar("_F", bound=Callable[..., Any])


def engine_option(command: _F) -> _F:
    """Give a command the option `--engine`."""
    return click.option(
        "--engine", type=click.Choice(NAMES), default=None, help="What makes the pages; MkDocs by default."
    )(command)


def choose_engine(root: Path, asked: str | None = None) -> None:
    """Choose what makes the pages of this run: what is `asked`, what the folder names, or what there is.

    Raises `UsageError` or `BuildError` where that is not installed.
    """
    if asked and not is_installed(asked):
        raise click.UsageError(f"--engine {asked}: {_lacks(asked)}")
    engine = asked or (_configured(root) if configuration_file(root).is_file() else "")
    if not engine and preferred() != MKDOCS:
        Report().failure(f"{TITLES[MKDOCS]} is not installed, so {TITLES[preferred()]} makes the pages")
    choose(engine or preferred())


def _configured(root: Path) -> str:
    """Return what the configuration names, nothing where it names none; what is wrong is said elsewhere."""
    import yaml  # noqa: PLC0415 - most folders configure nothing

    from rolebook.engine.configuration_file import ConfigurationError, read_configuration  # noqa: PLC0415
    from rolebook.yaml.nodes import problem_at, value_at  # noqa: PLC0415

    engine: yaml.Node | None = None
    with suppress(ConfigurationError):
        engine = value_at(read_configuration(root).node, "plugins", "rolebook", "engine")
    if engine and engine.tag.startswith("!"):
        raise BuildError(problem_at(engine, f"engine: is read before tags are; write {' or '.join(NAMES)}"))
    named = str(engine.value) if isinstance(engine, yaml.ScalarNode) and engine.value in NAMES else ""
    if engine and named and not is_installed(named):
        raise BuildError(problem_at(engine, f"engine: {_lacks(named)}"))
    return named


def _lacks(engine: str) -> str:
    package = "rolebook" if engine == MKDOCS else f"rolebook[{engine}]"
    return f"{TITLES[engine]} is not installed; pip install '{package}'"
