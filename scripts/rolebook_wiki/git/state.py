"""What stands in a git wiki: which files are pages of the handbook, and what of it people changed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from unicodedata import normalize

from rolebook_wiki.git.mark import Mark, digest, read
from rolebook_wiki.git.record import GitRecord, Kept
from rolebook_wiki.page import FILE
from rolebook_wiki.plan import Existing, Wanted

MOVED = "moved:"
"""How the id of a page begins that only says where another one is now; its file follows."""

PAGE = ".md"

_PAGES = re.compile(
    r"\.(md|markdown|mdown|mkdn?|adoc|asciidoc|creole|(media)?wiki|org|pod|rdoc|rst|textile|txt)",
    re.IGNORECASE,
)
"""Endings of files that one wiki or another shows as pages."""


def page_key(path: str) -> str:
    """Return what files must differ in to be two pages everywhere: GitHub overlooks folders, GitLab case.

    Of a file that is no page, it is the path.
    """
    file = PurePosixPath(path)
    if not _PAGES.fullmatch(file.suffix):
        return path
    return normalize("NFC", file.stem).casefold()


@dataclass(frozen=True)
class _Page:
    text: str
    digest: str
    mark: Mark | None


class GitState:
    """The files of a wiki, read.

    `paths` are the numbers of the contents of all files, `others` what is no file, `texts` those of pages.
    """

    def __init__(
        self, paths: Mapping[str, str], others: frozenset[str], texts: Mapping[str, str], record: GitRecord
    ) -> None:
        self.paths = paths
        self._others = others
        self._record = record
        self._pages = {path: _read(content) for path, content in texts.items()}
        self.moved = dict(self._moved())
        """By file, the id of the page that it says has moved; without files that a person changed."""
        self.files = dict(self._held())
        """The file of each page and file that Rolebook made, by id, where it is now."""
        self.known = dict(record.pages) | dict(self._marked_only())
        """What Rolebook wrote, by id, of pages that a person deleted since too."""
        self._by_key: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted({*paths, *others}):
            self._by_key[page_key(path)].append(path)

    def text(self, path: str) -> str:
        """Return the text of a page; empty for a file that is none."""
        page = self._pages.get(path)
        return page.text if page else ""

    def existing(self, wanted: Sequence[Wanted], revision: str) -> Iterator[Existing]:
        """Yield what Rolebook made, and what other people made where a page is wanted."""
        ids = {page.id for page in wanted}
        titles = dict(self._titles_in_the_way(wanted, ids))
        for page_id, path in self.files.items():
            yield replace(self._ours(page_id, path, revision), title=titles.get(page_id, path))
        for path in self.moved:
            said = self._pages[path].digest
            yield Existing(path, revision, said, f"{MOVED}{path}", said, path, archived=True)
        adopted = {page.id for page in wanted if self._is_adopted(page)}
        for page in wanted:
            if page.id in adopted:
                yield Existing(page.title, revision, page.digest, page.id, page.digest, page.title)
            elif self.in_the_way(page):
                yield Existing(page.title, revision, "")

    def in_the_way(self, wanted: Wanted) -> str:
        """Return the file of other people that stands where a page is wanted, if one does."""
        ours = {*self.files.values(), *self.moved}
        for path in self._by_key.get(page_key(wanted.title), ()):
            if path not in ours:
                return path
        above = (str(folder) for folder in PurePosixPath(wanted.title).parents)
        return next((path for path in above if path in self.paths or path in self._others), "")

    def _is_adopted(self, page: Wanted) -> bool:
        """Tell whether a file is already there just as it is wanted, though no record says who made it."""
        is_same = page.id.startswith(FILE) and self.paths.get(page.title) == page.digest
        return is_same and page.title not in self.files.values()

    def _titles_in_the_way(self, wanted: Sequence[Wanted], ids: set[str]) -> Iterator[tuple[str, str]]:
        """Yield the wanted title that a page which nobody wants any more blocks, if only its case differs."""
        left = {page_key(path): page_id for page_id, path in self.files.items() if page_id not in ids}
        for page in wanted:
            blocking = left.get(page_key(page.title))
            if blocking is not None:
                yield blocking, page.title

    def _ours(self, page_id: str, path: str, revision: str) -> Existing:
        known = self.known[page_id]
        page = self._pages.get(path)
        now = page.digest if page else self.paths[path]
        return Existing(path, revision, now, page_id, known.digest, known.file)

    def _held(self) -> Iterator[tuple[str, str]]:
        """Yield where pages are: at their file, unless another page is there; else where their mark is."""
        held: set[str] = set()
        for page_id, kept in self._record.pages.items():
            if kept.file in self.paths and kept.file not in self.moved:
                mark = self._mark(kept.file)
                if mark is None or (mark.id == page_id and not mark.moved):
                    held.add(page_id)
                    yield page_id, kept.file
        for path, page in sorted(self._pages.items()):
            if page.mark and not page.mark.moved and page.mark.id not in held:
                held.add(page.mark.id)
                yield page.mark.id, path

    def _moved(self) -> Iterator[tuple[str, str]]:
        for path, page in self._pages.items():
            if page.mark and page.mark.moved and page.mark.digest == page.digest:
                yield path, page.mark.id

    def _marked_only(self) -> Iterator[tuple[str, Kept]]:
        """Yield what marks tell of pages that the record lacks."""
        for page_id, path in self.files.items():
            mark = self._mark(path)
            if mark and page_id not in self._record.pages:
                yield page_id, Kept(mark.name, mark.digest)

    def _mark(self, path: str) -> Mark | None:
        page = self._pages.get(path)
        return page.mark if page else None


def _read(content: str) -> _Page:
    text, mark = read(content)
    return _Page(text, digest(text), mark)
