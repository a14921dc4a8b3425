"""What lies in a handbook folder and is not its own: links that lead out, and what is no file."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rolebook.load.files import NO_COMPANIES
from rolebook.model.problem import Problem, warning

_FOLDERS = ("roles", "docs", "overrides", "companies")
_APART = frozenset({"companies", "site"})
"""Folders of the handbook folder that hold what is not everybody's."""

_OTHER_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def leads_out(root: Path, file: Path) -> bool:
    """Tell whether a path leads to what is not the handbook folder's own to publish.

    That is what lies elsewhere, what is hidden, and from outside of `companies/` what lies there.
    """
    base, real = root.resolve(), file.resolve()
    if not real.is_relative_to(base):
        return True
    parts = real.relative_to(base).parts
    begun = file.relative_to(root).parts[:1]
    is_apart = parts[:1] != begun and not _APART.isdisjoint(parts[:1])
    return is_apart or any(part.startswith(".") for part in parts)


def links_out_problems(root: Path) -> Iterator[Problem]:
    """Yield each link that leads out of the folder or nowhere, and what is no file: it is never opened."""
    seen: set[str] = set()
    for name in _FOLDERS:
        if os.path.lexists(root / name):
            problems = _of_entry(root, root / name, seen)
            yield from (replace(problem, companies=_companies_of(problem.path)) for problem in problems)


def _companies_of(path: str) -> tuple[str, ...]:
    """Return whose file one in `companies/` is; of a picture there it is told where it is named."""
    folder, _, name = path.partition("/")
    stem = name.rpartition(".")[0]
    return (stem,) if folder == "companies" and stem and name not in NO_COMPANIES else ()


def _of_entry(root: Path, path: Path, seen: set[str]) -> Iterator[Problem]:
    relative = path.relative_to(root).as_posix()
    if not _is_text(path.name):
        yield Problem(
            spelled(relative), 0, "has a name that is not UTF-8, so it can have no address; rename it"
        )
        return
    try:
        mode = path.stat().st_mode
    except OSError:
        if path.is_symlink():
            yield warning(Problem(relative, 0, "is a link that leads nowhere; left out"))
        return
    if path.is_symlink() and leads_out(root, path):
        yield Problem(relative, 0, "is a link that leads out of the handbook; put the file itself here")
    elif stat.S_ISDIR(mode):
        yield from _of_folder(root, path, seen)
    else:
        kinds = (kind for is_one, kind in _OTHER_KINDS if is_one(mode))
        yield from (warning(Problem(relative, 0, f"is {kind} and no file; left out")) for kind in kinds)


def _is_text(name: str) -> bool:
    """Tell whether a name is text; other bytes stand in it as surrogates."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def spelled(path: str) -> str:
    """Return a path in which bytes that are no text are spelled out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _of_folder(root: Path, folder: Path, seen: set[str]) -> Iterator[Problem]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    for name in sorted(name for name in os.listdir(folder) if not name.startswith(".")):  # noqa: PTH208 - names are all that is wanted
        yield from _of_entry(root, folder / name, seen)
