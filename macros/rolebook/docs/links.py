"""Where a page's links lead, and what it would load from elsewhere."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote

from rolebook.model.problem import Problem
from rolebook.reading.links import replace_local_links
from rolebook.reading.loads import Address, elsewhere, elsewhere_in_html


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
    """Yield what a page would load from another host, given its Markdown."""
    return (_loaded(address, path, address.line) for address in elsewhere(text))


def foreign_in_page(page: str, path: str, text: str) -> Iterator[Problem]:
    """Yield the same of a finished page: attributes and addresses may come about only there.

    Each is told at the line of the text that names its address, if one does.
    """
    for address in elsewhere_in_html(page):
        before, named, _ = text.partition(address.address)
        yield _loaded(address, path, before.count("\n") + 1 if named else 0)


def _loaded(address: Address, path: str, line: int) -> Problem:
    what = "shows a picture" if address.tag == "img" else "loads a file"
    return Problem(path, line, f"{what} from another host, {address.address}; put the file beside the page")
