"""What is being written, beside the place that it takes when it is whole."""

import os
import platform
import shutil
import time
from collections.abc import Iterable
from glob import escape
from pathlib import Path

SUFFIX = ".building"
_SECONDS_OF_A_DAY = 86_400


def write_whole(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all: it takes its name once it is on disk. Raises `OSError`."""
    remove_left_over(file)
    unfinished = file.with_name(unfinished_name(file))
    try:
        unfinished.write_bytes(data)
        flush(unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before anything relies on them."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def unfinished_name(target: Path) -> str:
    """Return the name of what is not finished yet: it says which process of which machine works on it."""
    return f".{target.name}.{_machine()}.{os.getpid()}{SUFFIX}"


def remove_left_over(target: Path) -> None:
    """Remove what killed processes that wrote this target left behind."""
    _remove_left_over(target.parent.glob(f".{escape(target.name)}.*{SUFFIX}"))


def remove_all_left_over(folder: Path) -> None:
    """Remove what killed processes that wrote anything in a folder left behind."""
    _remove_left_over(folder.glob(f".*{SUFFIX}"))


def _remove_left_over(unfinished: Iterable[Path]) -> None:
    for path in unfinished:
        if _is_left_over(path):
            remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _machine() -> str:
    return platform.node().replace(".", "-")


def _is_left_over(path: Path) -> bool:
    """Tell whether nobody works on something any more; of another machine's process only its age tells."""
    rest, _, pid = path.name.removesuffix(SUFFIX).rpartition(".")
    if rest.rpartition(".")[2] == _machine():
        return pid.isdigit() and not _is_running(int(pid))
    try:
        return time.time() - path.stat().st_mtime > _SECONDS_OF_A_DAY
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
