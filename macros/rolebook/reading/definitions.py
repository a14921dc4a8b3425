"""Lines that Markdown takes for where a link leads, `[E5]: reports`, and shows nowhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from rolebook.model.problem import Problem, warning
from rolebook.reading.limits import READ_TO

_LIKELY = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*\[[^\[\]]+\]:", re.MULTILINE)
_USED = re.compile(r"(?<!\\)\[([^\[\]]+)\](?!:)")
_COMMENTS = ("", "#")
"""Where the links lead by which people write comments: `[//]: # (a comment)`."""

_BLOCKS = MarkdownIt("commonmark", READ_TO).disable("inline")


def unused_definitions(text: str, path: str) -> Iterator[Problem]:
    """Yield the definitions of links that no link uses, so that what they say would be lost."""
    if not _LIKELY.search(text):
        return
    env: dict[str, Any] = {}
    _BLOCKS.parse(text, env)
    used = {normalizeReference(label) for label in _USED.findall(text)}
    defined: Mapping[str, Mapping[str, Any]] = env.get("references", {})
    unused = [one for label, one in defined.items() if label not in used]
    lines = text.split("\n")
    for one in (*unused, *env.get("duplicate_refs", ())):
        if one["href"] not in _COMMENTS:
            line: int = one["map"][0]
            yield warning(Problem(path, line + 1, _message(lines[line])))


def _message(line: str) -> str:
    written = line[line.index("[") :].strip() if "[" in line else line.strip()
    return (
        f'"{written}" is read as where a link leads, and no link uses it, so that it is not shown; '
        f'write "\\{written}" to show it'
    )
