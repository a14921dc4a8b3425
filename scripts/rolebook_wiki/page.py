"""A page of the handbook on its way into a wiki."""

from dataclasses import dataclass
from pathlib import Path

LINK = "page:"
"""The scheme of a link to another page of the handbook: `page:roles/qa-engineer#tools`."""

HOME = "index"
"""The id of the home page."""

FILE = "file:"
"""The scheme of a link to a file of the handbook: `file:assets/print/book.pdf`."""


@dataclass(frozen=True)
class WikiPage:
    """A page: plain semantic HTML, in which links to others are `page:` and `file:` addresses.

    `id` is its address in the handbook, such as `ladders/qa-engineer`; it never changes when a title does.
    `kind` says what a role's own page is, such as "Career ladder".
    `parent` is the id of the page it belongs under. `edited_at` is where its source is edited, empty for a
    page that no single file makes.
    """

    id: str
    title: str
    kind: str
    html: str
    parent: str = ""
    edited_at: str = ""


@dataclass(frozen=True)
class WikiFile:
    """A file that pages show or link to: a picture, a document; `path` is its site path."""

    path: str
    file: Path


@dataclass(frozen=True)
class WikiHandbook:
    """All that is published of a company's handbook."""

    company: str
    pages: tuple[WikiPage, ...]
    files: tuple[WikiFile, ...]
