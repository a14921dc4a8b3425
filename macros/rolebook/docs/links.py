"""Where a page's links lead, and what it would load from elsewhere."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote

from rolebook.model.problem import Problem
from rolebook.parse.links import replace_local_links
from rolebook.parse.loads import elsewhere


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
    for found in elsewhere(text):
        what = "shows a picture" if found.tag == "img" else "loads a file"
        message = f"{what} from another host, {found.address}; put the file beside the page"
        yield Problem(path, found.line, message)
