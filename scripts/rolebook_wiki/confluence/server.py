"""Requests to a Confluence server, and what its refusals mean."""

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth

from rolebook_wiki.credentials import secret
from rolebook_wiki.session import patient_session
from rolebook_wiki.wiki import WikiError

BUSY = (429, 500, 502, 503, 504)
ATTEMPTS = 6


class ConfluenceRefusedError(Exception):
    """Confluence refused a request: its status, and what it said."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


class ConfluenceServer:
    """One Confluence, asked as one account.

    Each request is repeated a few times where the server is busy or the connection breaks, writes too; who
    writes finds out what a refusal means when the first try had arrived. Methods raise
    `ConfluenceRefusedError`, and `WikiError` where the server cannot be reached or lets nobody in.
    """

    def __init__(self, url: str) -> None:
        self._api = f"{_base(url)}/rest/api"
        self._account = _account(url)
        self._patient = patient_session(ATTEMPTS)
        self._once = patient_session(0)

    def all(self, path: str, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield all results of a list, which comes in parts."""
        following = dict(params)
        while following:
            part = self.json("GET", path, params=following)
            yield from part["results"]
            link = part.get("_links", {}).get("next", "")
            following = dict(parse_qsl(urlsplit(link).query)) if link else {}

    def json(self, method: str, path: str, **given: Any) -> dict[str, Any]:
        """Return the answer to a request."""
        response = self.request(method, path, **given)
        try:
            answer: dict[str, Any] = response.json()
        except ValueError:
            raise WikiError(
                f"{response.url} answers with something that is no API: is `url` right?"
            ) from None
        return answer

    def request(self, method: str, path: str, *, once: bool = False, **given: Any) -> requests.Response:
        """Send a request, only once where `once` says so: then a busy server raises the error."""
        session = self._once if once else self._patient
        headers = {"Accept": "application/json", **given.pop("headers", {})}
        try:
            response = session.request(
                method, f"{self._api}/{path}", auth=self._account, headers=headers, **given
            )
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
        if response.status_code in BUSY and not once:
            raise WikiError(f"the server is busy or broken ({response.status_code} {said}); try again later")
        raise ConfluenceRefusedError(response.status_code, said)

    def delete(self, path: str, **given: Any) -> None:
        """Take away what stands at a path; where nothing stands there, that is as good."""
        try:
            self.request("DELETE", path, **given)
        except ConfluenceRefusedError as error:
            if error.status != requests.codes.not_found:
                raise


class _Bearer(AuthBase):
    """A personal access token; given this way, a `.netrc` does not replace it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _account(url: str) -> AuthBase:
    if os.environ.get("ROLEBOOK_WIKI_USER"):
        return HTTPBasicAuth(secret("USER"), secret("TOKEN"))
    if _is_cloud(url):
        raise WikiError("Confluence Cloud needs ROLEBOOK_WIKI_USER, an e-mail address, beside its token")
    return _Bearer(secret("TOKEN"))


def _is_cloud(url: str) -> bool:
    return (urlsplit(url).hostname or "").endswith(".atlassian.net")


def _base(url: str) -> str:
    """Return the address below which the API lies; Cloud has it below `/wiki`."""
    below_wiki = _is_cloud(url) and not urlsplit(url).path.strip("/")
    return f"{url.rstrip('/')}/wiki" if below_wiki else url.rstrip("/")


def _said(response: requests.Response) -> str:
    try:
        return str(response.json().get("message") or response.reason)
    except (ValueError, AttributeError):
        return str(response.reason)
