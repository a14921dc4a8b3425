"""Where a page's links lead, and what it would load from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote

from rolebook.model.problem import Problem
from rolebook.parse.links import foreign_pictures, replace_local_links

_LOADED = re.compile(
    r"<(?:script|iframe|video|audio|source|embed|link)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?P<url>(?:https?:)?//[^\s\"'>]+)",
    re.IGNORECASE,
)


def _target(link: str, path: str) -> str:
    return normpath(f"{dirname(path) or '.'}/{unquote(link.partition('#')[0])}")


def relinked(text: str, path: str, aliases: Mapping[str, str]) -> str:
    """Return the text of a page with its links to pages that go by another path leading to that path."""
    if not aliases:
        return text

    def renamed(link: str, _line: int) -> str:
        name = aliases.get(_target(link, path))
        fragment = "".join(link.partition("#")[1:])
        return f"{quote(relpath(name, dirname(path) or '.'))}{fragment}" if name else link

    return replace_local_links(text, renamed)


def foreign_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield what a page would load from another host."""
    for url, line in foreign_pictures(text):
        yield Problem(path, line, f"shows a picture from another host, {url}; put the file beside the page")
    for number, line_text in enumerate(text.split("\n"), 1):
        for match in _LOADED.finditer(line_text):
            message = f"loads {match['url']} from another host; put the file beside the page"
            yield Problem(path, number, message)
