"""A page of the handbook as Confluence holds it: its title, unique in a space, and its text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from rolebook_wiki.anchors import linked_anchors
from rolebook_wiki.confluence.record import digest_of
from rolebook_wiki.confluence.storage_format import StorageContext, storage
from rolebook_wiki.page import HOME, WikiHandbook, WikiPage
from rolebook_wiki.plan import Wanted
from rolebook_wiki.sentences import Sentences

_LONGEST = 255
ARCHIVE = "archive:"
"""The id of the page below which archived pages stand; no page of a handbook has it."""


def page_titles(handbook: WikiHandbook, root: str) -> Mapping[str, str]:
    """Return the title of each page by its id: `QA Engineer: Career ladder`; the home page's is `root`."""
    by_id = {page.id: page for page in handbook.pages}
    plain = {page.id: _shortened(_title(page, by_id, root)) or page.id for page in handbook.pages}
    shared = Counter(title.casefold() for title in plain.values())
    return {
        page: _shortened(title, f" ({page})") if shared[title.casefold()] > 1 and page != HOME else title
        for page, title in plain.items()
    }


def _title(page: WikiPage, by_id: Mapping[str, WikiPage], root: str) -> str:
    if page.id == HOME:
        return root
    above = by_id.get(page.parent)
    if above and above.id.startswith("roles/"):
        return f"{above.title}: {page.kind or page.title}"
    return page.title


def _shortened(title: str, end: str = "") -> str:
    """Return a title that Confluence takes: one line, not longer than 255 characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return f"{line[: _LONGEST - len(end)].strip()}{end}"


def archived_title(title: str, number: str) -> str:
    """Return the title of a page that left the handbook, so that its own is free again."""
    return _shortened(title, f" (archived {number})")


def passing_title(title: str, number: str) -> str:
    """Return a title under which a page waits for its own, while another page still has that."""
    return _shortened(title, f" ({number})")


def wanted_pages(
    handbook: WikiHandbook, titles: Mapping[str, str], files: Mapping[str, str], sentences: Sentences
) -> Iterator[Wanted]:
    """Yield the pages in the storage format; `files` maps site paths to the names of attachments."""
    context = StorageContext(titles, files, titles.get(HOME, ""), linked_anchors(handbook), sentences)
    for page in handbook.pages:
        text = storage(page, context)
        yield Wanted(page.id, titles[page.id], text, digest_of(text.encode()))


def archive_text(sentences: Sentences) -> str:
    """Return the text of the page below which archived pages stand."""
    page = WikiPage(ARCHIVE, "", "", f"<p>{escape(sentences.archive)}</p>")
    return storage(page, StorageContext({}, {}, "", sentences=sentences))
