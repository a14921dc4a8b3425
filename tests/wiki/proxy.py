"""A server in front of a wiki that does to requests what networks do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import requests

from tests.serving import UntracedServer

_WRITES = (b"action=edit", b"action=move", b"action=upload")


@dataclass
class Proxy:
    """What passes: `before` and `after` a request is forwarded they may do something, and answer instead.

    A status to answer with, 0 to hang up, or None to let pass.
    """

    url: str = ""
    before: Callable[[bytes], int | None] = lambda _body: None
    after: Callable[[bytes], int | None] = lambda _body: None
    requests: int = 0
    writes: list[bytes] = field(default_factory=list)


@contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """Run a proxy in front of a wiki's API."""
    found = Proxy()
    server = UntracedServer(("127.0.0.1", 0), _handler(found, target))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}/api.php"
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(found: Proxy, target: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            found.requests += 1
            if self._instead(found.before(body)):
                return
            kept = {name: value for name, value in self.headers.items() if name != "Host"}
            to = f"{target.removesuffix('/api.php')}{self.path}"
            answer = requests.request(self.command, to, data=body, headers=kept)
            if is_write(body):
                found.writes.append(body)
            if self._instead(found.after(body)):
                return
            self.send_response(answer.status_code)
            for name in ("Content-Type", "Set-Cookie"):
                for value in answer.raw.headers.getlist(name):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST  # noqa: N815 - the server calls it so

        def _instead(self, status: int | None) -> bool:
            if status:
                self.send_response(status)
                self.send_header("Retry-After", "0")
                self.end_headers()
            return status is not None

        def log_message(self, *_arguments: object) -> None:
            """Say nothing of requests."""

    return Handler


def is_write(body: bytes) -> bool:
    """Tell whether a request changes the wiki."""
    return any(mark in body for mark in _WRITES) or b'name="filename"' in body
