"""Confluence's REST API: the part of its first version that Cloud and Data Center both have."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.util.retry import Retry

from rolebook.wiki.wiki import WikiError
from rolebook_cli.wikis import secret

PROPERTY = "rolebook"
"""The key of the content property in which Rolebook keeps what it knows of a page."""

_RETRIES = 6
_BACKOFF = 0.5
_LONGEST_WAIT = 60
_TIMEOUT = (10, 60)
_AGAIN = (429, 500, 502, 503, 504)
_PER_REQUEST = 200
_BODIES_PER_REQUEST = 50
_FEW = 10
_OF_PAGE = f"version,ancestors,metadata.properties.{PROPERTY}"
_NO_LETTER = MappingProxyType({"X-Atlassian-Token": "no-check"})
"""What an upload needs, so that it is not taken for another site's form."""


class RefusedError(Exception):
    """Confluence refused a request: its status, and what it said."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


@dataclass(frozen=True)
class Property:
    """A content property: JSON with a version of its own."""

    value: Mapping[str, Any]
    version: int


@dataclass(frozen=True)
class Content:
    """A page or an attachment as it stands; `parent` is the number of the page above."""

    id: str
    title: str
    version: int
    message: str = ""
    parent: str = ""
    above: tuple[str, ...] = ()
    space: str = ""
    body: str = ""
    comment: str = ""
    property: Property | None = field(default=None)


class ConfluenceApi:
    """Requests to one Confluence.

    Each is repeated a few times where the server is busy or the connection breaks, writes too; who writes
    finds out what a refusal means when the first try had arrived. Methods raise `RefusedError`, and
    `WikiError` where the server cannot be reached or lets nobody in.
    """

    def __init__(self, url: str) -> None:
        self._url = _base(url)
        self._session = _session(self._url, _retry(_RETRIES))
        self._once = _session(self._url, _retry(0))

    def page(self, content: str, *, body: bool = False) -> Content:
        """Return a page by its number."""
        expand = f"{_OF_PAGE},space" + (",body.storage" if body else "")
        return _content(self._json("GET", f"content/{content}", params={"expand": expand}))

    def titled(self, space: str, title: str) -> Content | None:
        """Return the page of a title in a space."""
        params = {
            "spaceKey": space,
            "title": title,
            "type": "page",
            "expand": f"{_OF_PAGE},space,body.storage",
        }
        found = self._json("GET", "content", params=params)["results"]
        return _content(found[0]) if found else None

    def pages(self, space: str) -> Iterator[Content]:
        """Yield the pages of a space, without their text."""
        params = {"spaceKey": space, "type": "page", "expand": _OF_PAGE, "limit": _PER_REQUEST}
        yield from map(_content, self._all("content", params))

    def bodies(self, space: str, wanted: Iterable[str]) -> Iterator[Content]:
        """Yield pages with their text; many of them in few requests."""
        numbers = set(wanted)
        if len(numbers) <= _FEW:
            yield from (self.page(content, body=True) for content in sorted(numbers))
            return
        params = {
            "spaceKey": space,
            "type": "page",
            "expand": f"{_OF_PAGE},body.storage",
            "limit": _BODIES_PER_REQUEST,
        }
        yield from (_content(found) for found in self._all("content", params) if found["id"] in numbers)

    def text_of(self, content: str, version: int) -> str | None:
        """Return the text of an earlier version; nothing where it is no longer kept."""
        params = {"status": "historical", "version": version, "expand": "body.storage"}
        try:
            return _content(self._json("GET", f"content/{content}", params=params)).body
        except RefusedError:
            return None

    def create(self, space: str, parent: str, title: str, body: str) -> Content:
        """Create a page."""
        data = {
            "type": "page",
            "title": title,
            "space": {"key": space},
            "ancestors": [{"id": parent}],
            "body": _storage(body),
        }
        return _content(self._json("POST", "content", json=data))

    def update(self, page: Content, message: str) -> Content:
        """Write a page's title, text and place as the version after the one it has."""
        data = {
            "id": page.id,
            "type": "page",
            "title": page.title,
            "version": {"number": page.version + 1, "message": message, "minorEdit": True},
            # Always said: some versions of Confluence move a page to the top of its space otherwise.
            "ancestors": [{"id": page.parent}] if page.parent else [],
            "body": _storage(page.body),
        }
        return _content(self._json("PUT", f"content/{page.id}", json=data))

    def delete(self, content: str) -> None:
        """Put a page or an attachment into the trash; one that is gone already is as it should be."""
        try:
            self._request("DELETE", f"content/{content}")
        except RefusedError as error:
            if error.status != requests.codes.not_found:
                raise

    def properties(self, content: str) -> Mapping[str, Property]:
        """Return all properties of a page."""
        found = self._all(f"content/{content}/property", {"expand": "version", "limit": _PER_REQUEST})
        return {one["key"]: Property(one["value"], one["version"]["number"]) for one in found}

    def property(self, content: str, key: str) -> Property | None:
        """Return a property of a page."""
        try:
            found = self._json("GET", f"content/{content}/property/{key}", params={"expand": "version"})
        except RefusedError as error:
            if error.status == requests.codes.not_found:
                return None
            raise
        return Property(found["value"], found["version"]["number"])

    def set_property(
        self, content: str, key: str, value: Mapping[str, Any], before: Property | None
    ) -> Property:
        """Write a property over the one that stands there."""
        data = {"key": key, "value": value}
        if before is None:
            self._request("POST", f"content/{content}/property", json=data)
            return Property(value, 1)
        data["version"] = {"number": before.version + 1, "minorEdit": True}
        self._request("PUT", f"content/{content}/property/{key}", json=data)
        return Property(value, before.version + 1)

    def delete_property(self, content: str, key: str) -> None:
        """Take a property away."""
        try:
            self._request("DELETE", f"content/{content}/property/{key}")
        except RefusedError as error:
            if error.status != requests.codes.not_found:
                raise

    def label(self, content: str, names: Iterable[str]) -> None:
        """Put labels on a page; those it has stay."""
        data = [{"prefix": "global", "name": name} for name in names]
        self._request("POST", f"content/{content}/label", json=data)

    def unlabel(self, content: str, name: str) -> None:
        """Take a label off a page."""
        try:
            self._request("DELETE", f"content/{content}/label", params={"name": name})
        except RefusedError as error:
            if error.status != requests.codes.not_found:
                raise

    def open_comments(self, content: str) -> frozenset[str]:
        """Return the marks of inline comments that nobody resolved."""
        params = {"expand": "extensions.inlineProperties,extensions.resolution", "location": "inline"}
        found = self._all(f"content/{content}/child/comment", params | {"limit": _PER_REQUEST})
        return frozenset(
            one["extensions"]["inlineProperties"]["markerRef"]
            for one in found
            if one["extensions"].get("resolution", {}).get("status") != "resolved"
            and one["extensions"].get("inlineProperties")
        )

    def has_comments(self, content: str) -> bool:
        """Tell whether anybody commented on a page."""
        params = {"depth": "all", "limit": 1}
        return bool(self._json("GET", f"content/{content}/child/comment", params=params)["results"])

    def attachments(self, content: str, name: str = "") -> Iterator[Content]:
        """Yield the attachments of a page; the one of a name where one is given."""
        params: dict[str, Any] = {"expand": "version", "limit": _PER_REQUEST}
        named = {"filename": name} if name else {}
        yield from map(_content, self._all(f"content/{content}/child/attachment", params | named))

    def attach(self, content: str, name: str, data: bytes, comment: str) -> None:
        """Attach a file to a page."""
        self._upload(self._session, f"content/{content}/child/attachment", name, data, comment)

    def attach_again(self, content: str, attachment: Content, data: bytes, comment: str) -> None:
        """Write a new version of an attachment; before each further try, see whether the last one arrived."""
        path = f"content/{content}/child/attachment/{attachment.id}/data"
        for attempt in range(_RETRIES + 1):
            try:
                self._upload(self._once, path, attachment.title, data, comment)
            except (WikiError, RefusedError) as error:
                passing = not isinstance(error, RefusedError) or error.status in _AGAIN
                if not passing or attempt == _RETRIES:
                    raise
                time.sleep(min(_BACKOFF * 2**attempt, _LONGEST_WAIT))
                if any(found.comment == comment for found in self.attachments(content, attachment.title)):
                    return
            else:
                return

    def comment_attachment(self, content: str, attachment: Content, comment: str) -> None:
        """Change what is said of an attachment."""
        data = {
            "id": attachment.id,
            "type": "attachment",
            "version": {"number": attachment.version},
            "metadata": {"comment": comment},
        }
        self._request("PUT", f"content/{content}/child/attachment/{attachment.id}", json=data)

    def _upload(self, session: requests.Session, path: str, name: str, data: bytes, comment: str) -> None:
        files = {"file": (name, data)}
        fields = {"comment": comment, "minorEdit": "true"}
        self._request("POST", path, session=session, files=files, data=fields, headers=dict(_NO_LETTER))

    def _all(self, path: str, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield all results of a list, which comes in parts."""
        following = dict(params)
        while following:
            found = self._json("GET", path, params=following)
            yield from found["results"]
            link = found.get("_links", {}).get("next", "")
            following = dict(parse_qsl(urlsplit(link).query)) if link else {}

    def _json(self, method: str, path: str, **given: Any) -> dict[str, Any]:
        response = self._request(method, path, **given)
        try:
            found: dict[str, Any] = response.json()
        except ValueError:
            raise WikiError(
                f"{response.url} answers with something that is no API: is `url` right?"
            ) from None
        return found

    def _request(
        self, method: str, path: str, session: requests.Session | None = None, **given: Any
    ) -> requests.Response:
        address = f"{self._url}/rest/api/{path}"
        try:
            response = (session or self._session).request(method, address, timeout=_TIMEOUT, **given)
        except requests.RequestException as error:
            raise WikiError(
                f"the server does not answer ({type(error).__name__}); try again later"
            ) from error
        if response.ok:
            return response
        said = _said(response)
        if response.status_code == requests.codes.unauthorized:
            raise WikiError("not let in: see ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_TOKEN")
        if response.status_code == requests.codes.gone:
            raise WikiError(
                "this Confluence no longer has the first REST API for such a token; use one of a person"
            )
        if response.status_code in _AGAIN and session is None:
            raise WikiError(f"the server is busy or broken ({response.status_code} {said}); try again later")
        raise RefusedError(response.status_code, said)


class _Bearer(AuthBase):
    """A personal access token; given this way, a `.netrc` does not replace it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _retry(times: int) -> Retry:
    return Retry(
        total=times,
        backoff_factor=_BACKOFF,
        backoff_max=_LONGEST_WAIT,
        status_forcelist=_AGAIN,
        allowed_methods=None,
        raise_on_status=False,
        retry_after_max=_LONGEST_WAIT,
    )


def _session(url: str, retry: Retry) -> requests.Session:
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    if os.environ.get("ROLEBOOK_WIKI_USER"):
        session.auth = (secret("USER"), secret("TOKEN"))
    elif (urlsplit(url).hostname or "").endswith(".atlassian.net"):
        raise WikiError("Confluence Cloud needs ROLEBOOK_WIKI_USER, an e-mail address, beside its token")
    else:
        session.auth = _Bearer(secret("TOKEN"))
    session.headers["Accept"] = "application/json"
    return session


def _base(url: str) -> str:
    """Return the address below which the API lies; Cloud has it below `/wiki`."""
    parts = urlsplit(url)
    cloud = (parts.hostname or "").endswith(".atlassian.net") and not parts.path.strip("/")
    return f"{url.rstrip('/')}/wiki" if cloud else url.rstrip("/")


def _storage(body: str) -> dict[str, Any]:
    return {"storage": {"value": body, "representation": "storage"}}


def _content(found: Mapping[str, Any]) -> Content:
    version = found.get("version") or {}
    metadata = found.get("metadata") or {}
    stored = (metadata.get("properties") or {}).get(PROPERTY)
    above = tuple(str(one["id"]) for one in found.get("ancestors") or ())
    comment = metadata.get("comment") or (found.get("extensions") or {}).get("comment") or ""
    return Content(
        id=str(found["id"]),
        title=found["title"],
        version=version.get("number", 0),
        message=version.get("message") or "",
        parent=above[-1] if above else "",
        above=above,
        space=(found.get("space") or {}).get("key", ""),
        body=((found.get("body") or {}).get("storage") or {}).get("value", ""),
        comment=comment,
        property=Property(stored["value"], stored["version"]["number"]) if stored else None,
    )


def _said(response: requests.Response) -> str:
    try:
        return str(response.json().get("message") or response.reason)
    except (ValueError, AttributeError):
        return str(response.reason)
