"""The documents that lie beside a site, for who wants it on paper."""

from pathlib import Path

from rolebook.facts.token import names
from rolebook.load.content import Content
from rolebook.model.document import Document
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem
from rolebook.printing.open_renderer import PrintError, open_renderer
from rolebook.render.lookup import Lookup
from rolebook.render.prints import PRINTS, documents_on_the_site
from rolebook.stamp.values import Value, Values

_KIB = 1024


class DocumentsError(Exception):
    """Documents could not be set; the message has a line for each reason."""


def print_beside(
    site: Path, earlier: Path | None, content: Content, lookup: Lookup, values: Values
) -> Values:
    """Set the documents that belong to a site, and return their sizes as values for its pages.

    `earlier` is the site of before. Raises `DocumentsError`.
    """
    sizes: dict[str, Value] = {}
    problems: list[Problem] = []
    before = earlier / PRINTS if earlier else None
    with open_renderer(content, lookup.handbook, values, site / PRINTS, earlier=before) as opened:
        for printed in opened.print(documents_on_the_site(lookup.handbook)):
            problems += printed.problems
            if not printed.problems:
                sizes |= _size(printed.document, printed.file, lookup)
    if problems:
        raise DocumentsError("\n".join(map(str, sorted(set(problems)))))
    return sizes


def print_problems(content: Content, handbook: Handbook, values: Values) -> tuple[Problem, ...]:
    """Return what keeps the documents that belong to a company's site from being printed."""
    wanted = documents_on_the_site(handbook)
    if not wanted:
        return ()
    try:
        with open_renderer(content, handbook, values, Path()) as opened:
            problems = (problem for document in wanted for problem in opened.problems(document))
            return tuple(sorted(set(problems)))
    except PrintError as error:
        return (error.problem,)


def _size(document: Document, file: Path, lookup: Lookup) -> dict[str, Value]:
    (name,) = names(lookup.print_size(document))
    return {name: Value(_shown(file.stat().st_size))}


def _shown(size: int) -> str:
    """Return a size in bytes as a reader weighs it."""
    kib = -(-size // _KIB)
    return f"{kib} KB" if kib < _KIB else f"{kib / _KIB:.1f} MB"
