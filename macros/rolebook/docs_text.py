"""Pages in `docs/` looked at before they are built: facts may be printed there, not computed with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from jinja2 import Environment, TemplateSyntaxError, nodes

from rolebook.facts.token import FACT, facts_to_tokens
from rolebook.model.company import FACT_NAME
from rolebook.model.problem import Problem
from rolebook.model.role import FactUse

COMMENT_START = "{# "
"""Comments need the space, so that `{#id}` after a heading stays an id."""

SYNTAX = Environment(comment_start_string=COMMENT_START, autoescape=False)  # noqa: S701 - parses, never renders
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"[\"']?(\w+)[\"']?\s*:")
_CAPTURES = (nodes.AssignBlock, nodes.FilterBlock)


@dataclass(frozen=True)
class _Fact:
    """A name written like a fact, and what a page does with it."""

    name: str
    line: int
    printed: bool
    assigned: bool


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
    shadows = (*_broken_matter(matter, path), *_shadows(matter, path))
    body = "\n" * matter.count("\n") + text[len(matter) :]
    try:
        tree = SYNTAX.parse(body)
    except TemplateSyntaxError as error:
        return DocsPage(path, in_matter, (*shadows, Problem(path, error.lineno, _explain(error))))
    found = list(_facts(tree))
    uses = tuple(FactUse(fact.name, fact.line) for fact in found if not fact.assigned)
    wrong = tuple(Problem(path, fact.line, _wrong(fact)) for fact in found if not fact.printed)
    return DocsPage(path, in_matter + uses, shadows + wrong)


def _broken_matter(matter: str, path: str) -> Iterator[Problem]:
    try:
        yaml.safe_load(matter.rstrip().removesuffix("---"))
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        message = 'the front matter is not valid YAML; put text that begins with "{{" or holds ": " in quotes'
        yield Problem(path, mark.line + 1 if mark else 1, message)
    except (yaml.YAMLError, ValueError) as error:
        yield Problem(path, 1, f"the front matter is not valid YAML: {error}")


def _shadows(matter: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(matter.split("\n"), 1):
        key = _KEY.match(line)
        if key and FACT_NAME.fullmatch(key[1]):
            message = f"{key[1]} is a fact; give it in the company's file, not in a page's front matter"
            yield Problem(path, number, message)


def tokens_in_front_matter(value: str) -> str:
    """Return a front matter text with its facts as tokens."""
    return facts_to_tokens(value)[0] if FACT.search(value) else value


def _facts(node: nodes.Node, *, captured: bool = False) -> Iterator[_Fact]:
    """Yield every name written like a fact; what is captured (by `set`, by `filter`) is not printed yet."""
    captured = captured or isinstance(node, _CAPTURES)
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Name) and FACT_NAME.fullmatch(child.name):
            printed = isinstance(node, nodes.Output) and not captured
            yield _Fact(child.name, child.lineno, printed=printed, assigned=child.ctx != "load")
        yield from _facts(child, captured=captured)


def _wrong(fact: _Fact) -> str:
    if fact.assigned:
        return f"{fact.name} is written like a fact; a name of the page's own is written in lower case"
    return (
        f"{fact.name} is a fact: it can be printed, as {{{{ {fact.name} }}}}, but not compared, filtered or "
        "passed on; use a setting for that (settings: in the company's file)"
    )


def _explain(error: TemplateSyntaxError) -> str:
    message = error.message or "not understood"
    return f"{message}; wrap code that holds {{{{ or {{% in {{% raw %}} … {{% endraw %}}"
