"""Seconds and memory of one build, printed as JSON."""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

_KIBIBYTES = 1024


def measure(build: Callable[[], object], site: Path) -> None:
    """Run the build and print what it took, and how many pages it made."""
    started = time.perf_counter()
    build()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES
    pages = sum(1 for _ in site.rglob("*.html"))
    print(json.dumps({"seconds": seconds, "mebibytes": peak, "pages": pages}))
