"""Front matter: what Markdown cannot hold."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import frontmatter
import yaml

from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Meta

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^|\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_TEXTS = ("summary", "owner", "status")
_LISTS = ("aliases", "tags", "next_roles")
KNOWN = (*_TEXTS, *_LISTS, "reviewed", "title")


def split_front_matter(text: str, path: str) -> tuple[Mapping[str, Any], str, int, tuple[Problem, ...]]:
    """Return the front matter, the text after it, that text's first line, and the problems found."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text, 1, ()
    body, first_line = text[match.end() :], text.count("\n", 0, match.end()) + 1
    try:
        data, _ = frontmatter.parse(text)
        loaded = yaml.safe_load(match["yaml"])
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        problem = f"the front matter is not valid YAML: {error.problem or error}"
        return {}, body, first_line, (Problem(path, line, problem),)
    except (yaml.YAMLError, ValueError) as error:
        return {}, body, first_line, (Problem(path, 2, f"the front matter is not valid YAML: {error}"),)
    if loaded is not None and not isinstance(loaded, dict):
        message = "the front matter holds no `key: value` lines; put a blank line before a `---` rule"
        return {}, body, first_line, (Problem(path, 2, message),)
    return data, body, first_line, ()


def meta(data: Mapping[str, Any], text: str, path: str) -> tuple[Meta, tuple[Problem, ...]]:
    """Return the front matter as values, and a problem for each that is not what it should be."""
    problems: list[Problem] = []

    def report(key: str, message: str) -> None:
        problems.append(Problem(path, _line_of(key, text), message))

    for key in data:
        hint = did_you_mean(str(key), KNOWN)
        if key not in KNOWN and hint:
            problem = Problem(path, _line_of(str(key), text), f'unknown front matter key "{key}"{hint}')
            problems.append(warning(problem))
    for key in _TEXTS:
        if isinstance(data.get(key), (list, dict)):
            report(key, f"`{key}` must be one line of text")
    values: dict[str, Any] = {key: _text(data.get(key)) for key in _TEXTS}
    for key in _LISTS:
        if isinstance(data.get(key), dict):
            report(key, f"`{key}` must be a list such as `[one, two]`")
        values[key] = _list(data.get(key))
    reviewed = data.get("reviewed")
    values["reviewed"] = _date(reviewed)
    if reviewed is not None and values["reviewed"] is None:
        report("reviewed", f'`reviewed` must be a date such as 2026-03-31, not "{reviewed}"')
    return Meta(**values), tuple(problems)


def _line_of(key: str, text: str) -> int:
    lines = text.split("\n")
    found = (n for n, line in enumerate(lines, 1) if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:", line))
    return next(found, 1)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def _list(value: Any) -> tuple[str, ...]:
    if value is None or isinstance(value, dict):
        return ()
    return tuple(str(entry) for entry in value) if isinstance(value, list) else (str(value),)


def _date(value: Any) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)) if value is not None else None
    except ValueError:
        return None
