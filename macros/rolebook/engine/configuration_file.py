"""A folder's `mkdocs.yml`, merged over the one that ships; as YAML nodes, which know their lines."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rolebook.engine.configuration_code import tag_problems
from rolebook.engine.configuration_rules import refused, without_effect
from rolebook.load.files import CONFIGURATIONS, configuration_file
from rolebook.load.text import read_text
from rolebook.model.problem import BuildError, Problem
from rolebook.resources import default_configuration
from rolebook.yaml.merge import Merger
from rolebook.yaml.nodes import MAP, TEXT, flattened, is_text, problem_at, value_at, without
from rolebook.yaml.syntax_problems import yaml_problem
from rolebook.yaml.text import read_nodes

_NAMED_LISTS = (("plugins",), ("markdown_extensions",), ("theme", "features"))
_REPOSITORY = ("repo_url", "repo_name", "edit_uri", "edit_uri_template")
_NOTHING = yaml.MappingNode(MAP, [])


class ConfigurationError(BuildError):
    """A configuration that is not valid, with every problem of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(*self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process raise it here."""
        return type(self), (self.problems,)


@dataclass(frozen=True)
class Written:
    """A folder's whole configuration, and what to say of it that keeps nothing from being built.

    `taken_out` is what the folder left out of the lists that ship, as it would write it.
    """

    node: yaml.MappingNode
    warnings: tuple[Problem, ...] = ()
    taken_out: tuple[str, ...] = ()


def read_configuration(root: Path) -> Written:
    """Return the configuration of a handbook folder: its own merged over the one that ships.

    Raises `ConfigurationError` with every problem of its own.
    """
    shipped, problems = _ConfigurationReader(default_configuration().parent).read(default_configuration())
    own, of_own = _own(root)
    merger = Merger(_NAMED_LISTS)
    whole = merger.merged(_adopted(shipped, own), own)
    problems += (*of_own, *merger.problems, *refused(own), *tag_problems(whole))
    if problems or not isinstance(whole, yaml.MappingNode):
        raise ConfigurationError(problems)
    return Written(whole, tuple(without_effect(own)), tuple(merger.taken_out))


def _own(root: Path) -> tuple[yaml.MappingNode, list[Problem]]:
    file = configuration_file(root)
    wrong = list(_misplaced(root, file))
    if file.is_file():
        own, problems = _ConfigurationReader(root).read(file)
        try:
            return _with_theme_as_mapping(flattened(own)), [*wrong, *problems]
        except yaml.MarkedYAMLError as error:
            return _NOTHING, [*wrong, *problems, yaml_problem(error, "", file.name)]
    return _NOTHING, wrong


def _misplaced(root: Path, read: Path) -> Iterator[Problem]:
    """Yield the configurations that are not read, so that nobody believes that they are."""
    for name in CONFIGURATIONS:
        misnamed = root / f"{name.removesuffix('.yml')}.yaml"
        if name != read.name and (root / name).is_file():
            yield Problem(name, 0, f"is not read beside {read.name}; keep one of the two")
        if misnamed.is_file() and not read.is_file():
            yield Problem(misnamed.name, 0, f"is not read; rename it to {name}")


class _ConfigurationReader:
    """Reads configurations of one folder, with those that they inherit."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._problems: list[Problem] = []
        self._seen: list[Path] = []

    def read(self, file: Path) -> tuple[yaml.MappingNode, list[Problem]]:
        """Return what a file holds, what it inherits included, and every problem found on the way."""
        return self._read(file) or _NOTHING, self._problems

    def _read(self, file: Path) -> yaml.MappingNode | None:
        path = Path(os.path.relpath(file, self._root)).as_posix()
        text = read_text(file, path)
        if isinstance(text, Problem):
            self._problems.append(text)
            return None
        node, problems = read_nodes(text, path, yaml.Loader)
        self._problems += problems
        if isinstance(node, yaml.MappingNode):
            return self._inherited(node, file)
        if node:
            self._problems.append(Problem(path, 1, "holds no `key: value` lines"))
        return None

    def _inherited(self, node: yaml.MappingNode, file: Path) -> yaml.MappingNode:
        """Return a configuration over the one that it inherits, as MkDocs does: lists are replaced."""
        named = value_at(node, "INHERIT")
        if not named:
            return node
        self._seen.append(file.resolve())
        own = without(node, ["INHERIT"])
        if not is_text(named) or not named.value:
            self._problems.append(problem_at(named, "INHERIT must be the path of one file"))
            return own
        base = file.parent / named.value
        is_there = os.path.isfile(base)  # noqa: PTH113 - what no path can be is not there; Path would raise
        if not is_there or base.resolve() in self._seen:
            wrong = "inherits itself" if is_there else "is not there"
            self._problems.append(problem_at(named, f"INHERIT: {named.value} {wrong}"))
            return own
        inherited = self._read(base)
        merged = Merger().merged(inherited, own) if inherited else own
        return merged if isinstance(merged, yaml.MappingNode) else own


def _adopted(base: yaml.MappingNode, own: yaml.MappingNode) -> yaml.MappingNode:
    """Return what ships, as a folder takes it: the repository that it names is not that of the folder."""
    if not value_at(own, "repo_url"):
        return without(base, _REPOSITORY)
    return without(base, ["edit_uri"]) if value_at(own, "edit_uri_template") else base


def _with_theme_as_mapping(own: yaml.MappingNode) -> yaml.MappingNode:
    """Return a configuration that says `theme: {name: material}` for `theme: material`."""
    theme = value_at(own, "theme")
    if not isinstance(theme, yaml.ScalarNode) or theme.tag != TEXT:
        return own
    name = yaml.ScalarNode(TEXT, "name", theme.start_mark, theme.end_mark)
    mapping = yaml.MappingNode(MAP, [(name, theme)], theme.start_mark, theme.end_mark, flow_style=False)
    pairs = [(key, mapping if value is theme else value) for key, value in own.value]
    return yaml.MappingNode(own.tag, pairs, own.start_mark, own.end_mark, own.flow_style)
