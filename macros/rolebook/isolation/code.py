"""What scripts, styles and data say: their strings, which may be sentences or markup, and all words."""

import json
import re
from collections.abc import Iterator
from typing import Any

from rolebook.isolation.extracted import FilePart, Reading

_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*+)(?:"|(?=\n)|\Z)')
_QUOTED = re.compile(
    r"""'(?:[^'\\\n]|\\.)*+(?:'|(?=\n)|\Z)|`(?:[^`\\]|\\.)*+(?:`|\Z)|/\*.*?\*/|//[^\n]*""", re.DOTALL
)
_DECODER = json.JSONDecoder(strict=False)
_TAG = re.compile(r"<[a-zA-Z!/]")


def in_code(text: str) -> Reading:
    """Return the strings and comments of a script or a style sheet, and its lines as they are."""
    strings = set(map(_unescaped, _STRING.findall(text)))
    quoted = {quoted.strip("'`") for quoted in _QUOTED.findall(text)}
    reading = _reading(strings | quoted)
    reading.code.update(filter(None, map(str.strip, text.splitlines())))
    return reading


def in_json(text: str) -> Reading:
    """Return the keys and strings of data; of what is no JSON after all, what a script would say."""
    try:
        return _reading(set(_strings(json.loads(text, strict=False))))
    except (ValueError, RecursionError):
        return in_code(text)


def _strings(data: Any) -> Iterator[str]:
    """Yield the texts of data, deep or not."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.values(), *one.keys()]
        elif isinstance(one, list):
            waiting += one


def _reading(strings: set[str]) -> Reading:
    """Return strings by what they are: one of several words is for people, one with tags is markup too."""
    markup = {text for text in strings if "<" in text and _TAG.search(text)}
    prose = {text for text in strings if " " in text}
    return Reading(prose, strings - prose, parts={FilePart(".html", text) for text in markup})


def _unescaped(string: str) -> str:
    try:
        return str(_DECODER.decode(f'"{string}"')) if "\\" in string else string
    except ValueError:
        return string
