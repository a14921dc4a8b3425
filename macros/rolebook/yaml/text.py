"""YAML text as data: every scalar as it was written, with the line of every value."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import yaml
from yaml.constructor import SafeConstructor

from rolebook.facts.token import RESERVED
from rolebook.model.problem import Problem
from rolebook.yaml.indentation import run_on_items
from rolebook.yaml.size import too_much
from rolebook.yaml.syntax_problems import BRACES, yaml_problem

_NULL = "tag:yaml.org,2002:null"
_NO_CHARACTERS = "\ufffe\uffff"
_CONTROLS_OF_TEXT = "\t\n\r\x85"

_T = TypeVar("_T")
_NodeAt: TypeAlias = tuple[tuple[str, ...], int, yaml.Node]


@dataclass(frozen=True)
class YamlText:
    """Parsed YAML; `lines` is keyed by dotted path."""

    data: Any
    lines: Mapping[str, int]


class _EveryKey:
    def __contains__(self, _key: object) -> bool:
        return True


EVERY_KEY: Container[str] = _EveryKey()
"""For `typed`: all values are numbers, booleans and dates where they look like them."""


class _AsWritten(yaml.BaseLoader):
    """Builds nothing but texts, as their author spelled them, and None."""


_AsWritten.add_implicit_resolver(_NULL, re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_AsWritten.add_constructor(_NULL, lambda *_: None)


def read_yaml(
    text: str, path: str, typed: Container[str] = (), *, first_line: int = 1, tokens: bool = False
) -> tuple[YamlText | None, tuple[Problem, ...]]:
    """Return the data of a YAML text, None when it cannot be read, and what is wrong with it.

    Scalars stay as they are written: `1.10`, `NO` and `2026-01-01` are texts; but below the top
    keys in `typed` they are numbers, booleans and dates. The text begins at `first_line` of its file.
    With `tokens`, facts stand in it as tokens already.
    """
    read, problems = _read(text, path, typed, tokens=tokens)
    above = first_line - 1
    if read and above:
        read = YamlText(read.data, {keys: line + above for keys, line in read.lines.items()})
    return read, tuple(replace(problem, line=problem.line + above) for problem in problems)


def read_nodes(
    text: str, path: str, loader: type[yaml.Loader]
) -> tuple[yaml.Node | None, tuple[Problem, ...]]:
    """Return the nodes of a YAML text that may hold tags, and what is wrong with it; marks know the path."""

    def composed() -> yaml.Node | None:
        reader = loader(text)
        reader.name = path
        return reader.get_single_node()

    node, problems = _attempt(composed, text, path)
    if node and (beyond := too_much(node)):
        return None, (Problem(path, *beyond),)
    nodes = list(_nodes(node)) if node else []
    odd = tuple(_odd_keys(nodes, path))
    if odd:
        return None, odd
    return node, (*problems, *_duplicates(nodes, path), *run_on_items((one[-1] for one in nodes), text, path))


def _read(
    text: str, path: str, typed: Container[str], *, tokens: bool
) -> tuple[YamlText | None, Sequence[Problem]]:
    def composed() -> tuple[yaml.Node | None, Any]:
        node = yaml.compose(text, Loader=_AsWritten)
        return node, {} if node is None else _AsWritten("").construct_document(node)

    done, broken = _attempt(composed, text, path)
    if not done:
        return None, broken
    node, data = done
    if node is None:
        return YamlText({}, MappingProxyType({})), ()
    if beyond := too_much(node):
        return None, (Problem(path, *beyond),)
    nodes = list(_nodes(node))
    problems = [*_duplicates(nodes, path), *_misread(nodes, path, text if tokens else "")]
    problems += (*run_on_items((one[-1] for one in nodes), text, path), *_lone_anchors(text, path))
    if isinstance(data, dict):
        problems += _give_types(data, text, typed, path)
    return YamlText(data, {".".join(keys): line for keys, line, _ in nodes}), problems


def _attempt(make: Callable[[], _T], text: str, path: str) -> tuple[_T | None, tuple[Problem, ...]]:
    """Return what is made of a text, or what keeps it from being read."""
    try:
        return make(), ()
    except yaml.MarkedYAMLError as error:
        return None, (yaml_problem(error, text, path),)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        return None, (Problem(path, line, _not_usable(text[error.position])),)
    except RecursionError:
        return None, (Problem(path, 1, "not valid YAML: nested too deeply"),)


def _nodes(node: yaml.Node) -> Iterator[_NodeAt]:
    """Yield every value with its path and the line of its key; what an alias repeats only once."""
    seen = set()
    queue: list[_NodeAt] = [((), node.start_mark.line + 1, node)]
    for keys, line, value in queue:
        if id(value) in seen:
            continue
        if not isinstance(value, yaml.ScalarNode):
            seen.add(id(value))
        yield keys, line, value
        if isinstance(value, yaml.MappingNode):
            queue += [((*keys, str(key.value)), key.start_mark.line + 1, inner) for key, inner in value.value]
        elif isinstance(value, yaml.SequenceNode):
            numbered = enumerate(value.value)
            queue += [((*keys, str(index)), inner.start_mark.line + 1, inner) for index, inner in numbered]


def _odd_keys(nodes: Sequence[_NodeAt], path: str) -> Iterator[Problem]:
    """Yield the keys that are lists or mappings: `{{NAME}}` is one to YAML."""
    for *_, node in nodes:
        for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                yield Problem(path, key.start_mark.line + 1, f"not valid YAML: {BRACES}")


def _duplicates(nodes: Sequence[_NodeAt], path: str) -> Iterator[Problem]:
    for keys, _, node in nodes:
        seen = set[str]()
        for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
            if str(key.value) in seen:
                key_path = ".".join((*keys, str(key.value)))
                yield Problem(path, key.start_mark.line + 1, f'the key "{key_path}" is given twice; keep one')
            seen.add(str(key.value))


def _misread(nodes: Sequence[_NodeAt], path: str, tokenised: str) -> Iterator[Problem]:
    """Yield the texts that YAML takes for something else, or that no page could show."""
    for _, line, node in nodes:
        if node.tag.startswith("!"):
            yield Problem(path, line, 'not valid YAML: text that begins with "!" must be in quotes')
        if isinstance(node, yaml.ScalarNode):
            written = tokenised[node.start_mark.index : node.end_mark.index]
            for character in sorted(filter(_is_unusable, set(node.value))):
                # Of tokens, what stands in the text is meant; what an escape such as "\ue0f0" makes is not.
                if character not in RESERVED or node.value.count(character) > written.count(character):
                    yield Problem(path, line, _not_usable(character))


def _is_unusable(character: str) -> bool:
    category = unicodedata.category(character)
    is_control = category == "Cc" and character not in _CONTROLS_OF_TEXT
    return is_control or category == "Cs" or character in RESERVED or character in _NO_CHARACTERS


def _not_usable(character: str) -> str:
    return f"the character U+{ord(character):04X} cannot be used; remove it"


def _lone_anchors(text: str, path: str) -> Iterator[Problem]:
    """Yield the anchors nothing refers to: `&Sons Ltd` is a name, and YAML would keep only "Ltd"."""
    tokens = list(yaml.scan(text, Loader=_AsWritten)) if "&" in text else []
    used = {token.value for token in tokens if isinstance(token, yaml.AliasToken)}
    for token in tokens:
        if isinstance(token, yaml.AnchorToken) and token.value not in used:
            line = token.start_mark.line + 1
            yield Problem(path, line, 'not valid YAML: text that begins with "&" must be in quotes')


def _give_types(data: dict[str, Any], text: str, typed: Container[str], path: str) -> Iterator[Problem]:
    """Put numbers, booleans and dates below the typed keys; yield what looks like one and is none."""
    node = yaml.compose(text, Loader=yaml.SafeLoader) if typed else None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in typed:
            try:
                data[key.value] = SafeConstructor().construct_document(value)
            except yaml.MarkedYAMLError as error:
                yield yaml_problem(error, text, path)
            except ValueError as error:
                yield Problem(path, key.start_mark.line + 1, f"{key.value}: {error}; put text in quotes")
