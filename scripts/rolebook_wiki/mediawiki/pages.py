"""The pages of a MediaWiki as they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolebook_wiki.mediawiki.api import Answer, Api
from rolebook_wiki.mediawiki.mark import existing_page
from rolebook_wiki.mediawiki.wanted import redirect_to
from rolebook_wiki.plan import Existing, Wanted

_ASKED = {
    "prop": "revisions|imageinfo",
    "rvprop": "ids|content|user",
    "rvslots": "main",
    "iiprop": "sha1",
    "iilimit": "max",
}


@dataclass(frozen=True)
class Page:
    """A page as it stands, with its text and who wrote its last revision."""

    existing: Existing
    text: str
    editor: str

    @property
    def leads_to(self) -> str:
        """Return the title that a redirect leads to."""
        return redirect_to(self.text)

    def holds(self, wanted: Wanted) -> bool:
        """Tell whether the page stands as it is wanted."""
        return (self.existing.id, self.existing.digest) == (wanted.id, wanted.digest)


class MediaWikiPages:
    """Reads the pages of a wiki. `handbooks` are the ids by whose marks pages are ours."""

    def __init__(self, api: Api, handbooks: tuple[str, ...]) -> None:
        self.handbooks = handbooks
        self._api = api

    def at(self, titles: Sequence[str]) -> Iterator[Page]:
        """Yield the pages that stand at titles, fifty a request."""
        for answer in self._api.pages(titles, **_ASKED):
            if answer.get("revisions"):
                yield self._read(answer)

    def one(self, title: str) -> Page | None:
        """Return the page at a title."""
        return next(self.at([title]), None)

    def text(self, title: str) -> str:
        """Return the text of the page at a title; empty where there is none."""
        page = self.one(title)
        return page.text if page else ""

    def members(self, top: str) -> Iterator[str]:
        """Yield the titles in the categories of the handbook below a page."""
        for name in (top, f"{top} (archive)"):
            entries = self._api.list(
                "categorymembers", list="categorymembers", cmtitle=f"Category:{name}", cmlimit="max"
            )
            yield from (entry["title"] for entry in entries)

    def began_as_ours(self, title: str) -> bool:
        """Tell whether we made a page; one that a person made after deleting ours is theirs."""
        asked = {"prop": "revisions", "rvprop": "user", "rvlimit": 1, "rvdir": "newer"}
        answer = next(iter(self._api.ask(action="query", titles=title, **asked)["query"]["pages"]))
        return bool(answer["revisions"][0].get("user") == self._api.user)

    def is_left_by_a_move(self, page: Page) -> bool:
        """Tell whether a page is no more than the redirect that a move of ours left."""
        return bool(page.leads_to) and page.editor == self._api.user

    def _read(self, answer: Answer) -> Page:
        revision = answer["revisions"][0]
        text = revision.get("slots", {}).get("main", {}).get("content", "")
        info = answer.get("imageinfo") or [{}]
        number, sha = str(revision["revid"]), info[0].get("sha1", "")
        existing = existing_page(answer["title"], number, text, self.handbooks, sha)
        return Page(existing, text, revision.get("user", ""))


def ours_among(pages: Iterable[Page], wanted: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles of the pages that Rolebook made; of several with one mark, the original.

    That is the one at the title it is to have (`wanted` maps titles to ids), or had when it was written.
    """
    by_id: dict[str, list[Existing]] = {}
    for page in pages:
        if page.existing.id:
            by_id.setdefault(page.existing.id, []).append(page.existing)
    for page_id, copies in by_id.items():
        best = max(copies, key=lambda one: (wanted.get(one.title) == page_id, one.named == one.title))
        yield best.title
