"""A page as it is once Jinja is through with it, as far as that can be said without rendering it."""

import re
from collections.abc import Callable

from jinja2 import Environment

from rolebook.docs.facts import COMPANY_NAME
from rolebook.facts.token import token
from rolebook.model.company import FACT_NAME

_BEGINS, _ENDS = frozenset({"variable_begin"}), frozenset({"variable_end"})
_SHOWN = frozenset({"data"})
_CALLED = re.compile(r"(?<![\w.\"'])([a-z_][a-z0-9_]*)\(")
_OPENS_A_BODY = re.compile(r" {0,3}(?:!!!|\?\?\?\+?|===[!+]*) ")
_BODY = re.compile(r"(?: {4}|\t)")


def fact_printed(name: str) -> str:
    """Return what stands for an expression: a token for a fact, a word for any other value."""
    return token(name) if FACT_NAME.fullmatch(name) or name == COMPANY_NAME else "value"


def calls_printed(expression: str) -> str:
    """Return tokens for what an expression calls, by its names, or a word where it calls nothing."""
    return "".join(map(token, _CALLED.findall(expression))) or "value"


def printed(body: str, environment: Environment, stands_for: Callable[[str], str] = fact_printed) -> str:
    """Return a page with what stands for the values it prints, and no statements.

    Every character stands in the line that it has in the file. Raises `TemplateSyntaxError`.
    """
    written: list[str] = []
    lines, expression, inside = 1, [""], False
    for line, kind, value in environment.lex(body):
        if kind in _BEGINS:
            expression, inside = [], True
        elif kind in _ENDS:
            written.append(stands_for("".join(expression)))
            inside = False
        elif inside:
            expression.append(value.strip())
        elif kind in _SHOWN:
            written.append("\n" * (line - lines) + value)
            lines = max(lines, line) + value.count("\n")
    return _without_indent("".join(written))


def _without_indent(text: str) -> str:
    """Return the text with what stands in admonitions and tabs as it is outside of them, and so no code."""
    depth, lines = 0, []
    for line in text.split("\n"):
        here, rest = 0, line
        while here < depth and (indent := _BODY.match(rest)):
            here, rest = here + 1, rest[indent.end() :]
        if rest.strip():
            depth = here
        lines.append(rest)
        if _OPENS_A_BODY.match(rest):
            depth = here + 1
    return "\n".join(lines)
