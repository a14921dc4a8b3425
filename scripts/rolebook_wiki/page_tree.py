"""Which pages of the handbook stand above and below which, for a wiki has no menu of the handbook."""

from collections import defaultdict
from collections.abc import Sequence

from rolebook_wiki.page import WikiHandbook, WikiPage


class PageTree:
    """The pages of a handbook by where they belong."""

    def __init__(self, handbook: WikiHandbook) -> None:
        self._by_id = {page.id: page for page in handbook.pages}
        self._below: dict[str, list[WikiPage]] = defaultdict(list)
        for page in handbook.pages:
            self._below[page.parent].append(page)

    def above(self, page: WikiPage) -> tuple[WikiPage, ...]:
        """Return the pages above a page, from the home page down."""
        parent = self._by_id.get(page.parent)
        return (*self.above(parent), parent) if parent else ()

    def below(self, page_id: str) -> Sequence[WikiPage]:
        """Return the pages that stand right below a page."""
        return tuple(self._below.get(page_id, ()))
