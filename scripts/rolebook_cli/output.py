"""Putting a finished folder in the place of the one before it, whole or not at all."""

import ctypes
import os
import platform
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

_AT_WORKING_FOLDER = -100
_RENAME_EXCHANGE = 2
_SUFFIX = ".building"
_SECONDS_OF_A_DAY = 86_400
OF_A_SITE = ("404.html", "search/search_index.json")


class NotASiteError(Exception):
    """The place of an output is taken by something Rolebook did not build."""


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give a new folder beside the target; what lies in it takes the target's place if all goes well.

    Raises `NotASiteError` when a folder with other things in it stands there.
    """
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(target)
    folder = target.parent / _unfinished(target)
    folder.mkdir()
    try:
        yield folder
        _replace(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Give a name to write a file under; it takes the file's place if all goes well."""
    _remove_left_over(file)
    unfinished = file.with_name(_unfinished(file))
    try:
        yield unfinished
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def rename_once(new: Path, target: Path) -> None:
    """Put a folder into its place; who was there first has put the same."""
    try:
        new.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _refuse_foreign(target: Path) -> None:
    if target.is_symlink() or not target.exists():
        return
    if not target.is_dir():
        raise NotASiteError(f"{target} is a file; move it away")
    if any(target.iterdir()) and not is_site(target):
        raise NotASiteError(
            f"{target} holds other things than a handbook; move it away or choose another --output"
        )


def is_site(folder: Path) -> bool:
    """Tell whether a folder holds what Rolebook builds."""
    return any((folder / name).is_file() for name in OF_A_SITE)


def _unfinished(target: Path) -> str:
    """Return the name of what is not finished yet: it says which process of which machine works on it."""
    return f".{target.name}.{_machine()}.{os.getpid()}{_SUFFIX}"


def _machine() -> str:
    return platform.node().replace(".", "-")


def _remove_left_over(target: Path) -> None:
    """Remove what killed builds of this target left behind."""
    for folder in target.parent.glob(f".{escape(target.name)}.*{_SUFFIX}"):
        if _is_left_over(folder):
            shutil.rmtree(folder, ignore_errors=True) if folder.is_dir() else folder.unlink(missing_ok=True)


def _is_left_over(folder: Path) -> bool:
    """Tell whether nobody works on something any more; of another machine's process only its age tells."""
    rest, _, pid = folder.name.removesuffix(_SUFFIX).rpartition(".")
    if rest.rpartition(".")[2] == _machine():
        return pid.isdigit() and not _is_running(int(pid))
    try:
        return time.time() - folder.stat().st_mtime > _SECONDS_OF_A_DAY
    except OSError:
        return False


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _replace(new: Path, target: Path) -> None:
    """Put the new folder in the target's place; where the system can, in one step."""
    if not target.exists() or target.is_symlink():
        target.unlink(missing_ok=True)
        new.rename(target)
    elif not _exchange(new, target):
        old = new.with_name(f"{new.name}.old{_SUFFIX}")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders by Linux's renameat2(2); False where there is no such call."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = ctypes.c_int(_AT_WORKING_FOLDER)
    result: int = rename(here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE))
    return result == 0
