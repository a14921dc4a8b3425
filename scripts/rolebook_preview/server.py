"""A site served on this machine, to this machine, made as it is asked for."""

import mimetypes
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from posixpath import normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from rolebook.engine.live_site import LiveSite
from rolebook.model.problem import BuildError
from rolebook_preview.additions import ASKS, trouble_page, with_additions
from rolebook_preview.version import Version

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost", "::1"})
"""What this machine calls itself. A site elsewhere that has its own name lead here is refused."""
_PATIENCE_SECONDS = 60
_PORT_OF_HTTP = 80
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".gz": "application/gzip", ".html": _HTML}

Trouble = Callable[[], Sequence[str]]


class PreviewServer(ThreadingHTTPServer):
    """Listens from the start. Raises `OSError` where the port is taken."""

    daemon_threads = True

    def __init__(self, site: LiveSite, port: int, version: Version, trouble: Trouble) -> None:
        self.site, self.version, self.trouble = site, version, trouble
        super().__init__((HOST, port), _PreviewHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had its answer."""


class _PreviewHandler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "Rolebook"

    def log_message(self, *_given: object) -> None:
        """Say nothing of requests: the terminal is for problems."""

    def do_GET(self) -> None:
        """Answer with a file."""
        if not self._is_meant():
            self._send(
                HTTPStatus.FORBIDDEN,
                _TEXT,
                f"This preview is at http://{HOST}:{self.server.server_port}/ only.\n".encode(),
            )
            return
        path = unquote(urlsplit(self.path).path)
        number = path.removeprefix(ASKS)
        if path.startswith(ASKS) and number.isdecimal():
            newer = self.server.version.other_than(int(number), _PATIENCE_SECONDS)
            self._send(HTTPStatus.OK, _TEXT, str(newer).encode())
        else:
            self._answer(path)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse: a preview is read."""
        self._send(
            HTTPStatus.METHOD_NOT_ALLOWED, _TEXT, b"A preview is read, with GET or HEAD.\n", Allow="GET, HEAD"
        )

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815

    def _is_meant(self) -> bool:
        """Tell whether the request is for a name of this machine, at this port."""
        try:
            asked = urlsplit(f"//{self.headers.get('Host', '')}")
            port = asked.port or _PORT_OF_HTTP
        except ValueError:
            return False
        return asked.hostname in _NAMES and port == self.server.server_port

    def _answer(self, path: str) -> None:
        version, site = self.server.version.current(), self.server.site
        name = normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}").lstrip("/")
        if f"{name}/index.html" in site:
            self._send(HTTPStatus.FOUND, _TEXT, b"", Location=f"/{quote(name)}/")
            return
        status, content = self._content(name)
        kind = _type(name) if status is HTTPStatus.OK else _HTML
        if kind == _HTML:
            trouble = (*self.server.trouble(), *site.trouble(name))
            shown = () if status is HTTPStatus.INTERNAL_SERVER_ERROR else trouble
            content = with_additions(content, version, tuple(dict.fromkeys(shown)))
        self._send(status, kind, content)

    def _content(self, name: str) -> tuple[HTTPStatus, bytes]:
        """Return the status and the content of the answer to who asks for a file."""
        try:
            content = self.server.site.read(name)
            if content is not None:
                return HTTPStatus.OK, content
            return HTTPStatus.NOT_FOUND, self.server.site.read("404.html") or b""
        except BuildError as error:
            trouble = self.server.trouble() or str(error).splitlines()
            return HTTPStatus.INTERNAL_SERVER_ERROR, trouble_page(trouble)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        given = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in (given | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _type(name: str) -> str:
    suffix = f".{name.rpartition('.')[2].lower()}"
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
