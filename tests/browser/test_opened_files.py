"""Files that a spec links to, opened by their addresses: Chromium runs nothing in those that are published."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error

from rolebook.load.published import why_not_published
from tests.load.test_svg import INNOCENT
from tests.serving import UntracedServer

RUNS = "<script>document.title='ran'</script>"
XHTML = "<{0}html xmlns='http://www.w3.org/1999/xhtml'><head><title>a</title><script>document.title='ran'</script></head></html>"
BEGINNINGS = [
    *(
        "<!DOCTYPE HTML>",
        "<html>",
        "<head>",
        "<iframe></iframe>",
        "<h1>",
        "<div>",
        "<font>",
        "<table>",
        "<a>",
    ),
    *(
        "<style>",
        "<title></title>",
        "<b>",
        "<body>",
        "<br>",
        "<p>",
        "<!-- a -->",
        "  \n<P >",
        "\f<p>",
        "<!-->",
    ),
    *(
        "\ufeff<p>",
        "\ufeff <!-- --><p>",
        "text <p>",
        "<i>",
        "<q>",
        "<\0p>",
        "\0<p>",
        "<?php ?><p>",
        "{}<p>",
        "<svg>",
    ),
]
BODIES = [
    *(beginning + RUNS for beginning in BEGINNINGS),
    XHTML.format(""),
    XHTML.format("?xml version='1.0'?><"),
]


class _OfNoKind(BaseHTTPRequestHandler):
    bodies: dict[str, bytes]

    def do_GET(self) -> None:
        """Send a file without saying of what kind it is, as servers do that do not know its name's end."""
        body = self.bodies.get(urlsplit(self.path).path, b"")
        self.send_response(200)
        if self.path.endswith(".svg"):
            self.send_header("Content-Type", "image/svg+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Serve bodies by their paths, of no kind that the server would know."""
    bodies: dict[str, bytes] = {}
    handler = type("Handler", (_OfNoKind,), {"bodies": bodies})
    server = UntracedServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", bodies
    server.shutdown()
    server.server_close()


def test_what_may_be_a_page_is_refused(
    browser: Browser, served: tuple[str, dict[str, bytes]], tmp_path: Path
) -> None:
    """What Chromium runs of a file whose kind it is not told is what is not published."""
    address, bodies = served
    page = browser.new_page()
    ran = set()
    for number, body in enumerate(BODIES):
        bodies[f"/{number}"] = body.encode()
        try:
            page.goto(f"{address}/{number}")
        except Error:
            continue  # a file to download, which runs nothing
        ran |= {body} if page.title() == "ran" else set()
    page.close()
    assert len(ran) > 15
    for body in BODIES:
        file = tmp_path / "roles" / "a.docx"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body.encode())
        assert why_not_published(tmp_path, file) or body not in ran, body


def test_a_drawing_runs_nothing(browser: Browser, served: tuple[str, dict[str, bytes]]) -> None:
    """A drawing that is published, opened as a page, asks no other host and runs nothing."""
    address, bodies = served
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for number, drawing in enumerate(INNOCENT):
        bodies[f"/{number}.svg"] = drawing.encode()
        page.goto(f"{address}/{number}.svg")
        assert page.evaluate("document.contentType") == "image/svg+xml"
        assert page.evaluate("document.scripts.length") == 0
    assert all(url.startswith((address, "data:")) for url in asked)
    page.close()
