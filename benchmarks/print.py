"""All documents of a company, at several sizes: pages a second on one core, and memory.

    .venv/bin/python benchmarks/print.py [ROLES …]

Every size runs in a process of its own, with one thread. "again" is the same once more, with every
document there already.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "edition"))

from handbook import write_handbook  # noqa: E402 - of the neighbouring benchmark

SIZES = (25, 50, 100)
ROLE_PRODUCTS = "poster,ladder,booklet,level-sheet,assessment"


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown."""
    print("| roles | documents | pages | seconds | pages/s | peak memory | again |")
    print("|------:|----------|------:|--------:|--------:|------------:|------:|")
    for products, name in ((ROLE_PRODUCTS, "of each role"), ("book", "the book")):
        for roles in sizes:
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch) / "handbook"
                write_handbook(folder, roles)
                first, again = (_run(folder, Path(scratch) / "print", products) for _ in range(2))
            print(
                f"| {roles} | {name} | {first['pages']} | {first['seconds']:.1f} "
                f"| {first['pages'] / first['seconds']:.0f} | {first['mebibytes']:.0f} MiB "
                f"| {again['seconds'] / first['seconds']:.2f} |",
                flush=True,
            )


def _run(folder: Path, target: Path, products: str) -> dict[str, float]:
    command = [sys.executable, str(HERE / "print_company.py"), str(folder), str(target), products]
    environment = os.environ | {"RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
