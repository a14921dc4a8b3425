"""YAML text as data, with the line of every value and every scalar as it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from rolebook.facts.token import RESERVED
from rolebook.model.problem import Problem


@dataclass(frozen=True)
class YamlText:
    """Parsed YAML; `written` has every scalar as a string, `lines` is keyed by dotted path."""

    data: Any
    written: Any
    lines: Mapping[str, int]


def read_yaml(text: str, path: str) -> tuple[YamlText, tuple[Problem, ...]]:
    """Return the data of a YAML text and what is wrong with it, duplicate keys included."""
    empty = YamlText({}, {}, {})
    reserved = sorted(set(text) & set(RESERVED))
    if reserved:
        message = f"the character U+{ord(reserved[0]):04X} cannot be used; remove it"
        return empty, (Problem(path, text[: text.index(reserved[0])].count("\n") + 1, message),)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
        written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but strings
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return empty, (Problem(path, line, _explain(error)),)
    except (yaml.YAMLError, ValueError) as error:
        return empty, (Problem(path, 1, f"not valid YAML: {error}"),)
    if node is None:
        return empty, ()
    duplicates = tuple(
        Problem(path, line, f'the key "{key}" is given twice; keep one') for key, line in _duplicates(node)
    )
    return YamlText(data, written, dict(_lines(node))), duplicates


def _explain(error: yaml.MarkedYAMLError) -> str:
    hint = ""
    if error.problem and ("mapping values" in error.problem or "expected" in error.problem):
        hint = '; put text that holds ": ", "{" or "#" in quotes'
    return f"not valid YAML: {error.problem}{hint}"


def _lines(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[str, int]]:
    yield ".".join(path), node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield from _lines(value, inner)
            yield ".".join(inner), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, str(index)))


def _duplicates(node: yaml.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            yield from _duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _duplicates(value)
