"""What a handbook folder's own `mkdocs.yml` would run, read without running any of it.

MkDocs imports hooks, plugins and extensions when it reads its configuration, and makes of Python tags what
they name. So the text is looked at before MkDocs sees it: its YAML is composed, never constructed.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.constructor import SafeConstructor

from rolebook.model.problem import Problem, Severity

CONFIGURATION = "mkdocs.yml"
_PYTHON = re.compile(r"(?:tag:yaml\.org,2002:|!+)python(?:/|$)")
_NAME_OF_MATERIAL = re.compile(r"tag:yaml\.org,2002:python/name:(?:material|pymdownx)(?:\.[A-Za-z_]\w*)+")
_PLUGINS = frozenset({"rolebook", "macros", "search", "tags", "blog", "info", "offline", "group", "meta"}) | {
    *("optimize", "privacy", "projects", "social", "typeset")
}
_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"}
) | {
    *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty"),
    *("tables", "toc", "wikilinks"),
}
_OF_EXTENSIONS = ("markdown.extensions.", "pymdownx.", "material.")
_MODULES = frozenset({"modules", "module_name", "pluglets"})
_TRUST = "runs with your rights when the folder is checked, built or served; trust whoever can change it"


@dataclass(frozen=True)
class _Item:
    """A name in a list or mapping of the configuration, and what is set for it."""

    name: str
    line: int
    value: yaml.Node | None = None


def tag_problems(root: Path) -> Iterator[Problem]:
    """Yield the Python tags in the configuration and in what it inherits, but for names of Material's own."""
    try:
        documents = tuple(_documents(root))
    except RecursionError:
        yield Problem(CONFIGURATION, 0, "not valid YAML: nested too deeply")
        return
    for path, node in documents:
        yield from _unread(path, node)
        for found in _nodes(node):
            if _PYTHON.match(found.tag) and not _NAME_OF_MATERIAL.fullmatch(found.tag):
                shown = found.tag.replace("tag:yaml.org,2002:", "!!")
                message = f"{shown} runs Python; only !!python/name: of material and pymdownx may stand here"
                yield Problem(path, found.start_mark.line + 1, message)


def code_notices(root: Path) -> Iterator[Problem]:
    """Yield what code the configuration names beside Rolebook's own and Material's."""
    with suppress(RecursionError):
        yield from _named_code(root)


def _named_code(root: Path) -> Iterator[Problem]:
    for path, node in _documents(root):
        for line, what in _code(node):
            yield Problem(path, line, f"{what} {_TRUST}", Severity.NOTICE)
    for module in ("main.py", "main/__init__.py"):
        if (root / module).is_file():
            yield Problem(module, 0, f"the module of macros {_TRUST}", Severity.NOTICE)


def _code(node: yaml.Node) -> Iterator[tuple[int, str]]:
    settings = {item.name: item.value for item in _items(node)}
    for item in _items(settings.get("hooks")):
        yield item.line, f"the hook {item.name}"
    for item in _items(settings.get("plugins")):
        if item.name not in _PLUGINS and not item.name.startswith("material/"):
            yield item.line, f"the plugin {item.name}"
        if item.name == "macros":
            given = (one for one in _items(item.value) if one.name in _MODULES)
            yield from ((one.line, f"what {one.name}: of macros names") for one in given)
    for item in _items(settings.get("markdown_extensions")):
        if item.name not in _EXTENSIONS and not item.name.startswith(_OF_EXTENSIONS):
            yield item.line, f"the extension {item.name}"


def _items(node: yaml.Node | None) -> Iterator[_Item]:
    """Yield the names in a list or a mapping; in a list one may be a mapping of its own."""
    if isinstance(node, yaml.MappingNode):
        with suppress(yaml.YAMLError):  # MkDocs says what is wrong with it
            SafeConstructor().flatten_mapping(node)
        yield from (_Item(str(key.value), key.start_mark.line + 1, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            if isinstance(entry, yaml.ScalarNode):
                yield _Item(entry.value, entry.start_mark.line + 1)
            elif isinstance(entry, yaml.MappingNode):
                yield from _items(entry)


def _documents(root: Path) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the configuration, and each file that it inherits from, by its path; nothing that is no YAML."""
    file, seen = root / CONFIGURATION, set[Path]()
    while file.is_file() and file not in seen:
        seen.add(file)
        node = _composed(file)
        if node is None:
            return
        yield os.path.relpath(file, root).replace(os.sep, "/"), node
        inherited = _inherited(node)
        if inherited is None:
            return
        file = Path(os.path.normpath(file.parent / _text_of(inherited)))  # as MkDocs finds it


def _composed(file: Path) -> yaml.Node | None:
    """Return a document as its nodes, in any encoding of YAML; None where MkDocs cannot read it either."""
    try:
        found = yaml.compose(file.read_bytes(), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return found if isinstance(found, yaml.Node) else None


def _inherited(node: yaml.Node) -> yaml.Node | None:
    return {item.name: item.value for item in _items(node)}.get("INHERIT")


def _unread(path: str, node: yaml.Node) -> Iterator[Problem]:
    """Yield an `INHERIT:` that MkDocs reads otherwise: the file that it names would not be looked at."""
    inherited = _inherited(node)
    if inherited is not None and inherited.tag not in ("tag:yaml.org,2002:str", "!ENV"):
        yield Problem(path, inherited.start_mark.line + 1, "INHERIT: must be the path of a file")


def _text_of(node: yaml.Node) -> str:
    """Return a text, or what `!ENV` makes of it: the first variable that is set, else the last word."""
    words = [str(one.value) for one in (node.value if isinstance(node, yaml.SequenceNode) else [node])]
    if node.tag != "!ENV":
        return words[-1]
    return next((os.environ[word] for word in words if word in os.environ), words[-1])


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield every node of a document once, keys included; an alias names one that is there already."""
    seen, found = {id(node)}, [node]
    for one in found:
        yield one
        inner = one.value if isinstance(one.value, list) else []
        for child in (part for entry in inner for part in (entry if isinstance(entry, tuple) else (entry,))):
            if id(child) not in seen:
                seen.add(id(child))
                found.append(child)
