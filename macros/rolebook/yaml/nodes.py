"""YAML nodes: what stands where, in which file and line, with tags and all."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml
from yaml.constructor import SafeConstructor

from rolebook.model.problem import Problem

NULL, TEXT, MAP, LIST = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "str", "map", "seq"))
_NO_TEXT = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null", "timestamp"))
_BOOL = "tag:yaml.org,2002:bool"
_FALSE = ("false", "no", "off")


@dataclass(frozen=True)
class NamedEntry:
    """One of a list of names, such as plugins: `- search`, or `- search: {lang: en}`."""

    key: yaml.Node
    options: yaml.Node | None

    @property
    def name(self) -> str:
        """Return the name without that of the theme, which a plugin may have before it."""
        return str(self.key.value).removeprefix("material/")

    @property
    def is_taken_out(self) -> bool:
        """Tell `- search: false`."""
        node = self.options
        return node is not None and node.tag == _BOOL and str(node.value).lower() in _FALSE

    def node(self) -> yaml.Node:
        """Return the entry as it stands in the list."""
        if self.options is None:
            return self.key
        return yaml.MappingNode(MAP, [(self.key, self.options)], flow_style=False)


def entries(node: yaml.Node) -> Iterator[NamedEntry]:
    """Yield what a list of names holds, whether it is written as a list or as `name: options` lines."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.MappingNode):
            yield from (NamedEntry(key, options) for key, options in item.value)
        else:
            yield NamedEntry(item, None)


def is_text(node: yaml.Node) -> bool:
    """Tell whether a single value is text to YAML, or may be: what a tag makes of it is known later."""
    return isinstance(node, yaml.ScalarNode) and node.tag not in _NO_TEXT


def problem_at(node: yaml.Node, message: str) -> Problem:
    """Return a problem at the file and the line of a node; a node's mark knows its file.

    A node that nobody wrote, of the configuration of a folder that has none, has no mark.
    """
    mark = node.start_mark
    return Problem(mark.name, mark.line + 1, message) if mark else Problem("mkdocs.yml", 0, message)


def key_node(node: yaml.Node, keys: Sequence[str]) -> yaml.Node:
    """Return the node of the key at a path, or of as much of the path as there is."""
    *_, last = [node, *(entry.key for entry in _along(node, keys))]
    return last


def value_at(node: yaml.Node, *keys: str) -> yaml.Node | None:
    """Return the value at a path, None where there is none."""
    steps = list(_along(node, keys))
    return steps[-1].options if len(steps) == len(keys) else None


def _along(node: yaml.Node | None, keys: Sequence[str]) -> Iterator[NamedEntry]:
    """Yield what stands at each step of a path, as far as there is anything."""
    for name in keys:
        inside = entries(node) if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else ()
        step = next((entry for entry in inside if name in (entry.name, entry.key.value)), None)
        if not step:
            return
        yield step
        node = step.options


def without(node: yaml.MappingNode, keys: Collection[str]) -> yaml.MappingNode:
    """Return a mapping without some keys."""
    kept = [(key, value) for key, value in node.value if key.value not in keys]
    return yaml.MappingNode(node.tag, kept, node.start_mark, node.end_mark, node.flow_style)


def as_text(node: yaml.Node) -> str:
    """Return a node as YAML, tags included."""
    text: str = yaml.serialize(node, Dumper=yaml.Dumper, allow_unicode=True, width=100)
    return text


def flattened(node: yaml.MappingNode) -> yaml.MappingNode:
    """Return a mapping in which no mapping takes from another by `<<` any more."""
    constructor = SafeConstructor()
    seen: dict[int, yaml.Node] = {}
    waiting: list[yaml.Node] = [node]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, yaml.ScalarNode):
            continue
        seen[id(one)] = one
        if isinstance(one, yaml.MappingNode):
            constructor.flatten_mapping(one)
            waiting += [value for _, value in one.value]
        else:
            waiting += one.value
    return node
