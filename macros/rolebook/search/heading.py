"""What is told of a page: headings that a link can lead to, and the lines that stand below them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rolebook.model.role import Text


@dataclass(frozen=True)
class SearchHeading:
    """A heading by its id, that of the page itself being empty; `title` is plain words."""

    anchor: str
    title: Text
    kind: str
    level: Text = ""


Told: TypeAlias = SearchHeading | Text
"""A heading, or a line of plain words."""


def by_heading(told: Iterable[Told]) -> Iterator[tuple[SearchHeading, Sequence[Text]]]:
    """Yield each heading with the lines below it; the first that is told must be a heading."""
    headings: list[tuple[SearchHeading, list[Text]]] = []
    for each in told:
        if isinstance(each, SearchHeading):
            headings.append((each, []))
        elif each:
            headings[-1][1].append(each)
    yield from headings


def in_one_line(*apart: Text) -> Text:
    """Return in one line what stands apart on the page, such as the cells of a row.

    To most searches a hyphen is no word, as any other sign would be.
    """
    return " - ".join(filter(None, apart))
