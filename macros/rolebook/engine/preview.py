"""A site served on this machine, made as it is asked for, and reloaded when a file of its folder changes."""

import html
from collections.abc import Callable, Iterable
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer

from rolebook.engine.live_site import LiveSite
from rolebook.model.problem import BuildError

_WATCHED = ("roles", "companies", "docs", "overrides", "mkdocs.yml")
_POLLING_SECONDS, _SETTLING_SECONDS = 0.1, 0.02
_OK, _GONE, _BROKEN = "200 OK", "404 Not Found", "500 Internal Server Error"
_PLAIN_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    '<body style="margin: 2rem; font-family: sans-serif"><h1>{title}</h1>'
    '<pre style="white-space: pre-wrap">{message}</pre></body></html>'
)


class _Server(LiveReloadServer):
    """MkDocs' own server, but for where a file comes from."""

    def __init__(self, site: LiveSite, port: int, root: Path, refresh: Callable[[], None]) -> None:
        super().__init__(
            builder=refresh,
            host="127.0.0.1",
            port=port,
            root=str(root),
            polling_interval=_POLLING_SECONDS,
        )
        self.build_delay = _SETTLING_SECONDS
        self._site = site

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:
            # A change is being read: what is there still is out of date.
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        name = normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}").lstrip("/")
        if f"{name}/index.html" in self._site:
            start_response("302 Found", [("Location", f"{quote(path)}/")])
            return []
        status, kind, content = self._answer(name)
        if kind == "text/html":
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _answer(self, name: str) -> tuple[str, str, bytes]:
        """Return the status, the type and the content of the answer to who asks for a file."""
        try:
            found = self._site.read(name)
            if found is not None:
                return _OK, self._guess_type(name), found  # type: ignore[no-untyped-call]
            return _GONE, "text/html", self._site.read("404.html") or b""
        except BuildError as error:
            return _BROKEN, "text/html", _plain_page("This page cannot be shown", str(error))


def _plain_page(title: str, message: str) -> bytes:
    return _PLAIN_PAGE.format(title=title, message=html.escape(message)).encode()


def preview(
    root: Path, site: LiveSite, port: int, scratch: Path, refresh: Callable[[], None], *, open_browser: bool
) -> None:
    """Serve the site until interrupted; `refresh` brings it to the state of its folder.

    `scratch` is an empty folder. Raises `OSError` when the port is taken.
    """
    server = _Server(site, port, scratch, refresh)
    refresh()
    for name in _WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    server.watch(str(root), recursive=False)
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        site.close()
