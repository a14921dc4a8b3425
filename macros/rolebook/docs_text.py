"""Pages in `docs/` looked at before they are built: facts may be printed there, not computed with."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from rolebook.facts.token import FACT, facts_to_tokens
from rolebook.load.schema import FACT_NAME
from rolebook.model.problem import Problem
from rolebook.model.role import FactUse

COMMENT_START = "{# "
"""Comments need the space, so that `{#id}` after a heading stays an id."""

SYNTAX = Environment(comment_start_string=COMMENT_START, autoescape=False)  # noqa: S701 - parses, never renders
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_PRINTED_BY = (nodes.Output,)


@dataclass(frozen=True)
class DocsPage:
    """What a page in `docs/` names: the facts it prints, and what is wrong with it."""

    path: str
    facts: tuple[FactUse, ...]
    problems: tuple[Problem, ...]


def read_docs_page(text: str, path: str) -> DocsPage:
    """Return the facts a page uses, in its body and in its front matter, and its problems."""
    front = _FRONT_MATTER.match(text)
    matter = front[0] if front else ""
    in_matter = facts_to_tokens(matter)[1]
    shadows = tuple(_shadows(matter, path))
    body = "\n" * matter.count("\n") + text[len(matter) :]
    try:
        tree = SYNTAX.parse(body)
    except TemplateSyntaxError as error:
        return DocsPage(path, in_matter, (*shadows, Problem(path, error.lineno, _explain(error))))
    found = list(_fact_names(tree))
    uses = tuple(FactUse(name.name, name.lineno) for name, _ in found)
    computed = tuple(
        Problem(path, name.lineno, _computed(name.name)) for name, parent in found if not _is_printed(parent)
    )
    return DocsPage(path, in_matter + uses, shadows + computed)


def _shadows(matter: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(matter.split("\n"), 1):
        name = line.partition(":")[0].strip()
        if FACT_NAME.fullmatch(name):
            message = f"{name} is a fact; give it in the company's file, not in a page's front matter"
            yield Problem(path, number, message)


def tokens_in_front_matter(value: str) -> str:
    """Return a front matter text with its facts as tokens."""
    return facts_to_tokens(value)[0] if FACT.search(value) else value


def _fact_names(node: nodes.Node) -> Iterator[tuple[nodes.Name, nodes.Node]]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Name) and child.ctx == "load" and FACT_NAME.fullmatch(child.name):
            yield child, node
        yield from _fact_names(child)


def _is_printed(parent: nodes.Node) -> bool:
    return isinstance(parent, _PRINTED_BY)


def _computed(name: str) -> str:
    return (
        f"{name} is a fact: it can be printed, as {{{{ {name} }}}}, but not compared, filtered or passed on; "
        "use a setting for that (settings: in the company's file)"
    )


def _explain(error: TemplateSyntaxError) -> str:
    message = error.message or "not understood"
    return f"{message}; wrap code that holds {{{{ or {{% in {{% raw %}} … {{% endraw %}}"


def unknown_names(text: str, known: Set[str]) -> Iterator[tuple[str, int]]:
    """Yield the names a page uses that are neither facts nor known, with their lines."""
    try:
        tree = SYNTAX.parse(text)
    except TemplateSyntaxError:
        return
    assigned = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    for name in tree.find_all(nodes.Name):
        is_fact = FACT_NAME.fullmatch(name.name)
        if name.ctx == "load" and not is_fact and name.name not in known | assigned:
            yield name.name, name.lineno
