"""The facts a page names: they may be printed there, not computed with."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from rolebook.model.company import FACT_NAME

COMPANY_NAME = "company.name"
"""The company's name, which is data as a fact is."""

_CAPTURES = (nodes.AssignBlock, nodes.FilterBlock)


@dataclass(frozen=True)
class NamedFact:
    """A name written like a fact, and what a page does with it."""

    name: str
    line: int
    printed: bool
    assigned: bool


def named_facts(node: nodes.Node, *, captured: bool = False) -> Iterator[NamedFact]:
    """Yield every name written like a fact; what is captured (by `set`, by `filter`) is not printed yet."""
    captured = captured or isinstance(node, _CAPTURES)
    for child in node.iter_child_nodes():
        name = _name(child)
        if name:
            printed = isinstance(node, nodes.Output) and not captured
            assigned = isinstance(child, nodes.Name) and child.ctx != "load"
            yield NamedFact(name, child.lineno, printed=printed, assigned=assigned)
        yield from named_facts(child, captured=captured)


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name if FACT_NAME.fullmatch(node.name) else ""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        spelled = f"{node.node.name}.{node.attr}"
        return spelled if spelled == COMPANY_NAME else ""
    return ""


def misuse(fact: NamedFact) -> str:
    """Return what is wrong with a fact that is not printed, in the words of its author."""
    if fact.assigned:
        return f"{fact.name} is written like a fact; a name of the page's own is written in lower case"
    return (
        f"{fact.name} is a fact: it can be printed, as {{{{ {fact.name} }}}}, but not compared, filtered or "
        "passed on; use a setting for that (settings: in the company's file)"
    )
