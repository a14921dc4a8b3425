"""A MediaWiki as a place to publish to."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha1
from pathlib import Path
from typing import Any

from rolebook.model.company import Company, WikiTarget
from rolebook.wiki.mediawiki_page import (
    archived,
    existing_page,
    file_title,
    marked,
    page_titles,
    wanted_pages,
)
from rolebook.wiki.page import FILE, HOME, WikiFile, WikiHandbook
from rolebook.wiki.plan import Action, Existing, Kind, Wanted
from rolebook.wiki.wiki import EditedMeanwhileError, State, WikiError
from rolebook_cli.wikis import secret
from rolebook_cli.wikis.mediawiki_api import Answer, Api, RefusedError

_SUMMARY = "Rolebook: from the handbook of roles"
_REVISIONS = {
    "prop": "revisions|imageinfo",
    "rvprop": "ids|content|user",
    "rvslots": "main",
    "iiprop": "sha1",
}
_ABOUT_THE_RECORD = "Which pages Rolebook published here. It reads this page, so leave it as it is."
_RECORD = re.compile(r"<pre>\n?(.*?)\n?</pre>", re.DOTALL)
_REDIRECT = re.compile(r"\s*#REDIRECT", re.IGNORECASE)


def open_wiki(target: WikiTarget, _company: Company, _scratch: Path) -> "MediaWiki":
    """Return the wiki of a target, logged in. Raises `WikiError`."""
    return MediaWiki(Api(target.url, secret("USER"), secret("PASSWORD")), target.root)


class MediaWiki:
    """A wiki that Rolebook publishes a handbook into, below the page `root`."""

    def __init__(self, api: Api, root: str) -> None:
        self._api = api
        self._root = root
        self._top = ""
        self._files: dict[str, WikiFile] = {}
        self._free: set[str] = set()
        self._record = ""

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages as wikitext, and the files that this wiki takes."""
        self._top = page_titles(handbook, self._root)[HOME]
        taken = [file for file in handbook.files if Path(file.path).suffix.lower() in self._api.file_types]
        self._files = {f"{FILE}{file.path}": file for file in taken}
        titles = {file.path: file_title(file.path, self._root) for file in taken}
        files = [_wanted_file(file, titles[file.path], self._top) for file in taken]
        return [*files, *wanted_pages(handbook, self._root, titles)]

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return the pages in Rolebook's categories and those at wanted titles, fifty or more a request."""
        published = self._published()
        titles = {page.title for page in wanted} | set(published.values()) | set(self._members())
        found = tuple(self._existing(sorted(titles)))
        return State(found, published)

    def _published(self) -> Mapping[str, str]:
        (page,) = self._api.pages([self._record_title], **_REVISIONS)
        self._record = _text(page)
        found = _RECORD.search(self._record)
        try:
            return dict(json.loads(found[1])) if found else {}
        except ValueError as error:
            raise WikiError(
                f"{self._record_title} is not as Rolebook wrote it; restore its last version"
            ) from error

    @property
    def _record_title(self) -> str:
        return f"{self._top}/Published pages"

    def _members(self) -> Iterator[str]:
        for category in (self._top, f"{self._top} (archive)"):
            entries = self._api.list(
                "categorymembers", list="categorymembers", cmtitle=f"Category:{category}", cmlimit="max"
            )
            yield from (entry["title"] for entry in entries)

    def _existing(self, titles: Sequence[str]) -> Iterator[Existing]:
        for page in self._api.pages(titles, **_REVISIONS):
            if page.get("missing") or page.get("invalid"):
                continue
            found = _existing(page)
            if _REDIRECT.match(_text(page)) and _last_editor(page) == self._api.user:
                self._free.add(found.title)
            else:
                yield found

    def text(self, existing: Existing) -> str:
        """Return the text of a page as it stands."""
        (page,) = self._api.pages([existing.title], **_REVISIONS)
        return _text(page)

    def apply(self, action: Action) -> None:
        """Take one step. Raises `EditedMeanwhileError`."""
        try:
            if action.id in self._files and action.wanted:
                self._put_file(action, action.wanted)
            elif action.kind is Kind.CREATE and action.wanted:
                self._create(action.wanted)
            elif action.kind is Kind.MOVE and action.wanted and action.existing:
                self._move(action.wanted, action.existing)
            elif action.kind is Kind.ARCHIVE and action.existing:
                self._edit(action.existing, archived(action.existing, self.text(action.existing)), action.why)
            elif action.wanted and action.existing:
                self._edit(action.existing, marked(action.wanted), action.why)
        except RefusedError as refused:
            raise EditedMeanwhileError(f"the wiki refused: {refused}") from refused

    def _create(self, wanted: Wanted) -> None:
        only: dict[str, Any] = {} if wanted.title in self._free else {"createonly": True}
        try:
            self._change("edit", title=wanted.title, text=marked(wanted), **only)
        except RefusedError as refused:
            if refused.code != "articleexists" or not self._stands(wanted):
                raise

    def _stands(self, wanted: Wanted) -> bool:
        """Tell whether a page is there as wanted: an answer was lost, or another run was quicker."""
        found = list(self._existing([wanted.title]))
        return bool(found) and (found[0].id, found[0].digest) == (wanted.id, wanted.digest)

    def _edit(self, existing: Existing, text: str, why: str = "") -> None:
        """Write a page that stands as it was planned on; MediaWiki would merge a person's edit silently."""
        self._unchanged(existing)
        answer = self._change(
            "edit", title=existing.title, text=text, baserevid=existing.revision, nocreate=True, why=why
        )
        before = answer["edit"].get("oldrevid", existing.revision)
        if str(before) != existing.revision:
            raise EditedMeanwhileError(
                "a person edited it at the same time; the wiki merged both, look at it"
            )

    def _unchanged(self, existing: Existing) -> None:
        now = next(iter(self._existing([existing.title])), None)
        if not now:
            raise EditedMeanwhileError("a person deleted or moved it just now")
        if now.revision != existing.revision:
            raise EditedMeanwhileError("a person edited it just now")

    def _move(self, wanted: Wanted, existing: Existing) -> None:
        self._unchanged(existing)
        self._api.change(**{"action": "move", "from": existing.title, "to": wanted.title, "reason": _SUMMARY})
        (moved,) = self._existing([wanted.title])
        self._edit(moved, marked(wanted))

    def _put_file(self, action: Action, wanted: Wanted) -> None:
        if action.kind is Kind.ARCHIVE:
            return
        if action.existing:
            self._unchanged(action.existing)
        self._api.upload(wanted.title, self._files[action.id].file, marked(wanted), _SUMMARY)
        if action.existing:
            (now,) = self._existing([wanted.title])
            self._edit(now, marked(wanted))

    def _change(self, action: str, why: str = "", **given: Any) -> Answer:
        summary = f"{_SUMMARY} ({why})" if why else _SUMMARY
        return self._api.change(action=action, summary=summary, bot=True, **given)

    def finish(self, published: Mapping[str, str]) -> None:
        """Write the record of what is published, if it changed."""
        listed = json.dumps(dict(sorted(published.items())), ensure_ascii=False, indent=1)
        text = f"{_ABOUT_THE_RECORD}\n<pre>\n{listed}\n</pre>"
        if text != self._record.strip():
            self._change("edit", title=self._record_title, text=text)


def _wanted_file(file: WikiFile, title: str, top: str) -> Wanted:
    digest = sha1(file.file.read_bytes(), usedforsecurity=False).hexdigest()
    return Wanted(
        f"{FILE}{file.path}", title, f"A file of the handbook of roles.\n\n[[Category:{top}]]", digest
    )


def _text(page: Answer) -> str:
    revisions = page.get("revisions") or [{}]
    text: str = revisions[0].get("slots", {}).get("main", {}).get("content", "")
    return text


def _last_editor(page: Answer) -> str:
    name: str = page["revisions"][0].get("user", "")
    return name


def _existing(page: Answer) -> Existing:
    revision = str(page["revisions"][0]["revid"])
    found = existing_page(page["title"], revision, _text(page))
    if page.get("imageinfo"):
        return replace(found, digest=page["imageinfo"][0]["sha1"])
    return found
