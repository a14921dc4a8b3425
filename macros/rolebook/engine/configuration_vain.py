"""What a configuration names that is not there, or that comes to nothing without a word of MkDocs."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from rolebook.model.problem import Problem, warning
from rolebook.resources import theme_folders
from rolebook.yaml.nodes import entries, problem_at, value_at

_FILES = (("extra_css",), ("extra_javascript",), ("theme", "logo"), ("theme", "favicon"))
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.IGNORECASE)
_BRING_FILES = frozenset({"rolebook", "macros", "search", "material/search", "tags", "material/tags"})
"""Plugins that add no file which a configuration may name."""


def vain_problems(root: Path, config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    """Yield what a valid configuration names in vain: files, languages of search, its separator."""
    if not config.hooks and config.plugins.keys() <= _BRING_FILES:
        yield from _files(root, config, node)
    yield from _languages(config, node)
    yield from _separator(node)


def _files(root: Path, config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    folders = [Path(config.docs_dir), *theme_folders(root), *map(Path, config.theme.dirs)]
    for keys in _FILES:
        for place in _named(value_at(node, *keys)):
            name = str(place.value).partition("?")[0]
            if not _ELSEWHERE.match(name) and not any((folder / name).is_file() for folder in folders):
                message = f'{".".join(keys)}: there is no file "{name}" in docs/ or overrides/'
                yield warning(problem_at(place, message))


def _named(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield the texts that name files: one, each of a list, or the `path:` of each."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        place = value_at(item, "path") if isinstance(item, yaml.MappingNode) else item
        if isinstance(place, yaml.ScalarNode):
            yield place


def _languages(config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    named, search = value_at(node, "plugins", "search", "lang"), config.plugins.get("material/search")
    spoken = search.config.get("lang") or [] if search else []
    for entry in entries(named) if named and search else ():
        if entry.key.value not in spoken:
            message = f'plugins.search.lang: search does not know the language "{entry.key.value}"'
            yield warning(problem_at(entry.key, message))


def _separator(node: yaml.Node) -> Iterator[Problem]:
    place = value_at(node, "plugins", "search", "separator")
    if isinstance(place, yaml.ScalarNode):
        try:
            # Python names groups by other letters than browsers do.
            re.compile(place.value.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!"))
        except re.error as error:
            message = f"plugins.search.separator: no regular expression, so that nothing is found: {error}"
            yield warning(problem_at(place, message))
