"""Names by which templates of the theme called what has another name now, for folders that still use them."""

from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType

from jinja2 import nodes

from rolebook.model.problem import Problem, did_you_mean, warning

RENAMED: Mapping[str, str] = MappingProxyType(
    {
        "say": '_("…")',
        "site.urls": "rolebook.urls",
        "site.has_own_menu": "rolebook.has_own_menu",
        "rolebook.speak": '_("…")',
        "rolebook.plain": "the filter plain (role.title | plain)",
        "rolebook.links": "links",
        "rolebook.handbook": "handbook",
        "rolebook.role": "role",
        "rolebook.kind": "kind",
        "rolebook.description": "description",
    }
)


def no_such_name(name: str, known: Set[str]) -> str:
    """Return that `rolebook` does not have a name, and what is meant by it."""
    own = f"rolebook.{name}"
    now = f"; it is {RENAMED[own]} now" if own in RENAMED else did_you_mean(name, known)
    return f"there is no {own}{now}"


def renames(tree: nodes.Template, path: str, known: Set[str]) -> Iterator[Problem]:
    """Yield where a template uses a name of before; `known` is what `rolebook` has now.

    A plugin may give templates names of its own, so names that are no `rolebook`'s are only warned of.
    """
    set_there = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        name = _written(node)
        first, _, attribute = name.partition(".")
        if first == "rolebook" and attribute and attribute not in known:
            yield Problem(path, node.lineno, no_such_name(attribute, known))
        elif first != "rolebook" and name in RENAMED and first not in set_there:
            yield warning(Problem(path, node.lineno, f"{name} is {RENAMED[name]} now"))


def _written(node: nodes.Node) -> str:
    """Return a name, or a name and what is asked of it; nothing for what is more than that."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
