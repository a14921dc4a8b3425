"""A configuration that was read, as MkDocs takes it."""

import os
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader

from rolebook.engine.configuration_file import ConfigurationError, Written
from rolebook.engine.configuration_problems import configuration_problems
from rolebook.engine.guests import dismiss, receiving
from rolebook.engine.own_nav import nav_faults
from rolebook.engine.trouble import warnings
from rolebook.load.files import configuration_file
from rolebook.model.problem import Problem
from rolebook.resources import DEFAULT_PAGES, default_docs
from rolebook.yaml.nodes import key_node, problem_at, without
from rolebook.yaml.syntax_problems import yaml_problem


def valid_configuration(root: Path, written: Written, overrides: Mapping[str, Any]) -> MkDocsConfig:
    """Return the configuration of a handbook folder. Raises `ConfigurationError` with every problem of it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    given = {**_instead_of_docs(root), **overrides}
    wrong_menu = tuple(nav_faults(written.node))
    node = without(written.node, ["nav"]) if wrong_menu else written.node
    config, problems = _validated(root, node, given)
    if problems or wrong_menu:
        raise ConfigurationError((*problems, *wrong_menu))
    return config


def _instead_of_docs(root: Path) -> dict[str, str]:
    """Return where hand-written pages come from in a folder that has none of its own."""
    if (root / "docs").is_dir():
        return {}
    others = sorted(path.name for path in default_docs().iterdir() if path.name not in DEFAULT_PAGES)
    return {"docs_dir": str(default_docs()), "exclude_docs": "\n".join(f"/{name}" for name in others)}


def _validated(
    root: Path, node: yaml.MappingNode, given: Mapping[str, Any]
) -> tuple[MkDocsConfig, list[Problem]]:
    """Return what MkDocs makes of a configuration, and what is wrong with it.

    MkDocs stops at the first key that is wrong; what follows is validated without it.
    """
    # MkDocs keeps plugins from one configuration to the next; a preview has two at a time.
    kept: Any = MkDocsConfig.plugins
    kept.plugin_cache.clear()
    dismiss()
    file = configuration_file(root)
    config = MkDocsConfig(config_file_path=str(file))
    try:
        config.load_dict(_data(node, config))
        config.load_dict(dict(given))
        with warnings(), receiving():
            errors, warned = config.validate()
    except yaml.MarkedYAMLError as error:
        return config, [_of_tag(error, file.name)]
    except MkDocsException as error:
        return config, [Problem(file.name, 0, str(error))]
    except Exception as error:  # noqa: BLE001 - a hook or a plugin of the folder's own may raise anything
        return config, [_of_code(error, root, node)]
    messages = [(key, str(said).replace(f"{root}/", "")) for key, said in (*errors, *warned)]
    problems = list(configuration_problems(messages, node))
    wrong = {key for key, _ in errors}
    if wrong & {key.value for key, _ in node.value}:
        # Which plugins there are depends on the theme.
        theme = {"theme": {"name": "material"}} if "theme" in wrong else {}
        problems += _validated(root, without(node, wrong), {**given, **theme})[1]
    return config, problems


def _data(node: yaml.Node, config: MkDocsConfig) -> dict[str, Any]:
    data: dict[str, Any] = get_yaml_loader(config=config)("").construct_document(node)
    return data


def _of_tag(error: yaml.MarkedYAMLError, configuration: str) -> Problem:
    """Return what to say of a value with a tag that nothing can be made of."""
    mark = error.problem_mark
    said = str(error.problem)
    if not mark or "recursive" in said or "could not determine a constructor" in said:
        return yaml_problem(error, "", mark.name if mark else configuration)
    return Problem(mark.name, mark.line + 1, said)


def _of_code(error: Exception, root: Path, node: yaml.Node) -> Problem:
    """Return what to say of an error in code that the configuration names: where in the folder it arose."""
    message = f"{type(error).__name__}: {error}"
    for file, line in reversed(list(_frames(error))):
        if file.is_relative_to(root):
            return Problem(file.relative_to(root).as_posix(), line, message)
    return problem_at(key_node(node, ["hooks"]), f"cannot be used: {message}")


def _frames(error: Exception) -> Iterator[tuple[Path, int]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield Path(frame.filename), frame.lineno or 0
