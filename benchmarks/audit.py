"""Lighthouse on the kinds of pages people come for, in Debian's Chromium.

    make audit

Builds Initech's edition, serves it on this machine the way a web server does (compressed, with
kept connections), and prints Lighthouse's four scores for a phone, each the median of three runs.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

PAGES = {
    "home": "/",
    "role": "/roles/site-reliability-engineer/",
    "ladder": "/ladders/site-reliability-engineer/",
    "compare": "/compare/?a=backend-engineer&b=site-reliability-engineer",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ROOT = Path(__file__).parents[1]
RUNS = 3
_CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class _Server(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed where that pays."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = file.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=31536000")
        if file.suffix in _COMPRESSED:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of requests."""


def scores(lighthouse: str, url: str) -> dict[str, int]:
    """Return the four scores of a page, 0 to 100."""
    command = [lighthouse, url, "--quiet", f"--chrome-flags={_CHROME}", "--output=json"]
    only = f"--only-categories={','.join(CATEGORIES)}"
    chromium = shutil.which("chromium") or "chromium"
    done = subprocess.run(
        [*command, only],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    found = json.loads(done.stdout)["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}


def main(lighthouse: str) -> None:
    """Print the table as Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        build = [str(Path(sys.executable).parent / "rolebook"), "-C", str(ROOT), "build", "initech"]
        subprocess.run([*build, "--output", scratch], check=True, capture_output=True)
        handler = partial(_Server, directory=str(Path(scratch) / "initech"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"| page | {' | '.join(CATEGORIES)} |")
        print(f"|------|{'---:|' * len(CATEGORIES)}")
        for name, path in PAGES.items():
            runs = [scores(lighthouse, f"http://127.0.0.1:{server.server_port}{path}") for _ in range(RUNS)]
            medians = (str(round(median(run[category] for run in runs))) for category in CATEGORIES)
            print(f"| {name} | {' | '.join(medians)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
