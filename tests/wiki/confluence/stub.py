"""A Confluence in memory: the rules of its REST API that publishing meets, and people who work in it.

Written after Atlassian's documentation of the first version of the API; no Confluence was at hand.
"""

import re
import threading
from copy import deepcopy
from dataclasses import dataclass, field
from html.entities import codepoint2name
from itertools import count
from typing import Any

from lxml import etree

from rolebook_wiki.confluence.storage_xml import AC, RI, NotStorageError, parsed

Answer = dict[str, Any]
SPACE = "HR"
HOME = "100"
_LONGEST_TITLE = 255
_PROPERTY_BYTES = 32_768


class RefusedRequestError(Exception):
    """What Confluence answers instead: a status and a message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Version:
    """A page as it stood at one time."""

    title: str
    body: str
    message: str
    by: str


@dataclass
class Attached:
    """An attachment, which is content of its own."""

    id: str
    name: str
    data: bytes
    comment: str
    version: int = 1


@dataclass
class Page:
    """A page with all that belongs to it."""

    id: str
    parent: str
    versions: list[Version]
    properties: dict[str, tuple[Any, int]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    comments: list[Answer] = field(default_factory=list)
    files: dict[str, Attached] = field(default_factory=dict)
    trashed: bool = False
    read_only: bool = False

    @property
    def now(self) -> Version:
        """Return the version that readers see."""
        return self.versions[-1]

    @property
    def title(self) -> str:
        """Return the title that readers see."""
        return self.now.title

    @property
    def body(self) -> str:
        """Return the text that readers see."""
        return self.now.body


class Confluence:
    """One space of one Confluence. `may_delete` is the right of the account that publishes."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.may_delete = True
        self.numbers = count(101)
        self.pages: dict[str, Page] = {HOME: Page(HOME, "", [Version("People", "<p>Home</p>", "", "admin")])}

    def saved(self) -> dict[str, Page]:
        """Return all pages as they are now."""
        return deepcopy(self.pages)

    def restore(self, saved: dict[str, Page]) -> None:
        """Bring back all pages as they were."""
        self.pages = deepcopy(saved)

    # What readers see

    def at(self, title: str) -> Page:
        """Return the page of a title."""
        return next(page for page in self._there() if page.title == title)

    @property
    def titles(self) -> set[str]:
        """Return the titles of all pages below the space's home page."""
        return {page.title for page in self._there() if page.id != HOME}

    def _there(self) -> list[Page]:
        return [page for page in self.pages.values() if not page.trashed]

    # What people do

    def person_makes(self, title: str, body: str = "<p>Mine</p>", parent: str = HOME) -> Page:
        """Make a page as a person."""
        number = self.create(title, body, parent, by="person")["id"]
        return self.pages[number]

    def person_edits(self, title: str, before: str, after: str) -> None:
        """Change words on a page as a person."""
        page = self.at(title)
        assert before in page.body, page.body
        page.versions.append(Version(title, page.body.replace(before, after, 1), "", "person"))

    def person_renames(self, title: str, after: str) -> None:
        """Rename a page as a person."""
        page = self.at(title)
        self.update(page.id, after, page.body, page.parent, len(page.versions) + 1, "", by="person")

    def person_deletes(self, title: str) -> None:
        """Put a page into the trash as a person."""
        self._trash(self.at(title))

    def person_comments(self, title: str, words: str, *, new_version: bool = False) -> str:
        """Comment on words of a page as a person; return the comment's mark."""
        page = self.at(title)
        assert words in page.body, page.body
        ref = f"ref-{next(self.numbers)}"
        marked = f'<ac:inline-comment-marker ac:ref="{ref}">{words}</ac:inline-comment-marker>'
        version = Version(title, page.body.replace(words, marked, 1), "", "person")
        if new_version:
            page.versions.append(version)
        else:
            page.versions[-1] = Version(title, version.body, page.now.message, page.now.by)
        page.comments.append({"ref": ref, "status": "open"})
        return ref

    # The API's rules

    def found(self, number: str) -> Page:
        """Return a page that is not in the trash."""
        page = self.pages.get(number)
        if page is None or page.trashed:
            raise RefusedRequestError(404, f"No content found with id: {number}")
        return page

    def create(self, title: str, body: str, parent: str, by: str = "rolebook") -> Answer:
        """Create a page."""
        self._title_is_free(title, "")
        self.found(parent)
        number = str(next(self.numbers))
        self.pages[number] = Page(number, parent, [Version(title, self._stored(body), "", by)])
        return self.shown(self.pages[number], set())

    def update(
        self,
        number: str,
        title: str,
        body: str,
        parent: str,
        version: int,
        message: str,
        by: str = "rolebook",
    ) -> Answer:
        """Write a new version of a page."""
        page = self._writable(number)
        if version != len(page.versions) + 1:
            raise RefusedRequestError(
                409, f"Version must be incremented on update. Current version is: {len(page.versions)}"
            )
        self._title_is_free(title, number)
        before = page.title
        page.versions.append(Version(title, self._stored(body), message, by))
        page.parent = parent or HOME
        if before != title:
            self._links_follow(before, title, but=number)
        return self.shown(page, set())

    def _writable(self, number: str) -> Page:
        page = self.found(number)
        if page.read_only:
            raise RefusedRequestError(403, "User is not permitted to update this content")
        return page

    def _links_follow(self, before: str, after: str, but: str) -> None:
        """Lead links on other pages to a page's new title, as Confluence does, in a new version."""
        for page in self._there():
            root = parsed(page.body)
            links = [link for link in root.iter(f"{RI}page") if link.get(f"{RI}content-title") == before]
            if links and page.id != but:
                for link in links:
                    link.set(f"{RI}content-title", after)
                page.versions.append(Version(page.title, _written(root), "", "system"))

    def _title_is_free(self, title: str, but: str) -> None:
        if not title.strip() or len(title) > _LONGEST_TITLE:
            raise RefusedRequestError(400, "The title is empty or too long")
        if any(page.title.casefold() == title.casefold() and page.id != but for page in self._there()):
            raise RefusedRequestError(
                400,
                f"A page with this title already exists: A page already exists with the title {title} "
                f"in the space with key {SPACE}",
            )

    def _stored(self, body: str) -> str:
        """Return a body as Confluence keeps it: another text that says the same."""
        try:
            root = parsed(body)
        except NotStorageError as error:
            raise RefusedRequestError(400, f"Error parsing xhtml: {error}") from error
        if root.xpath("//*[namespace-uri() = '' and contains(name(), ':')]"):
            raise RefusedRequestError(400, "Error parsing xhtml: undeclared prefix")
        for macro in root.iter(f"{AC}structured-macro"):
            macro.set(f"{AC}macro-id", f"macro-{next(self.numbers)}")
            macro.set(f"{AC}schema-version", "1")
        for link in root.iter(f"{RI}page"):
            link.set(f"{RI}version-at-save", "1")
        for block in root.iter("p", "td", "th", "li"):
            block.set("local-id", f"local-{next(self.numbers)}")
        for task in root.iter(f"{AC}task"):
            if task.find(f"{AC}task-uuid") is None:
                etree.SubElement(task, f"{AC}task-uuid").text = f"uuid-{next(self.numbers)}"
                task.insert(1, task[-1])
        return _written(root)

    def delete(self, number: str) -> None:
        """Put a page or an attachment into the trash; pages below it go up one step."""
        if not self.may_delete:
            raise RefusedRequestError(403, "User is not permitted to delete this content")
        for page in self._there():
            if number in page.files:
                del page.files[number]
                return
        self._trash(self._writable(number))

    def _trash(self, page: Page) -> None:
        page.trashed = True
        for below in self.pages.values():
            if below.parent == page.id:
                below.parent = page.parent

    def set_property(self, number: str, key: str, value: Any, version: int) -> Answer:
        """Write a property; the first version of one that is there already is refused."""
        page = self._writable(number)
        if len(str(value)) > _PROPERTY_BYTES:
            raise RefusedRequestError(413, "The value is too long")
        before = page.properties[key][1] if key in page.properties else 0
        if version != before + 1:
            raise RefusedRequestError(
                409, f"Can't update or create the property {key}: its version is {before}"
            )
        page.properties[key] = (value, version)
        return _property(key, page.properties[key])

    def property(self, number: str, key: str) -> Answer:
        """Return a property."""
        page = self.found(number)
        if key not in page.properties:
            raise RefusedRequestError(404, f"Cannot find property {key}")
        return _property(key, page.properties[key])

    def delete_property(self, number: str, key: str) -> Answer:
        """Take a property away."""
        self.property(number, key)
        del self._writable(number).properties[key]
        return {}

    def label(self, number: str, names: set[str]) -> Answer:
        """Put labels on a page."""
        self.found(number).labels |= names
        return {}

    def unlabel(self, number: str, name: str) -> Answer:
        """Take a label off a page."""
        self.found(number).labels.discard(name)
        return {}

    def say_of_file(self, number: str, file: str, comment: str) -> Answer:
        """Change the comment of an attachment."""
        self._writable(number).files[file].comment = comment
        return {}

    def attach(self, number: str, name: str, data: bytes, comment: str) -> Answer:
        """Attach a file under a name that is free."""
        page = self._writable(number)
        if any(file.name == name for file in page.files.values()):
            raise RefusedRequestError(
                400, f"Cannot add a new attachment with same file name as an existing one: {name}"
            )
        file = Attached(f"att{next(self.numbers)}", name, data, comment)
        page.files[file.id] = file
        return {"results": [_attachment(file)]}

    def attach_again(self, number: str, file: str, data: bytes, comment: str) -> Answer:
        """Write a new version of an attachment."""
        found = self._writable(number).files[file]
        found.data, found.comment, found.version = data, comment, found.version + 1
        return _attachment(found)

    def shown(self, page: Page, expand: set[str], version: int | None = None) -> Answer:
        """Return what the API says of a page, with what is asked for."""
        at = len(page.versions) if version is None else version
        if version is not None and not 0 < version < len(page.versions):
            raise RefusedRequestError(404, "No such version")
        then = page.versions[at - 1]
        answer: Answer = {"id": page.id, "type": "page", "status": "current", "title": then.title}
        if "version" in expand:
            answer["version"] = {"number": at, "message": then.message, "minorEdit": True}
        if "space" in expand:
            answer["space"] = {"key": SPACE}
        if "body.storage" in expand:
            answer["body"] = {"storage": {"value": then.body, "representation": "storage"}}
        if "ancestors" in expand:
            answer["ancestors"] = [{"id": above} for above in self._above(page)]
        wanted = {name.removeprefix("metadata.properties.") for name in expand if "properties." in name}
        if wanted:
            there = {key: _property(key, page.properties[key]) for key in wanted & set(page.properties)}
            answer["metadata"] = {"properties": there}
        return answer

    def _above(self, page: Page) -> list[str]:
        found: list[str] = []
        while page.parent:
            found.insert(0, page.parent)
            page = self.pages[page.parent]
        return found

    def listed(self, title: str) -> list[Page]:
        """Return the pages that the account may see, or the one of exactly this title."""
        return [page for page in self._there() if not title or page.title == title]

    def files(self, number: str, name: str) -> list[Answer]:
        """Return the attachments of a page."""
        found = self.found(number).files.values()
        return [_attachment(file) for file in found if not name or file.name == name]

    def comments(self, number: str) -> list[Answer]:
        """Return the comments on a page."""
        return [
            {
                "id": comment["ref"],
                "extensions": {
                    "location": "inline",
                    "inlineProperties": {"markerRef": comment["ref"]},
                    "resolution": {"status": comment["status"]},
                },
            }
            for comment in self.found(number).comments
        ]


