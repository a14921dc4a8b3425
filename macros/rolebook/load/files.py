"""The files of a handbook folder: where they lie, and their text."""

import os
from pathlib import Path

FACTS_FILE = "companies/facts.yml"
CONFIGURATIONS = ("mkdocs.yml", "properdocs.yml")
"""The names that a folder's own configuration may have; only one of them in a folder."""

NO_COMPANIES = ("facts.yml", "facts.yaml")
RECORD = ".rolebook.json"
"""The record of what was built: a folder that holds one is an output, and no part of what is read."""


def files_below(folder: Path, *suffixes: str, within: Path | None = None) -> list[Path]:
    """Return the files below a folder, hidden ones left out, in an order that does not depend on the disk.

    Folders that are linked are followed if they lie `within` the handbook folder, the folder's parent where
    that is not said: elsewhere may be all of a disk. A circle of them is gone round once. With `suffixes`,
    only files that end in one of them, in any case.
    """
    names = _names_below(folder, within or folder.parent)
    return [Path(file) for file in names if not suffixes or file.lower().endswith(suffixes)]


def circles_below(folder: Path) -> list[Path]:
    """Return the links below a folder that lead back to a folder in which they lie."""
    circles: list[str] = []
    _names_below(folder, folder.parent, circles)
    return [Path(link) for link in sorted(circles)]


def leads_away(path: str | Path, base: str) -> bool:
    """Tell whether a path is a link that leads out of a folder, which is given without links in it."""
    return os.path.islink(path) and not f"{os.path.realpath(path)}/".startswith(base.rstrip("/") + "/")  # noqa: PTH114 - Paths cost more than the question


def _names_below(folder: Path, base: Path, circles: list[str] | None = None) -> list[str]:
    files: list[str] = []
    real = os.path.realpath(base)
    if not leads_away(folder, real):
        _walk(str(folder), real, frozenset(), files, [] if circles is None else circles)
    return sorted(files)


def _walk(
    folder: str, base: str, above: frozenset[tuple[int, int]], files: list[str], circles: list[str]
) -> None:
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
    files += filter(os.path.isfile, paths)
    for inner in filter(os.path.isdir, paths):
        if not leads_away(inner, base):
            _walk(inner, base, above | {here}, files, circles)


def configuration_file(root: Path) -> Path:
    """Return the file of a folder's own configuration, which need not be there."""
    first, other = (root / name for name in CONFIGURATIONS)
    return other if other.is_file() and not first.is_file() else first


def company_files(root: Path) -> list[Path]:
    """Return the files of companies, in order of their names."""
    folder = root / "companies"
    if not folder.is_dir():
        return []
    entries = (entry for entry in os.scandir(folder) if entry.name.lower().endswith((".yml", ".yaml")))
    names = (entry.name for entry in entries if entry.is_file() and entry.name not in NO_COMPANIES)
    return [folder / name for name in sorted(filter(_is_visible, names))]


def company_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the companies a folder has a file for, readable or not."""
    return tuple(file.stem for file in company_files(root))


def _is_visible(name: str) -> bool:
    return not name.startswith(".")
