"""MediaWiki's API, asked patiently: an error that passes is waited for, a lost login is made anew."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import mwclient
import requests
from mwclient.errors import APIError, LoginError, MwClientError

from rolebook_wiki.session import patient_session
from rolebook_wiki.wiki import WikiError

Answer = dict[str, Any]
_Result = TypeVar("_Result")

_PASSING = frozenset(
    {"ratelimited", "maxlag", "readonly", "internal_api_error_DBQueryError", "backend-fail-alreadyexists"}
)
"""Errors that waiting helps against; the last is of two versions of a file in one second."""

_LOST_LOGIN = frozenset({"assertuserfailed", "assertbotfailed", "badtoken", "notoken", "readapidenied"})
_OF_THE_ACCOUNT = _PASSING | _LOST_LOGIN | {"blocked", "autoblocked", "permissiondenied", "noedit"}
"""Errors that no other page would be spared."""

_ATTEMPTS = 8
_LONGEST_PAUSE = 30.0
_BATCH = 50
"""Titles that one question may hold."""


class MediaWikiRefusedError(WikiError):
    """The wiki refused one step; `code` is its word for why."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(f"the wiki refused: {said}")
        self.code = code

    @property
    def concerns_all(self) -> bool:
        """Tell whether the wiki would refuse every other step too."""
        return self.code in _OF_THE_ACCOUNT


class Api:
    """One wiki, asked as one account. Every method raises `WikiError` when the wiki cannot be reached.

    `root` is the title that `root` of the company's file asks for, as this wiki writes it, and
    the namespaces what it calls those of files and categories; `file_types` are empty where the account may
    not upload.
    """

    def __init__(self, url: str, user: str, password: str, root: str, pause: float = 1.0) -> None:
        self._pause = pause
        self._account = (user, password)
        self._site = mwclient.Site(**_site_address(url), pool=patient_session(pause=pause / 2), max_retries=0)
        self._reach(self._log_in)
        about = self.ask(
            action="query",
            meta="siteinfo|userinfo",
            siprop="general|fileextensions|namespaces",
            uiprop="rights",
            titles=root,
        )["query"]
        if len(about.get("pages", ())) != 1 or about["pages"][0].get("invalid"):
            raise WikiError(f"root: {root} can be no title in this wiki")
        self.root: str = about["pages"][0]["title"]
        self.user: str = about["userinfo"]["name"]
        self.file_namespace: str = about["namespaces"]["6"]["name"]
        self.category_namespace: str = about["namespaces"]["14"]["name"]
        self.file_types = _file_types(about)

    def _log_in(self) -> None:
        self._site.login(*self._account)
        self._site.tokens.clear()

    def ask(self, **question: Any) -> Answer:
        """Return the answer to a question. Raises `MediaWikiRefusedError`."""
        return self._patiently(lambda: self._call(question))

    def change(self, **change: Any) -> Answer:
        """Return the answer to a change by the account that logged in. Raises `MediaWikiRefusedError`."""
        return self._patiently(lambda: self._call({**change, "assert": "user", "token": self._token()}))

    def upload(self, name: str, file: Path, text: str, comment: str) -> None:
        """Upload a file; a new one's page gets the text. Raises `MediaWikiRefusedError`."""

        def call() -> Answer:
            with file.open("rb") as stream:
                answer: Answer = self._site.upload(stream, name, text, ignore=True, comment=comment)
            return answer

        self._patiently(call)

    def pages(self, titles: Sequence[str], **prop: Any) -> Iterator[Answer]:
        """Yield what is asked of pages, in as few questions as a wiki allows."""
        for some in _batches(titles):
            answers: dict[str, Answer] = {}
            # A long answer comes in parts, each of which names every page again, newest first.
            for part in self.list("pages", titles=some, **prop):
                answers[part["title"]] = part | answers.get(part["title"], {})
            yield from answers.values()

    def purge(self, titles: Sequence[str]) -> None:
        """Have pages rendered anew, as many as the wiki does at once."""
        time.sleep(self._pause)  # What was rendered within the same second would count as new.
        for some in _batches(titles):
            self.ask(action="purge", titles=some)

    def list(self, key: str, **question: Any) -> Iterator[Answer]:
        """Yield the entries of an answer that comes in parts."""
        more: Answer = {}
        while True:
            answer = self.ask(action="query", **question, **more)
            yield from answer.get("query", {}).get(key, ())
            more = answer.get("continue", {})
            if not more:
                return

    def _token(self) -> str:
        token: str = self._site.get_token("csrf")
        return token

    def _call(self, given: Answer) -> Answer:
        answer: Answer = self._site.raw_api(http_method="POST", formatversion="2", **given)
        if "error" in answer:
            raise MediaWikiRefusedError(answer["error"]["code"], answer["error"].get("info", ""))
        return answer

    def _patiently(self, call: Callable[[], Answer]) -> Answer:
        for attempt in range(1, _ATTEMPTS):
            try:
                return self._reach(call)
            except MediaWikiRefusedError as refused:
                self._recover(refused, attempt)
        return self._reach(call)

    def _recover(self, refused: MediaWikiRefusedError, attempt: int) -> None:
        """Do what makes it worth to ask again; raise the error again where nothing does."""
        if refused.code in _LOST_LOGIN and attempt == 1:
            self._reach(self._log_in)
        elif refused.code in _PASSING:
            time.sleep(min(self._pause * 2**attempt, _LONGEST_PAUSE))
        else:
            raise refused

    def _reach(self, call: Callable[[], _Result]) -> _Result:
        try:
            return call()
        except LoginError as error:
            raise WikiError(
                f"the login was refused: {error.info}; check ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_PASSWORD"
            ) from error
        except APIError as error:
            raise MediaWikiRefusedError(str(error.code), str(error.info)) from error
        except (requests.RequestException, MwClientError) as error:
            raise WikiError(f"the wiki does not answer: {error}") from error


def _batches(titles: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(titles), _BATCH):
        yield "|".join(titles[start : start + _BATCH])


def _site_address(url: str) -> Answer:
    """Return where a wiki is, as mwclient wants to know it."""
    parts = urlsplit(url)
    if not parts.hostname or not parts.path.endswith("/api.php"):
        raise WikiError(
            f"url: {url} is not the address of an api.php, such as https://wiki.example/w/api.php"
        )
    path = parts.path.removesuffix("api.php")
    return {"host": parts.netloc, "path": path, "scheme": parts.scheme, "do_init": False}


def _file_types(about: Answer) -> frozenset[str]:
    """Return the suffixes of the files that may be uploaded."""
    if not about["general"].get("uploadsenabled") or "upload" not in about["userinfo"].get("rights", ()):
        return frozenset()
    return frozenset(f".{entry['ext'].lower()}" for entry in about["fileextensions"])
