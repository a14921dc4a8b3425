"""Chromium looking at real sites, served on this machine from a sub-path."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import UntracedServer
from tests.site.conftest import shipped_sites
from tests.sites import edition

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

_MILLISECONDS = 180_000
"""What never comes is given up after this: far beyond what a machine takes that has other work."""
expect.set_options(timeout=_MILLISECONDS)

Open = Callable[..., Page]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing of requests."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a page that was left no longer waits for it."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def serve(root: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    server = UntracedServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def build(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a folder's files by their paths, build the company Acme from them, and return its site."""
    for name, text in ({"companies/acme.yml": "name: Acme\nfacts: {}\n"} | dict(files)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return edition(folder, folder / "site")


PATHS = {"initech": "", "cyan-and-sons": "handbook", "nordlicht": ""}
"""The path of each company's address, as its file gives it."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Build the companies that ship, each below the path it is published at."""
    output = tmp_path_factory.mktemp("browser")
    for company, site in shipped_sites(tmp_path_factory).items():
        place = output / company / PATHS[company]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(site)
    return {company: output / company / path for company, path in PATHS.items()}


@pytest.fixture(scope="session")
def addresses(sites: Mapping[str, Path]) -> Iterator[Mapping[str, str]]:
    """Serve the sites; return the address of each."""
    with ExitStack() as stack:
        roots = {company: site.parent if PATHS[company] else site for company, site in sites.items()}
        yield {
            company: f"{stack.enter_context(serve(root))}/{PATHS[company]}".rstrip("/")
            for company, root in roots.items()
        }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; the tests fail where there is none."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "the browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS, timeout=_MILLISECONDS)
        for name in ("new_context", "new_page"):
            setattr(started, name, _patient(getattr(started, name)))
        yield started
        started.close()


def _patient(opens: Callable[..., Any]) -> Callable[..., Any]:
    """Have what a browser opens wait longer than Playwright does unless it is told."""

    def opened(**given: Any) -> Any:
        found = opens(**given)
        found.set_default_timeout(_MILLISECONDS)
        return found

    return opened


@pytest.fixture
def visit(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Open]:
    """Open a page of a company's site in a window of a size and scheme; collect what goes wrong there."""
    contexts = []

    def visit(
        path: str, company: str = "initech", width: int = 1280, scheme: str = "light", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{addresses[company]}{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
