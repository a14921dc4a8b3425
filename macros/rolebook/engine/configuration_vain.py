"""What a configuration names that is not there, or that comes to nothing without a word of MkDocs."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.resources import theme_folders
from rolebook.yaml.nodes import entries, problem_at, value_at

_FILES = (("extra_css",), ("extra_javascript",), ("theme", "logo"), ("theme", "favicon"))
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.IGNORECASE)
_BRING_FILES = frozenset({"rolebook", "macros", "search", "material/search", "tags", "material/tags"})
"""Plugins that add no file which a configuration may name."""

FEATURES = (
    *("announce.dismiss", "content.action.edit", "content.action.view", "content.code.annotate"),
    *("content.code.copy", "content.code.select", "content.footnote.tooltips", "content.lazy"),
    *("content.tabs.link", "content.tooltips", "header.autohide", "navigation.expand", "navigation.footer"),
    *("navigation.indexes", "navigation.instant", "navigation.instant.prefetch"),
    *("navigation.instant.preview", "navigation.instant.progress", "navigation.path", "navigation.prune"),
    *("navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top"),
    *("navigation.tracking", "search.highlight", "search.share", "search.suggest", "toc.follow"),
    "toc.integrate",
)
"""What Material's templates and scripts ask for; Material itself passes others by without a word."""


def vain_problems(root: Path, config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    """Yield what a valid configuration names in vain: files, languages of search, its separator."""
    if not config.hooks and config.plugins.keys() <= _BRING_FILES:
        yield from _files(root, config, node)
    yield from _features(root, config, node)
    yield from _languages(config, node)
    yield from _separator(node)


def _files(root: Path, config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    folders = [Path(config.docs_dir), *theme_folders(root), *map(Path, config.theme.dirs)]
    for keys in _FILES:
        for named in _named(value_at(node, *keys)):
            name = str(named.value).partition("?")[0]
            if not _ELSEWHERE.match(name) and not any((folder / name).is_file() for folder in folders):
                message = f'{".".join(keys)}: there is no file "{name}" in docs/ or overrides/'
                yield warning(problem_at(named, message))


def _named(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield the texts that name files: one, each of a list, or the `path:` of each."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        named = value_at(item, "path") if isinstance(item, yaml.MappingNode) else item
        if isinstance(named, yaml.ScalarNode):
            yield named


def _features(root: Path, config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    """Yield features that neither the theme knows nor a template or script of the folder's own asks for."""
    listed = value_at(node, "theme", "features")
    unknown = [entry for entry in entries(listed) if entry.name not in FEATURES] if listed else []
    asked = _own_texts(root, config) if unknown else ""
    for entry in unknown:
        if entry.name not in asked:
            hint = did_you_mean(entry.name, FEATURES)
            message = f'theme.features: the theme has no feature "{entry.name}"{hint}'
            yield warning(problem_at(entry.key, message))


def _own_texts(root: Path, config: MkDocsConfig) -> str:
    """Return what stands in the folder's own templates and scripts."""
    folders = (root / "overrides", Path(config.theme.custom_dir or root / "overrides"), Path(config.docs_dir))
    files = [file for folder in dict.fromkeys(folders) for file in folder.rglob("*") if file.is_file()]
    own = [file for file in files if file.suffix in (".html", ".js", ".mjs")]
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in own)


def _languages(config: MkDocsConfig, node: yaml.Node) -> Iterator[Problem]:
    named, search = value_at(node, "plugins", "search", "lang"), config.plugins.get("material/search")
    known = search.config.get("lang") or [] if search else []
    for entry in entries(named) if named and search else ():
        if entry.key.value not in known:
            message = f'plugins.search.lang: search does not know the language "{entry.key.value}"'
            yield warning(problem_at(entry.key, message))


def _separator(node: yaml.Node) -> Iterator[Problem]:
    pattern = value_at(node, "plugins", "search", "separator")
    if isinstance(pattern, yaml.ScalarNode):
        try:
            # Python names groups by other letters than browsers do.
            re.compile(pattern.value.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!"))
        except re.error as error:
            message = f"plugins.search.separator: no regular expression, so that nothing is found: {error}"
            yield warning(problem_at(pattern, message))
