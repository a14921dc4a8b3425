"""MediaWiki's API, asked patiently: an error that passes is waited for, a lost login is made anew."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import mwclient
import requests
from mwclient.errors import APIError, LoginError, MwClientError

from rolebook.wiki.wiki import WikiError
from rolebook_cli.wikis.http import patient_session

Answer = dict[str, Any]

_PASSING = frozenset({"ratelimited", "maxlag", "readonly", "internal_api_error_DBQueryError"})
_LOST_LOGIN = frozenset(
    {"assertuserfailed", "assertbotfailed", "badtoken", "notoken", "permissiondenied-login"}
)
_ATTEMPTS = 8
_LONGEST_PAUSE = 30.0
_SMALL_BATCH, _LARGE_BATCH = 50, 500
"""How many titles one question may hold, without and with the right `apihighlimits`."""


class RefusedError(Exception):
    """The wiki refused one step; `code` is its word for why."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code


class Api:
    """One wiki, asked as one account. Every method raises `WikiError` when the wiki cannot be reached."""

    def __init__(self, url: str, user: str, password: str, pause: float = 1.0) -> None:
        self.requests = 0
        self._pause = pause
        self._account = (user, password)
        place = urlsplit(url)
        if not place.hostname or not place.path.endswith("api.php"):
            raise WikiError(
                f"url: {url} is not the address of an api.php, such as https://wiki.example/w/api.php"
            )
        self._site = mwclient.Site(
            place.netloc,
            path=place.path.removesuffix("api.php"),
            scheme=place.scheme,
            pool=patient_session(),
            max_retries=1,
            retry_timeout=1,
            do_init=False,
        )
        self._reach(self._log_in)
        general = self.ask(
            action="query", meta="siteinfo|userinfo", siprop="general|fileextensions", uiprop="rights"
        )
        found = general["query"]
        self.user: str = found["userinfo"]["name"]
        self.rights = frozenset(found["userinfo"].get("rights", ()))
        takes_files = "uploadsenabled" in found["general"] or found["general"].get("uploadsenabled", False)
        self.file_types = (
            frozenset(f".{entry['ext'].lower()}" for entry in found["fileextensions"])
            if takes_files and "upload" in self.rights
            else frozenset()
        )
        self._batch = _LARGE_BATCH if "apihighlimits" in self.rights else _SMALL_BATCH

    def _log_in(self) -> None:
        self._site.login(*self._account)
        self._site.tokens.clear()

    def ask(self, **question: Any) -> Answer:
        """Return the answer to a question. Raises `RefusedError`."""
        return self._patiently(lambda: self._call(question))

    def change(self, **change: Any) -> Answer:
        """Return the answer to a change, made as the account that logged in. Raises `RefusedError`."""
        return self._patiently(lambda: self._call({**change, "assert": "user", "token": self._token()}))

    def upload(self, title: str, file: Path, text: str, comment: str) -> None:
        """Upload a file. Raises `RefusedError`."""

        def call() -> Answer:
            self.requests += 1
            with file.open("rb") as stream:
                name = title.removeprefix("File:")
                answer: Answer = self._site.upload(stream, name, text, ignore=True, comment=comment)
            return answer

        self._patiently(call)

    def pages(self, titles: Sequence[str], **prop: Any) -> Iterator[Answer]:
        """Yield what is asked of pages, in as few questions as the account may put."""
        for start in range(0, len(titles), self._batch):
            yield from self.list("pages", titles="|".join(titles[start : start + self._batch]), **prop)

    def list(self, key: str, **question: Any) -> Iterator[Answer]:
        """Yield the entries of an answer that comes in parts."""
        more: Answer = {}
        while True:
            answer = self.ask(action="query", **question, **more)
            found = answer.get("query", {}).get(key, [])
            yield from found
            more = answer.get("continue", {})
            if not more:
                return

    def _token(self) -> str:
        token: str = self._site.get_token("csrf")
        return token

    def _call(self, given: Answer) -> Answer:
        self.requests += 1
        answer: Answer = self._site.raw_api(http_method="POST", format="json", formatversion="2", **given)
        return _unless_error(answer)

    def _patiently(self, call: Callable[[], Answer]) -> Answer:
        attempt = 0
        while True:
            try:
                answer: Answer = self._reach(call)
            except RefusedError as refused:
                attempt += 1
                self._recover(refused, attempt)
            else:
                return answer

    def _recover(self, refused: RefusedError, attempt: int) -> None:
        """Do what makes it worth to ask again; raise the error again where nothing does."""
        if refused.code in _LOST_LOGIN and attempt == 1:
            self._reach(self._log_in)
        elif refused.code in _PASSING and attempt < _ATTEMPTS:
            time.sleep(min(self._pause * 2**attempt, _LONGEST_PAUSE))
        else:
            raise refused

    def _reach(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except LoginError as error:
            raise WikiError(
                f"the login was refused; check ROLEBOOK_WIKI_USER and _PASSWORD ({error})"
            ) from error
        except APIError as error:
            raise RefusedError(str(error.code), str(error.info)) from error
        except (requests.RequestException, MwClientError) as error:
            raise WikiError(
                f"the wiki does not answer: {error}; what is written stays, run it again"
            ) from error


def _unless_error(answer: Answer) -> Answer:
    if "error" in answer:
        raise RefusedError(answer["error"]["code"], answer["error"].get("info", ""))
    return answer
