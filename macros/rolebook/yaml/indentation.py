"""Lines of YAML that are indented otherwise than those above them."""

import re
from collections.abc import Iterable, Iterator

import yaml

from rolebook.model.problem import Problem

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ITEM = re.compile(r"(?:- +)*- ")
_ITEM_WITH_KEY = re.compile(r"((?:- +)+)[^\s'\"][^:#]*:(?:\s|$)")


def lines_of(text: str) -> list[str]:
    """Return the lines as YAML counts them, which ends one at more characters than editors do."""
    return _LINE_END.split(text)


def misfit(text: str, line: int) -> str:
    """Return how a line (counted from 0) is out of step with those above it; empty where it is not."""
    *above, here = lines_of(text)[: line + 1]
    levels = _levels(above)
    by = _indent(here)
    if not levels or by in levels or here.startswith(("\t", " " * by + "\t")):
        return ""
    return f"this line is indented by {by} where those above it are by {levels[-1]}"


def _levels(lines: Iterable[str]) -> list[int]:
    """Return the indents that are open after these lines, the innermost last."""
    levels: list[int] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        by = _indent(line)
        item = _ITEM_WITH_KEY.match(line, by)
        for level in (by, *([by + len(item[1])] if item else [])):
            levels = [*(one for one in levels if one < level), level]
    return levels


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def run_on_items(nodes: Iterable[yaml.Node], text: str, path: str) -> Iterator[Problem]:
    """Yield the lines that look like items of a list, and that YAML takes for more of the text above."""
    lines = lines_of(text)
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            first = node.start_mark.line
            for line in range(first + 1, node.end_mark.line + 1):
                if _ITEM.match(lines[line].lstrip(" ")):
                    yield Problem(path, line + 1, _run_on(lines[first], misfit(text, line)))


def _run_on(first: str, why: str) -> str:
    if why and _ITEM.match(first.lstrip(" ")):
        return f"not valid YAML: {why}"
    return (
        'this line is read as more of the text above it; put a list below a line that ends in ":", '
        "or quote the text"
    )
