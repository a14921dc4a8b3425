"""A git server over http, as GitHub, GitLab and Gitea are: with an account, and now and then out of order."""

import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

ACCOUNT = ("robot", "s3cret-token")


@dataclass
class Served:
    """A folder of bare repositories on a port; `requests` counts those with the right account.

    Every `fails_every`th of them is answered with 503, or with nothing at all in turn.
    """

    folder: Path
    fails_every: int = 0
    port: int = 0
    requests: int = 0
    heard: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        """Return the address of a repository."""
        return f"http://127.0.0.1:{self.port}/{name}"


@contextmanager
def served(folder: Path, fails_every: int = 0) -> Iterator[Served]:
    """Serve a folder until the end of the block."""
    about = Served(folder, fails_every)

    class Handler(_Handler):
        served = about

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        about.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield about
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    served: Served

    def do_GET(self) -> None:
        """Answer git's first question."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer what git asks and sends."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            self._answer(b"".join(self._chunks()))
        else:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _answer(self, given: bytes) -> None:
        self.served.heard.append(self.path)
        wanted = base64.b64encode(":".join(ACCOUNT).encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="wiki"')
            self.end_headers()
            return
        self.served.requests += 1
        every = self.served.fails_every
        if every and self.served.requests % every == 0:
            if self.served.requests // every % 2:
                self.send_error(503)
            return
        self._backend(given)

    def _backend(self, given: bytes) -> None:
        parts = urlsplit(self.path)
        asked = {
            "GIT_PROJECT_ROOT": str(self.served.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(given)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": ACCOUNT[0],
        }
        done = subprocess.run(
            ["git", "http-backend"], input=given, capture_output=True, check=True, env=os.environ | asked
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
