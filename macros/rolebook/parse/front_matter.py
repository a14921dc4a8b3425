"""Front matter: what Markdown cannot hold."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Meta
from rolebook.parse.lists import split_list

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_UNCLOSED = re.compile(r"\A---[ \t]*\n[A-Za-z_-]+:(?:\s|$)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXTS = ("summary", "owner", "status", "title")
_LISTS = ("aliases", "tags", "next_roles")
KNOWN = (*_TEXTS, *_LISTS, "reviewed")


def split_front_matter(text: str, path: str) -> tuple[Mapping[str, Any], str, int, tuple[Problem, ...]]:
    """Return the front matter, the text after it, that text's first line, and the problems found.

    Values are texts, or lists and mappings of them: what is a date is up to `meta`.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        unclosed = Problem(path, 1, "the front matter is never closed; end it with a line `---`")
        return {}, text, 1, (unclosed,) if _UNCLOSED.match(text) else ()
    body, first_line = text[match.end() :], text.count("\n", 0, match.end()) + 1
    data, problem = _load(match["yaml"], path)
    return data, body, first_line, (problem,) if problem else ()


def _load(text: str, path: str) -> tuple[Mapping[str, Any], Problem | None]:
    try:
        data = YAMLHandler().load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        at_end = error.problem_mark and error.problem_mark.line >= text.count("\n")
        mark = (error.context_mark if at_end else None) or error.problem_mark
        line = (mark.line if mark else 0) + 2
        return {}, Problem(path, line, f"the front matter is not valid YAML: {error.problem or error}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 2
        return {}, Problem(path, line, f"the front matter is not valid YAML: {error.reason}")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, Problem(path, 2, f"the front matter is not valid YAML: {error}")
    if data and not isinstance(data, dict):
        message = "the front matter holds no `key: value` lines; put a blank line before a `---` rule"
        return {}, Problem(path, 2, message)
    return data or {}, None


def meta(data: Mapping[str, Any], text: str, path: str) -> tuple[Meta, tuple[Problem, ...]]:
    """Return the front matter as values, and a problem for each that is not what it should be."""
    values = Meta(
        summary=text_of(data, "summary"),
        owner=text_of(data, "owner"),
        status=text_of(data, "status"),
        reviewed=_date(data.get("reviewed")),
        aliases=_list(data.get("aliases")),
        tags=_list(data.get("tags")),
        next_roles=_list(data.get("next_roles")),
        lines={key: _line_of(key, text) for key in KNOWN if key in data},
    )
    unknown = (warning(Problem(path, _line_of(key, text), message)) for key, message in _unknown_keys(data))
    wrong = (Problem(path, _line_of(key, text), message) for key, message in _wrong_values(data))
    return values, (*unknown, *wrong)


def text_of(data: Mapping[str, Any], key: str) -> str:
    """Return a value as one line of text, nothing when it is none."""
    value = data.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _unknown_keys(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in map(str, data):
        hint = did_you_mean(key, KNOWN)
        if key not in KNOWN and hint:
            yield key, f'unknown front matter key "{key}"{hint}'


def _wrong_values(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _TEXTS:
        if not isinstance(data.get(key, ""), str):
            yield key, f"`{key}` must be one line of text"
    for key in _LISTS:
        value = data.get(key, "")
        if isinstance(value, dict) or any(not isinstance(entry, str) for entry in value):
            yield key, f"`{key}` must be a list such as `[one, two]`"
    reviewed = data.get("reviewed")
    if reviewed and _date(reviewed) is None:
        yield (
            "reviewed",
            f'`reviewed` must be a date written YYYY-MM-DD, such as 2026-03-31, not "{reviewed}"',
        )


def _line_of(key: str, text: str) -> int:
    lines = text.split("\n")
    found = (n for n, line in enumerate(lines, 1) if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:", line))
    return next(found, 1)


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_list(value)
    entries = value if isinstance(value, list) else []
    return tuple(entry for entry in entries if isinstance(entry, str) and entry)


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DATE.fullmatch(value) else None
    except ValueError:
        return None
