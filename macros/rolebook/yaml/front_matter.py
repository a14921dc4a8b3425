"""The front matter of a Markdown text, as YAML with lines."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from rolebook.model.problem import Problem
from rolebook.yaml.text import YamlText, read_yaml

_UNCLOSED = re.compile(r"\A---[ \t]*\n[A-Za-z_-]+:(?:\s|$)")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class FrontMatter:
    """What stands between the two `---`: values by key, and the line of each dotted path in the file.

    `body` is the text below it, which begins at `first_line`.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    first_line: int


class _MatterHandler(YAMLHandler):
    """python-frontmatter's handler, with the boundaries that MkDocs knows and Rolebook's reading of YAML."""

    FM_BOUNDARY = re.compile(r"\A---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML and the text below; the text has been `detect`ed."""
        _, matter, body = self.FM_BOUNDARY.split(text, 1)
        return matter, body

    def load(self, fm: str, **how: Any) -> Any:
        """Return what `read_yaml` returns, lines counted in the file."""
        return read_yaml(fm, first_line=2, **how)


def read_front_matter(
    text: str, path: str, typed: Container[str] = (), *, tokens: bool = False
) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """Return the front matter of a text with Unix line ends, and what is wrong with it (see `read_yaml`)."""
    handler = _MatterHandler()
    if not handler.detect(text):
        unclosed = Problem(path, 1, "the front matter is never closed; end it with a line `---`")
        return FrontMatter(_NOTHING, _NOTHING, text, 1), (unclosed,) if _UNCLOSED.match(text) else ()
    matter, body = handler.split(text)
    loaded, problems = handler.load(matter, path=path, typed=typed, tokens=tokens)
    read: YamlText = loaded or YamlText({}, _NOTHING)
    if read.data and not isinstance(read.data, dict):
        message = "the front matter holds no `key: value` lines; put a blank line before a `---` rule"
        read, problems = YamlText({}, _NOTHING), (Problem(path, 2, message),)
    first_line = text.count("\n", 0, len(text) - len(body)) + 1
    return FrontMatter(read.data or {}, read.lines, body, first_line), problems
