"""A handbook published to a real MediaWiki: requests, seconds and memory, the first time and again.

    make wikis
    .venv/bin/python benchmarks/publish.py [PAGES …]

The server is Debian's MediaWiki in PHP's own server, on this machine. Each run is a process of its own, whose
requests a proxy counts; memory is what the run takes beyond its start. The pages are about as long as those
of the roles that ship.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.wiki.mediawiki_server import mediawiki  # noqa: E402 - of the tests
from tests.wiki.proxy import proxy  # noqa: E402 - of the tests
from tests.wiki.publishing import published  # noqa: E402 - of the tests

from rolebook_wiki.page import HOME, WikiHandbook, WikiPage  # noqa: E402 - of this repository

SIZES = (250, 1000)
_ITEMS = 60


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown."""
    print("| pages | run | requests | writes | seconds | pages/s | peak memory |")
    print("|------:|-----|---------:|-------:|--------:|--------:|------------:|")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as home, mediawiki(Path(home)) as server:
            for run in ("first", "again"):
                with proxy(server.url) as between:
                    seconds, mebibytes = _run(between.url, pages)
                print(
                    f"| {pages} | {run} | {between.requests} | {len(between.writes)} | {seconds:.1f} "
                    f"| {pages / seconds:.0f} | {mebibytes:.0f} MiB |",
                    flush=True,
                )


def _run(url: str, pages: int) -> tuple[float, float]:
    command = [sys.executable, __file__, "--run", url, str(pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, mebibytes = json.loads(done.stdout)
    return seconds, mebibytes


def _publish(url: str, pages: int) -> None:
    """Publish a handbook of so many pages, and print what it took."""
    handbook = _handbook(pages)
    before, start = _peak(), time.perf_counter()
    outcome = published(url, handbook, pause=1)
    if not outcome.in_sync:
        sys.exit(outcome.failure or "conflicts")
    print(json.dumps([time.perf_counter() - start, _peak() - before]))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _handbook(pages: int) -> WikiHandbook:
    ids = [f"roles/{number}" for number in range(1, pages)]
    links = "".join(f'<li><a href="page:{page}">{page}</a></li>' for page in ids)
    home = WikiPage(HOME, "Acme", "", f"<article><ul>{links}</ul></article>")
    return WikiHandbook("acme", (home, *map(_page, ids)), ())


def _page(page_id: str) -> WikiPage:
    rows = "".join(
        f"<tr><th>Skill {item}</th><td>Finds what breaks, item {item}</td></tr>" for item in range(_ITEMS)
    )
    items = "".join(f'<li class="task">Says <em>why</em>, item {item}</li>' for item in range(_ITEMS))
    text = f"<article><h2>Skills</h2><table>{rows}</table><h2>Checklist</h2><ul>{items}</ul></article>"
    return WikiPage(page_id, f"Role {page_id}", "", text, HOME)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        _publish(sys.argv[2], int(sys.argv[3]))
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
