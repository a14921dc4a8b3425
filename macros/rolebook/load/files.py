"""The files of a handbook folder: where they lie, and their text."""

import os
from pathlib import Path

FACTS_FILE = "companies/facts.yml"
RECORD = ".rolebook.json"
"""The record of what was built: a folder that holds one is an output, and no part of what is read."""

_NO_COMPANIES = ("facts.yml", "facts.yaml")


def files_below(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files below a folder, hidden ones left out, in an order that does not depend on the disk.

    With `suffixes`, only files that end in one of them, in any case.
    """
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = filter(_is_visible, folders)
        wanted = (name for name in names if not suffixes or name.lower().endswith(suffixes))
        found += (f"{place}/{name}" for name in filter(_is_visible, wanted))
    return [Path(file) for file in sorted(found) if os.path.isfile(file)]  # noqa: PTH113 - a Path costs more than the question


def company_files(root: Path) -> list[Path]:
    """Return the files of companies, in order of their names."""
    folder = root / "companies"
    if not folder.is_dir():
        return []
    found = (entry for entry in os.scandir(folder) if entry.name.lower().endswith((".yml", ".yaml")))
    names = (entry.name for entry in found if entry.is_file() and entry.name not in _NO_COMPANIES)
    return [folder / name for name in sorted(filter(_is_visible, names))]


def company_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the companies a folder has a file for, readable or not."""
    return tuple(file.stem for file in company_files(root))


def _is_visible(name: str) -> bool:
    return not name.startswith(".")
