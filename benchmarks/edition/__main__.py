"""One company's edition at several sizes, against a plain MkDocs build of the same final pages.

    .venv/bin/python benchmarks/edition [ROLES …]

Every build runs in a process of its own; the two of a size run one after the other, so that
their ratio holds on a noisy machine. Seconds are wall time, memory is the peak resident set.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook import write_handbook

SIZES = (50, 200, 800)
HERE = Path(__file__).parent


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown."""
    print("| roles | pages | seconds | ms per page | peak memory | plain MkDocs | ratio |")
    print("|------:|------:|--------:|------------:|------------:|-------------:|------:|")
    first = None
    for roles in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "handbook"
            write_handbook(folder, roles)
            ours = _run("rolebook_build.py", folder, Path(scratch))
            _run("write_pages.py", folder, Path(scratch))
            plain = _run("plain_build.py", folder, Path(scratch))
        per_page = 1000 * ours["seconds"] / ours["pages"]
        first = first or per_page
        print(
            f"| {roles} | {ours['pages']} | {ours['seconds']:.1f} | {per_page:.2f} ({per_page / first:.2f}x) "
            f"| {ours['mebibytes']:.0f} MiB | {plain['seconds']:.1f} s, {plain['mebibytes']:.0f} MiB "
            f"| {ours['seconds'] / plain['seconds']:.2f} |",
            flush=True,
        )


def _run(script: str, folder: Path, scratch: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE / script), str(folder), str(scratch)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
