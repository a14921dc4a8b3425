"""The benchmark of editions, which nobody runs often, on a handbook as small as can be."""

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "edition"
FEW = 4
"""Columns of the table of edits; that of builds has more."""
SMALL = ("2", "--one-folder", "--companies", "2", "--roles-of-companies", "2", "--rounds", "1")


def test_every_contender_builds_the_same_pages_of_its_handbook(tmp_path: Path) -> None:
    """The tables name each handbook and each edit, with the pages that all who build it made alike."""
    done = subprocess.run(
        [sys.executable, BENCHMARK, *SMALL], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    lines = [line.split("|")[1:-1] for line in done.stdout.splitlines() if " roles " in line]
    built = {line[0].strip(): line[1].strip() for line in lines if len(line) > FEW}
    edited = [line[0].strip() for line in lines if len(line) <= FEW]
    # For each role: itself, its ladder, its checklist and three workflows; eleven indexes, three other pages.
    assert built == {"2 roles": "26", "2 companies of 2 roles": "26"}
    assert edited == ["a duty, 2 roles", "a duty, 2 companies of 2 roles", "a fact, 2 companies of 2 roles"]
