"""The names a page expects to be given: values, macros and what they are called with, settings."""

from collections.abc import Iterator

from jinja2 import meta, nodes

from rolebook.model.company import FACT_NAME
from rolebook.model.docs_page import UNKNOWN, MacroCall, NameUse

_KEEPS = frozenset({"indent", "safe", "string", "trim"})
"""Filters that leave what they are given what it is."""


def names_used(tree: nodes.Template) -> Iterator[NameUse]:
    """Yield the names that a page does not define itself; facts are no such names.

    Raises `TemplateSyntaxError` where there is no filter or test of a name.
    """
    undefined = meta.find_undeclared_variables(tree)
    for name in tree.find_all(nodes.Name):
        if name.name in undefined and name.ctx == "load" and not FACT_NAME.fullmatch(name.name):
            yield NameUse(name.name, name.lineno)


def macro_calls(tree: nodes.Template) -> Iterator[MacroCall]:
    """Yield the calls of macros by name, but for those that are given a whole list (`*list`)."""
    changed = dict(_changes(tree))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.dyn_args is None and call.dyn_kwargs is None:
            named = {keyword.key: _literal(keyword.value) for keyword in call.kwargs}
            given = tuple(map(_literal, call.args))
            yield MacroCall(call.node.name, given, call.lineno, named, changed.get(id(call), ""))


def _changes(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield what is done with values, by the node of each, as it is written."""
    for change in tree.find_all(nodes.Filter):
        if change.name not in _KEEPS:
            yield id(change.node), f"| {change.name}"
    yield from ((id(change.node), f".{change.attr}") for change in tree.find_all(nodes.Getattr))
    yield from ((id(change.node), "[…]") for change in tree.find_all(nodes.Getitem))


def _literal(value: nodes.Expr) -> object:
    return value.value if isinstance(value, nodes.Const) else UNKNOWN


ANY_SETTING = "*"
"""What a page asks for that handles settings by other means than their names."""

_OF_DICT = frozenset(dir(dict))


def settings_used(tree: nodes.Template) -> Iterator[NameUse]:
    """Yield the settings that a page or a template asks for, `ANY_SETTING` where that cannot be told."""
    by_name = [*_settings_by_attribute(tree), *_settings_by_key(tree)]
    yield from by_name
    asked = [node for node in tree.find_all((nodes.Name, nodes.Getattr)) if _is_settings(node)]
    if len(asked) > len(by_name):
        yield NameUse(ANY_SETTING, asked[-1].lineno)


def _is_settings(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Name):
        return node.name == "settings"
    return isinstance(node, nodes.Getattr) and node.attr == "settings"


def _settings_by_attribute(tree: nodes.Template) -> Iterator[NameUse]:
    for attribute in tree.find_all(nodes.Getattr):
        if _is_settings(attribute.node) and attribute.attr not in _OF_DICT:
            yield NameUse(attribute.attr, attribute.lineno)


def _settings_by_key(tree: nodes.Template) -> Iterator[NameUse]:
    """Yield those of `settings["remote"]` and `settings.get("remote")`."""
    items: list[nodes.Getitem | nodes.Call] = [*tree.find_all(nodes.Getitem), *tree.find_all(nodes.Call)]
    for item in items:
        node, key = item.node, item.arg if isinstance(item, nodes.Getitem) else next(iter(item.args), None)
        if isinstance(item, nodes.Call) and isinstance(node, nodes.Getattr) and node.attr == "get":
            node = node.node
        if _is_settings(node) and isinstance(key, nodes.Const):
            yield NameUse(str(key.value), item.lineno)
