"""The names a page expects to be given: values, macros and what they are called with, settings."""

from collections.abc import Iterator

from jinja2 import meta, nodes

from rolebook.model.company import FACT_NAME
from rolebook.model.docs_page import MacroCall, NameUse


def names_used(tree: nodes.Template) -> Iterator[NameUse]:
    """Yield the names that a page does not define itself; facts are no such names."""
    undefined = meta.find_undeclared_variables(tree)
    for name in tree.find_all(nodes.Name):
        if name.name in undefined and name.ctx == "load" and not FACT_NAME.fullmatch(name.name):
            yield NameUse(name.name, name.lineno)


def macro_calls(tree: nodes.Template) -> Iterator[MacroCall]:
    """Yield the calls of macros by name."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield MacroCall(call.node.name, tuple(_literal(call.args)), call.lineno)


def _literal(arguments: list[nodes.Expr]) -> Iterator[str]:
    for argument in arguments:
        if not isinstance(argument, nodes.Const):
            return
        yield str(argument.value)


def settings_used(tree: nodes.Template) -> Iterator[NameUse]:
    """Yield the settings that a page asks for."""
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name) and attribute.node.name == "settings":
            yield NameUse(attribute.attr, attribute.lineno)
