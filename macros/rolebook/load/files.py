"""The files of a handbook folder: where they lie, and their text."""

import os
from pathlib import Path

FACTS_FILE = "companies/facts.yml"
NO_COMPANIES = ("facts.yml", "facts.yaml")
RECORD = ".rolebook.json"
"""The record of what was built: a folder that holds one is an output, and no part of what is read."""


def files_below(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files below a folder, hidden ones left out, in an order that does not depend on the disk.

    Folders that are linked are followed; a circle of them is gone round once. With `suffixes`, only files
    that end in one of them, in any case.
    """
    return [Path(file) for file in _names_below(folder) if not suffixes or file.lower().endswith(suffixes)]


def circles_below(folder: Path) -> list[Path]:
    """Return the links below a folder that lead back to a folder in which they lie."""
    circles: list[str] = []
    _names_below(folder, circles)
    return [Path(link) for link in sorted(circles)]


def _names_below(folder: Path, circles: list[str] | None = None) -> list[str]:
    found: list[str] = []
    _walk(str(folder), frozenset(), found, [] if circles is None else circles)
    return sorted(found)


def _walk(folder: str, above: frozenset[tuple[int, int]], found: list[str], circles: list[str]) -> None:
    """Find the files below a folder, those behind links too; `above` are the folders on the way to it."""
    try:
        status, names = os.stat(folder), os.listdir(folder)  # noqa: PTH116, PTH208 - Paths cost more than the question
    except OSError:
        return
    here = status.st_dev, status.st_ino
    if here in above:
        circles.append(folder)
        return
    paths = [f"{folder}/{name}" for name in names if _is_visible(name)]
    found += filter(os.path.isfile, paths)
    for inner in filter(os.path.isdir, paths):
        _walk(inner, above | {here}, found, circles)


def company_files(root: Path) -> list[Path]:
    """Return the files of companies, in order of their names."""
    folder = root / "companies"
    if not folder.is_dir():
        return []
    found = (entry for entry in os.scandir(folder) if entry.name.lower().endswith((".yml", ".yaml")))
    names = (entry.name for entry in found if entry.is_file() and entry.name not in NO_COMPANIES)
    return [folder / name for name in sorted(filter(_is_visible, names))]


def company_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the companies a folder has a file for, readable or not."""
    return tuple(file.stem for file in company_files(root))


def _is_visible(name: str) -> bool:
    return not name.startswith(".")
