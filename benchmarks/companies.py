"""The editions of many companies, beside a loop of plain MkDocs builds and beside copying finished sites.

    .venv/bin/python benchmarks/companies.py [COMPANIES …]

Everything runs as a user runs it, as commands, one after the other in one run; seconds are wall time,
memory is what all processes of a command hold together. Needs about 60 GB of disk for a thousand companies:
nothing is removed before the end, since ext4 takes new files slowly where others were removed a minute ago
(`recently_deleted` in Linux' fs/ext4/ialloc.c), which would count against whoever comes later.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent / "edition"))

from command import Ran, ran
from handbook import change_duty, change_fact, write_companies, write_handbook

SIZES = (1, 10, 100, 1000)
ROLES, MEASURED_PLAIN = 100, 3
CHANGES = ("changed", "new", "better")
EDITION = Path(__file__).parent / "edition"
ROLEBOOK = Path(sys.executable).parent / "rolebook"
HEADS = (
    *("companies", "(a) from nothing", "(b) a fact", "(c) a role", "(d) plain", "(e) copies"),
    *("(a) / (shape + e)", "(d) / (a)", "(c) / (a)", "memory"),
)


@dataclass(frozen=True)
class Row:
    """Seconds of each contender, and the most memory that building from nothing held."""

    companies: int
    nothing: float
    fact: float
    role: float
    plain: float
    copies: float
    mebibytes: float


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as scratch:
        plain = _plain_build(Path(scratch))
        shape = _one_build(Path(scratch))
        print(f"One build by MkDocs: {shape:.1f} s. One plain build of the same pages: {plain:.1f} s.\n")
        print(_line(HEADS))
        print(_line("----:" for _ in HEADS))
        for companies in sizes:
            print(_line(_cells(_row(companies, plain, Path(scratch)), shape)), flush=True)


def _cells(row: Row, shape: float) -> Iterator[str]:
    yield f"{row.companies}"
    yield f"{row.nothing:.1f} s"
    yield f"{row.fact:.2f} s"
    yield f"{row.role:.1f} s"
    yield f"{row.plain:.0f} s"
    yield f"{row.copies:.1f} s"
    yield f"{row.nothing / (shape + row.copies):.2f}"
    yield f"{row.plain / row.nothing:.0f}"
    yield f"{row.role / row.nothing:.2f}"
    yield f"{row.mebibytes:.0f} MiB"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _folder(scratch: Path, companies: int) -> Path:
    folder = scratch / f"handbook-{companies}"
    write_handbook(folder, ROLES)
    write_companies(folder, companies)
    return folder


def _row(companies: int, plain: float, scratch: Path) -> Row:
    folder, cache, output = (scratch / f"{name}-{companies}" for name in ("handbook", "cache", "site"))
    build = [str(ROLEBOOK), "-C", str(_folder(scratch, companies)), "build", "--output", str(output)]
    nothing = _settled(build, cache)
    fact = median(_changed_fact(folder, companies // 2, word, build, cache) for word in CHANGES)
    copies = _copies(output / "company-0000", scratch / f"copies-{companies}", companies)
    change_duty(folder, "Measure what a change costs")
    role = _settled(build, cache)
    seconds = (nothing.seconds, fact, role.seconds, plain * companies, copies)
    return Row(companies, *seconds, nothing.mebibytes)


def _changed_fact(folder: Path, number: int, word: str, build: list[str], cache: Path) -> float:
    change_fact(folder, number, word)
    return _settled(build, cache).seconds


def _settled(command: list[str], cache: Path) -> Ran:
    """Run a command once the disk has written what earlier ones left, so that none pays for another."""
    os.sync()
    return ran(command, ROLEBOOK_CACHE=str(cache))


def _copies(edition: Path, target: Path, companies: int) -> float:
    """Return the seconds of copying an edition for each company."""
    target.mkdir()
    os.sync()
    started = time.perf_counter()
    for number in range(companies):
        subprocess.run(["/bin/cp", "-r", str(edition), str(target / str(number))], check=True)
    return time.perf_counter() - started


def _one_build(scratch: Path) -> float:
    """Return the seconds of one company's site built by MkDocs alone: what a shape costs."""
    folder = _folder(scratch / "one", 1)
    configuration = Path(__file__).parents[1] / "mkdocs.yml"
    (folder / "docs").mkdir()
    shutil.copy(configuration, folder / "mkdocs.yml")
    return _mkdocs(folder, scratch / "one" / "site", ROLEBOOK_COMPANY="company-0000").seconds


def _mkdocs(project: Path, site: Path, **environment: str) -> Ran:
    command = [str(ROLEBOOK.with_name("mkdocs")), "build", "--quiet", "--site-dir", str(site)]
    return ran(command, cwd=project, NO_MKDOCS_2_WARNING="1", **environment)


def _plain_build(scratch: Path) -> float:
    """Return the seconds of a plain MkDocs build of a company's final pages, the mean of a few companies."""
    folder = _folder(scratch / "plain", MEASURED_PLAIN)
    seconds = 0.0
    for number in range(MEASURED_PLAIN):
        company = f"company-{number:04}"
        place = str(scratch / f"plain-{company}")
        ran([sys.executable, str(EDITION / "write_pages.py"), str(folder), company, place])
        seconds += _mkdocs(Path(place) / "mkdocs", Path(place) / "site").seconds
    return seconds / MEASURED_PLAIN


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