def _property(key: str, stored: tuple[Any, int]) -> Answer:
    return {"key": key, "value": stored[0], "version": {"number": stored[1]}}


def _attachment(file: Attached) -> Answer:
    return {
        "id": file.id,
        "type": "attachment",
        "title": file.name,
        "version": {"number": file.version},
        "metadata": {"comment": file.comment},
        "extensions": {"comment": file.comment},
    }


def _written(root: etree._Element) -> str:
    """Return a tree as Confluence writes it: no lines between blocks, HTML's entities, `<br />`."""
    text = etree.tostring(root, encoding="unicode")
    text = text[text.index(">") + 1 : text.rindex("</")] if not text.endswith("/>") else ""
    pieces = re.split(r"(<ac:plain-text-body>.*?</ac:plain-text-body>)", text, flags=re.DOTALL)
    return "".join(_code(piece) if place % 2 else _prose(piece) for place, piece in enumerate(pieces))


def _code(piece: str) -> str:
    inner = piece.removeprefix("<ac:plain-text-body>").removesuffix("</ac:plain-text-body>")
    plain = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return f"<ac:plain-text-body><![CDATA[{plain.replace(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body>"


def _prose(piece: str) -> str:
    named = "".join(
        f"&{codepoint2name[ord(letter)]};" if ord(letter) > 127 and ord(letter) in codepoint2name else letter
        for letter in piece
    )
    return re.sub(r">\n<", "><", named).replace("/>", " />")
