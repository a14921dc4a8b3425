"""The titles that pages have in a wiki, all different, and the words of the note on each page."""

from collections import Counter
from collections.abc import Callable, Mapping

from rolebook.wiki.page import WikiHandbook, WikiPage


def titles(
    handbook: WikiHandbook, title: Callable[[WikiPage, Mapping[str, WikiPage]], str]
) -> Mapping[str, str]:
    """Return the title of each page by its id; pages that would share one carry their ids too."""
    by_id = {page.id: page for page in handbook.pages}
    named = {page.id: title(page, by_id) for page in handbook.pages}
    shared = Counter(name.casefold() for name in named.values())
    return {
        page_id: f"{name} ({page_id.replace('/', ' ')})" if shared[name.casefold()] > 1 else name
        for page_id, name in named.items()
    }
