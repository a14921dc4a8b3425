"""The Confluence in memory behind HTTP, as Cloud or Data Center, with the faults that networks have."""

import base64
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tests.serving import UntracedServer
from tests.waiting import wait_until
from tests.wiki.confluence.stub import HOME, SPACE, Answer, Confluence, RefusedRequestError

USER, TOKEN = "bot@example.com", "secret"
_MOST, _MOST_WITH_BODIES = 200, 50
Fault = Callable[["Request"], str]
"""Says what happens to a request: nothing (""), a status (`503`, `429 2`), `drop before` or `drop after`."""


@dataclass(frozen=True)
class Request:
    """A request as it arrives; `number` counts all of them, `write` those that change something, from 1."""

    number: int
    write: int
    method: str
    path: str


@dataclass
class Stub:
    """A running server: what it holds, what was asked of it, and what goes wrong on the way."""

    wiki: Confluence
    cloud: bool
    url: str = ""
    fault: Fault = lambda _request: ""
    requests: list[Request] = field(default_factory=list)
    answered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def writes(self) -> list[Request]:
        """Return the requests that change something."""
        return [request for request in self.requests if request.method != "GET"]

    def arrived(self, method: str, path: str) -> Request:
        """Count a request."""
        with self.lock:
            write = len(self.writes) + 1 if method != "GET" else 0
            self.requests.append(Request(len(self.requests) + 1, write, method, path))
            return self.requests[-1]

    def settle(self) -> None:
        """Wait until all that arrived is answered, or nobody is there to take the answer."""
        wait_until(lambda: self.answered == len(self.requests))

    def forget(self) -> None:
        """Count from the beginning, without faults."""
        self.requests.clear()
        self.answered = 0
        self.fault = lambda _request: ""


@contextmanager
def confluence(*, cloud: bool = True) -> Iterator[Stub]:
    """Run an empty Confluence on this machine."""
    stub = Stub(Confluence(), cloud)
    server = UntracedServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"stub": stub}))
    stub.url = f"http://127.0.0.1:{server.server_address[1]}{'/wiki' if cloud else ''}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self._respond(data, self.stub.fault(self.stub.arrived(self.command, self.path)))
        except ConnectionError:
            self.close_connection = True
        finally:
            with self.stub.lock:
                self.stub.answered += 1

    def _respond(self, data: bytes, fault: str) -> None:
        if fault == "drop before":
            self._drop()
        elif fault and fault != "drop after":
            said, _, wait = fault.partition(" ")
            self._answer(int(said), {"message": "busy"}, wait)
        else:
            status, answer = self._outcome(data)
            if fault:
                self._drop()
            else:
                self._answer(status, answer)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - the library's names

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _outcome(self, data: bytes) -> tuple[int, Answer]:
        try:
            with self.stub.wiki.lock:
                self._let_in()
                found = _route(self.stub, self.command, self._path(), self._query(), self._given(data))
        except RefusedRequestError as refused:
            return refused.status, {"statusCode": refused.status, "message": str(refused)}
        return (204, {}) if self.command == "DELETE" else (200, found)

    def _let_in(self) -> None:
        basic = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()
        expected = f"Basic {basic}" if self.stub.cloud else f"Bearer {TOKEN}"
        if self.headers.get("Authorization") != expected:
            raise RefusedRequestError(401, "Unauthorized")

    def _path(self) -> str:
        base = "/wiki/rest/api/" if self.stub.cloud else "/rest/api/"
        path = urlsplit(self.path).path
        if not path.startswith(base):
            raise RefusedRequestError(404, "no such page")
        return path.removeprefix(base)

    def _query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query))

    def _given(self, data: bytes) -> Any:
        if "multipart" not in self.headers.get("Content-Type", ""):
            return json.loads(data or b"null")
        if self.headers.get("X-Atlassian-Token") not in {"no-check", "nocheck"}:
            raise RefusedRequestError(403, "XSRF check failed")
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(head + data)
        return {
            _name(part): (part.get_filename(), part.get_payload(decode=True)) for part in parts.iter_parts()
        }

    def _answer(self, status: int, answer: Answer, wait: str = "") -> None:
        body = json.dumps(answer).encode() if status != 204 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if wait:
            self.send_header("Retry-After", wait)
        self.end_headers()
        self.wfile.write(body)


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


Handler = Callable[[Stub, Sequence[str], dict[str, str], Any], Answer]


def _route(stub: Stub, method: str, path: str, query: dict[str, str], given: Any) -> Answer:
    for (wanted, pattern), answer in _ROUTES.items():
        found = re.fullmatch(pattern.replace("*", "([^/]+)"), path)
        if found and wanted == method:
            return answer(stub, [unquote(part) for part in found.groups()], query, given)
    raise RefusedRequestError(404, f"no such resource: {method} {path}")


