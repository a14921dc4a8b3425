"""What looks like a fact or a template in a spec, and is printed as it stands."""

import re
from collections.abc import Iterator

from rolebook.facts.token import FACT
from rolebook.model.role import NearFact, TemplateUse
from rolebook.reading.links import CODE_SPAN
from rolebook.reading.source import code_lines, lines_with

_OPEN, _CLOSE = "[{｛]", "[}｝]"
"""Braces, also those that an input method for Chinese or Japanese writes."""

_ESCAPED = re.compile(r"\\\{+[^{}\n]*\}*|<!--.*?-->", re.DOTALL)
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*"
_UPPER = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"
_IN_BRACES = re.compile(
    rf"(?P<dollar>\$?)(?<!{_OPEN})(?P<open>{_OPEN}++)[ \t]*(?P<name>{_NAME})[ \t]*(?P<close>{_CLOSE}++)"
)
_HALF_OPEN = re.compile(
    rf"(?<!{_OPEN}){_OPEN}{{2,}}+[ \t]*(?P<name>{_UPPER})\b|\b(?P<closed>{_UPPER})[ \t]*{_CLOSE}{{2,}}+"
)
_ENCLOSED = re.compile(
    rf"\[(?P<square>{_UPPER})\](?![\[(:])|<(?P<angle>{_UPPER})>|%(?P<percent>{_UPPER})%"
    rf"|(?<![A-Za-z0-9$_])(?P<bare>_*+[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+_*)(?![A-Za-z0-9])"
)
_WORTH_A_LOOK = re.compile(f"{_OPEN}|{_CLOSE}|[A-Z]_|[\\[<%][A-Z]")
_TEMPLATE = re.compile(r"\{\{(?P<printed>[^{}\n]+)\}\}|\{%(?P<done>[^{}%\n]+)%\}")
_WORD = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?")


def near_facts(text: str) -> tuple[tuple[NearFact, ...], tuple[TemplateUse, ...]]:
    """Return what may be meant as a fact, and what is written as on pages in `docs/`, with the names in it.

    In code only a name in upper case with one or two braces may be a fact, and nothing is a template.
    """
    lines = list(_lines(text))
    facts = (fact for line, prose, code in lines for fact in _of_line(line, prose, code))
    templates = (template for line, prose, _ in lines for template in _templates(line, prose))
    return tuple(facts), tuple(templates)


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each line that has words to look at: its number, its prose, its code; facts are blanked out."""
    worthy = list(lines_with(_WORTH_A_LOOK, _ESCAPED.sub(_blank, FACT.sub(_blank, text))))
    code = code_lines(text) if worthy else frozenset()
    for index, line in worthy:
        if index in code:
            yield index + 1, "", line
        else:
            yield index + 1, CODE_SPAN.sub(_blank, line), " ".join(m[0] for m in CODE_SPAN.finditer(line))


def _templates(line: int, prose: str) -> Iterator[TemplateUse]:
    for match in _TEMPLATE.finditer(_IN_BRACES.sub(_blank, prose)):
        yield TemplateUse(match[0], tuple(_WORD.findall(match["printed"] or match["done"])), line)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _of_line(line: int, prose: str, code: str) -> Iterator[NearFact]:
    for match in _IN_BRACES.finditer(code):
        if not match["dollar"] and match["name"].isupper() and " " not in match["name"]:
            yield NearFact(match[0], match["name"], line, exact=True)
    for match in _IN_BRACES.finditer(prose):
        yield from _braced(match, line)
    rest = _TEMPLATE.sub(_blank, _IN_BRACES.sub(_blank, prose))
    for match in _HALF_OPEN.finditer(rest):
        yield NearFact(match[0], match["name"] or match["closed"], line, exact=True)
    for match in _ENCLOSED.finditer(_HALF_OPEN.sub(_blank, rest)):
        name = match[match.lastgroup or 0]
        yield NearFact(match[0], name.strip("_"), line, exact=True)


def _braced(match: re.Match[str], line: int) -> Iterator[NearFact]:
    """Yield a name in braces; in single ones, a small word such as `{id}` is part of an address or a form."""
    name = re.sub("[ -]", "_", match["name"]).upper()
    doubled = len(match["open"]) + len(match["close"]) > len("{}")
    if doubled or match["name"].isupper():
        yield NearFact(match[0], name, line, exact=bool(match["dollar"]))
    elif "_" in name:
        yield NearFact(match[0], name, line, exact=True)
