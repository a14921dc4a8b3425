"""What code a folder's configuration names: refused, or told, before MkDocs makes anything of it.

MkDocs imports plugins, hooks and extensions when it validates its configuration, and runs Python tags when it
constructs it. Nodes know both, and nothing of them has run.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from rolebook.model.problem import Problem, Severity
from rolebook.yaml.nodes import NamedEntry, entries, problem_at, value_at

_PYTHON = re.compile(r"(?:tag:yaml\.org,2002:|!+)python(?:/|$)")
_NAME_OF_MATERIAL = re.compile(r"tag:yaml\.org,2002:python/name:(?:material|pymdownx)(?:\.[A-Za-z_]\w*)+")
_PLUGINS = frozenset(
    [
        *("rolebook", "macros", "search", "tags", "blog", "info", "offline", "group", "meta", "optimize"),
        *("privacy", "projects", "social", "typeset"),
    ]
)
_EXTENSIONS = frozenset(
    [
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables"),
        *("toc", "wikilinks"),
    ]
)
_OF_EXTENSIONS = ("markdown.extensions.", "pymdownx.", "material.")
_MODULES = ("modules", "module_name", "pluglets")
_TRUST = "runs with your rights when the folder is checked, built or served; trust whoever can change it"


def tag_problems(node: yaml.Node) -> Iterator[Problem]:
    """Yield the Python tags of a configuration, but for the names that Material's own documentation uses."""
    for tagged in _nodes(node):
        if _PYTHON.match(tagged.tag) and not _NAME_OF_MATERIAL.fullmatch(tagged.tag):
            shown = tagged.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"{shown} runs Python; only !!python/name: of material and pymdownx may stand here"
            yield problem_at(tagged, message)


def code_notices(root: Path, node: yaml.Node) -> Iterator[Problem]:
    """Yield what a folder's whole configuration runs beside what Rolebook and Material bring."""
    for named, what in _code(node):
        told = problem_at(named, f"{what} {_TRUST}")
        yield Problem(told.path, told.line, told.message, Severity.NOTICE)
    for module in ("main.py", "main/__init__.py"):
        if (root / module).is_file():
            yield Problem(module, 0, f"the module of macros {_TRUST}", Severity.NOTICE)


def _code(node: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    for entry in _listed(node, "hooks"):
        yield entry.key, f"the hook {entry.key.value}"
    for entry in _listed(node, "plugins"):
        if entry.name not in _PLUGINS:
            yield entry.key, f"the plugin {entry.key.value}"
    for name in _MODULES:
        for entry in _listed(node, "plugins", "macros", name):
            yield entry.key, f"the module {entry.key.value} of macros"
    for entry in _listed(node, "markdown_extensions"):
        if entry.name not in _EXTENSIONS and not str(entry.key.value).startswith(_OF_EXTENSIONS):
            yield entry.key, f"the extension {entry.key.value}"


def _listed(node: yaml.Node, *keys: str) -> Iterator[NamedEntry]:
    """Yield the entries of a list or mapping, or the one text that stands in its place."""
    value = value_at(node, *keys)
    yield from (entry for entry in entries(value) if entry.key.value) if value else ()


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield every node once, keys included; an alias names one that is there already."""
    seen, reached = {id(node)}, [node]
    for one in reached:
        yield one
        inner = one.value if isinstance(one.value, list) else []
        for child in (part for entry in inner for part in (entry if isinstance(entry, tuple) else (entry,))):
            if id(child) not in seen:
                seen.add(id(child))
                reached.append(child)
