"""Front matter: what Markdown cannot hold."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Meta
from rolebook.reading.lists import split_list
from rolebook.yaml.front_matter import FrontMatter

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXTS = ("summary", "owner", "status", "title")
_LISTS = ("aliases", "tags", "next_roles")
KNOWN = (*_TEXTS, *_LISTS, "reviewed")


def meta(matter: FrontMatter, path: str) -> tuple[Meta, tuple[Problem, ...]]:
    """Return the front matter as values, and a problem for each that is not what it should be.

    A key without a value is one that is not given.
    """
    data = {key: value for key, value in matter.values.items() if key and value is not None}
    values = Meta(
        summary=text_of(data, "summary"),
        owner=text_of(data, "owner"),
        status=text_of(data, "status"),
        reviewed=_date(data.get("reviewed")),
        aliases=_list(data.get("aliases")),
        tags=_list(data.get("tags")),
        next_roles=_list(data.get("next_roles")),
        lines={key: matter.lines[key] for key in KNOWN if key in data},
    )
    unknown = (warning(Problem(path, matter.lines[key], message)) for key, message in _unknown_keys(data))
    wrong = (Problem(path, matter.lines[key], message) for key, message in _wrong_values(data))
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
