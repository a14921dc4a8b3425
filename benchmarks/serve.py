"""How long a saved change takes to show in the browser: `rolebook serve` on a handbook of many roles.

    .venv/bin/python benchmarks/serve.py [ROLES]

Chromium has the page open, which loads again by itself; counted is from the save until it shows the words.
"""

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent / "edition"))

from handbook import write_handbook

_ROLEBOOK = Path(sys.executable).parent / "rolebook"
_TIMES, _PATIENCE_SECONDS, _LOOKING_SECONDS = 5, 120, 0.01
_SINCE_LAST_SECONDS = 2.5
"""Long enough for the preview to have begun its build of the search index, which takes a core."""
_ROLE = "roles/department-00/role-0007.md"
_OBJECTIVES = "## Objectives\n"
_COMPANY = "companies/benchmark.yml"
_PAGE = "docs/guide.md"


def _wait_until_up(port: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_LOOKING_SECONDS)


@contextmanager
def _preview(root: Path, log: Path) -> Iterator[str]:
    """Run `rolebook serve` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command: list[str | Path] = [_ROLEBOOK, "-C", root, "serve", "benchmark", "--port", str(port)]
    with log.open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        _wait_until_up(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _role(root: Path, words: str) -> None:
    file = root / _ROLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(_OBJECTIVES, f"{_OBJECTIVES}- {words}\n", 1), encoding="utf-8")


def _fact(root: Path, words: str) -> None:
    file = root / _COMPANY
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("COMPANY_NAME: .*", f"COMPANY_NAME: {words}", text), encoding="utf-8")


def _page(root: Path, words: str) -> None:
    (root / _PAGE).write_text(f"# Guide\n\n{words}\n", encoding="utf-8")


_CHANGES: list[tuple[str, str, Callable[[Path, str], None]]] = [
    ("a role", "/roles/role-0007/", _role),
    ("a fact", "/roles/role-0007/", _fact),
    ("a page in `docs/`", "/guide/", _page),
]


def _seconds(root: Path, page: Page, change: Callable[[Path, str], None], words: str) -> float:
    """Return the time from a save until the page shows it."""
    time.sleep(_SINCE_LAST_SECONDS)
    started = time.perf_counter()
    change(root, words)
    while not _shows(page, words):
        if time.perf_counter() - started > _PATIENCE_SECONDS:
            raise SystemExit(f"{page.url} never showed {words}")
        time.sleep(_LOOKING_SECONDS)
    return time.perf_counter() - started


def _shows(page: Page, words: str) -> bool:
    try:
        return words in page.inner_text("body", timeout=_PATIENCE_SECONDS * 1000)
    except Error:  # the page is just being loaded again
        return False


def _row(name: str, seconds: list[float]) -> str:
    return f"| {name} | {statistics.median(seconds):.2f} s | {min(seconds):.2f}–{max(seconds):.2f} s |"


def _measure(root: Path, page: Page, address: str) -> None:
    for name, path, change in _CHANGES:
        page.goto(address + path)
        words = [f"{change.__name__}{number}" for number in range(_TIMES)]
        print(_row(name, [_seconds(root, page, change, word) for word in words]))


def main(roles: int) -> None:
    """Print a table: the first start, then each kind of change."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        root = Path(scratch) / "handbook"
        write_handbook(root, roles)
        (root / "docs").mkdir()
        _page(root, "First")
        page = playwright.chromium.launch(executable_path=which("chromium")).new_page()
        started = time.perf_counter()
        with _preview(root, Path(scratch) / "log.txt") as address:
            page.goto(f"{address}/roles/role-0007/", wait_until="domcontentloaded")
            print("| saved | until the browser shows it, median | of five |\n|---|---:|---:|")
            print(_row("(first start)", [time.perf_counter() - started]))
            _measure(root, page, address)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200)
