"""The folders of an output that was replaced, kept empty for the next one.

To make the folders of an edition and to remove them again takes longer than to link all its files, most of
all where a file system does not give out again what was freed a moment ago.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path


def take_folders(spare: Path, folder: Path) -> Sequence[str]:
    """Put the folders that are kept at `spare` in the place of `folder`, an empty one; return those below it.

    They are taken only if they are as if they were made now: all that lies there has the type, the rights
    and the owner of the empty one.
    """
    new = _rights(folder.stat())
    try:
        spare.rename(folder)
        below = [*_below(folder, new)]
    except OSError:
        shutil.rmtree(folder)
        folder.mkdir()
        return ()
    return below


def prune(folders: Sequence[str]) -> None:
    """Remove those of the folders, each after the one that it lies in, that nothing was put into."""
    for folder in reversed(folders):
        with suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106 - a Path for each of a thousand costs as much


def keep_folders(folder: Path, spare: Path) -> None:
    """Keep a folder and all below it at `spare`, without the files; where that cannot be, leave it."""
    with suppress(OSError):
        _empty(str(folder))
        spare.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(spare)


def _below(folder: Path, rights: tuple[int, ...]) -> Iterator[str]:
    """Yield all folders below one. Raises `OSError` where anything lies there of other `rights`."""
    if _rights(folder.stat()) != rights:
        raise NotADirectoryError(folder)
    waiting = [str(folder)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if _rights(entry.stat(follow_symlinks=False)) != rights:
                raise NotADirectoryError(entry.path)
            waiting.append(entry.path)
            yield entry.path


def _rights(status: os.stat_result) -> tuple[int, ...]:
    return status.st_mode, status.st_uid, status.st_gid


def _empty(folder: str) -> None:
    """Remove all that is no folder from a folder and those below it."""
    waiting = [folder]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                os.unlink(entry.path)  # noqa: PTH108 - as above