def _pages(stub: Stub, _path: Sequence[str], query: dict[str, str], _given: Any) -> Answer:
    found = stub.wiki.listed(query.get("title", "")) if query["spaceKey"] == SPACE else []
    return _part(stub, [stub.wiki.shown(page, _expand(query)) for page in found], query)


def _page(stub: Stub, path: Sequence[str], query: dict[str, str], _given: Any) -> Answer:
    version = int(query["version"]) if query.get("status") == "historical" else None
    return stub.wiki.shown(stub.wiki.found(path[0]), _expand(query), version)


def _expand(query: dict[str, str]) -> set[str]:
    return set(query.get("expand", "").split(","))


def _create(stub: Stub, _path: Sequence[str], _query: dict[str, str], given: Any) -> Answer:
    return stub.wiki.create(given["title"], given["body"]["storage"]["value"], given["ancestors"][0]["id"])


def _update(stub: Stub, path: Sequence[str], _query: dict[str, str], given: Any) -> Answer:
    parent = given["ancestors"][-1]["id"] if given["ancestors"] else ""
    number, said = given["version"]["number"], given["version"].get("message", "")
    body = given["body"]["storage"]["value"]
    return stub.wiki.update(path[0], given["title"], body, parent, number, said)


def _delete(stub: Stub, path: Sequence[str], _query: dict[str, str], _given: Any) -> Answer:
    stub.wiki.delete(path[0])
    return {}


def _properties(stub: Stub, path: Sequence[str], query: dict[str, str], _given: Any) -> Answer:
    keys = stub.wiki.found(path[0]).properties
    return _part(stub, [stub.wiki.property(path[0], key) for key in keys], query)


def _attach(stub: Stub, path: Sequence[str], _query: dict[str, str], given: Any) -> Answer:
    (name, data), (_, comment) = given["file"], given["comment"]
    return stub.wiki.attach(path[0], name, data, comment.decode())


def _attach_again(stub: Stub, path: Sequence[str], _query: dict[str, str], given: Any) -> Answer:
    (_, data), (_, comment) = given["file"], given["comment"]
    return stub.wiki.attach_again(path[0], path[1], data, comment.decode())


_ROUTES: Mapping[tuple[str, str], Handler] = {
    ("GET", f"space/{SPACE}"): lambda *_: {"key": SPACE, "homepage": {"id": HOME}},
    ("GET", "content"): _pages,
    ("POST", "content"): _create,
    ("GET", "content/*"): _page,
    ("PUT", "content/*"): _update,
    ("DELETE", "content/*"): _delete,
    ("GET", "content/*/property"): _properties,
    ("POST", "content/*/property"): lambda stub, path, _, given: stub.wiki.set_property(
        path[0], given["key"], given["value"], 1
    ),
    ("GET", "content/*/property/*"): lambda stub, path, *_: stub.wiki.property(path[0], path[1]),
    ("PUT", "content/*/property/*"): lambda stub, path, _, given: stub.wiki.set_property(
        path[0], path[1], given["value"], given["version"]["number"]
    ),
    ("DELETE", "content/*/property/*"): lambda stub, path, *_: stub.wiki.delete_property(path[0], path[1]),
    ("POST", "content/*/label"): lambda stub, path, _, given: stub.wiki.label(
        path[0], {label["name"] for label in given}
    ),
    ("DELETE", "content/*/label"): lambda stub, path, query, _: stub.wiki.unlabel(path[0], query["name"]),
    ("GET", "content/*/child/comment"): lambda stub, path, query, _: _part(
        stub, stub.wiki.comments(path[0]), query
    ),
    ("GET", "content/*/child/attachment"): lambda stub, path, query, _: _part(
        stub, stub.wiki.files(path[0], query.get("filename", "")), query
    ),
    ("POST", "content/*/child/attachment"): _attach,
    ("POST", "content/*/child/attachment/*/data"): _attach_again,
    ("PUT", "content/*/child/attachment/*"): lambda stub, path, _, given: stub.wiki.say_of_file(
        path[0], path[1], given["metadata"]["comment"]
    ),
}


def _part(stub: Stub, found: list[Answer], query: dict[str, str]) -> Answer:
    """Return a part of a list: no more than the server gives at once, whatever is asked for."""
    most = _MOST_WITH_BODIES if "body" in query.get("expand", "") else _MOST
    limit = min(int(query.get("limit", "25")), most)
    name = "cursor" if stub.cloud else "start"
    start = int(query.get(name, "0"))
    links = {}
    if start + limit < len(found):
        links["next"] = f"/rest/api/content?{urlencode(query | {name: start + limit})}"
    return {"results": found[start : start + limit], "limit": limit, "_links": links}
