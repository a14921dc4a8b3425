"""What a handbook is made of, watched."""

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from watchfiles import Change, watch

from rolebook.load.files import CONFIGURATIONS
from rolebook.load.input_digests import Inputs, read_inputs
from rolebook.load.tracking.opened import Opened, opened_paths, states

_FOLDERS = ("roles", "companies", "docs", "overrides")
_SETTLING, _AT_MOST, _LOOKING = 20, 200, 1000
"""Milliseconds: how long nothing must be saved before a change is read, how long that is waited for, and how
often it is looked for other folders to watch."""


def changes(root: Path, shown: Inputs, opened: Callable[[], Opened]) -> Iterator[Inputs]:
    """Yield what a handbook is made of, each time that is something else than what is `shown`.

    What was yielded is shown; `opened` tells what was opened for that, wherever it lies. A log that somebody
    writes into the folder is nothing of it. The thread stays free for signals.
    """
    told: SimpleQueue[None] = SimpleQueue()
    stop = Event()
    Thread(target=_watch, args=(root, opened, told, stop), daemon=True).start()
    known: dict[str, str] = {}
    try:
        while True:
            told.get()
            known = {what: known.get(what, state) for what, state in opened()}
            now, there = read_inputs(root), states(root, known)
            if now != shown or there != known:
                shown, known = now, there
                yield now
    finally:
        stop.set()


def _watch(root: Path, opened: Callable[[], Opened], told: "SimpleQueue[None]", stop: Event) -> None:
    """Tell of each change; folders that come and go are watched from then on, or no more."""
    while not stop.is_set():
        paths = frozenset(opened_paths(root, opened()))
        folders = _folders(root, paths)
        told.put(None)  # what changed before it was watched
        for changed in _changed(folders, _SourceFilter(root, paths), stop):
            if changed:
                told.put(None)
            now = _folders(root, frozenset(opened_paths(root, opened())))
            if now != folders or _replaced(changed, folders):
                break


def _changed(
    folders: Collection[Path], counts: Callable[[Change, str], bool], stop: Event
) -> Iterator[set[tuple[Change, str]]]:
    """Yield what changed, now and then nothing; end after a while where the system cannot tell.

    So it is where a name is no text, or where more is watched than it allows.
    """
    try:
        yield from watch(
            *folders,
            watch_filter=counts,
            debounce=_AT_MOST,
            step=_SETTLING,
            stop_event=stop,
            raise_interrupt=False,
            rust_timeout=_LOOKING,
            yield_on_timeout=True,  # what is shown by now may have opened other files
            recursive=False,
        )
    except (OSError, RuntimeError, ValueError):
        stop.wait(_LOOKING / 1000)


def _replaced(changed: Collection[tuple[Change, str]], folders: Collection[Path]) -> bool:
    """Tell whether a folder itself was touched: what is watched may be one that is gone."""
    return any(Path(path) in folders for _, path in changed)


def _folders(root: Path, paths: Collection[Path]) -> dict[Path, int]:
    """Return every folder in which something lies, or may come to lie, that a handbook is made of.

    Each has the number by which a disk tells it from any other: a link may come to lead elsewhere.
    """
    folders = {root, *(path if path.is_dir() else path.parent for path in paths)}
    for name in _FOLDERS:
        folders.update(Path(folder) for folder, _, _ in os.walk(root / name))
    return {folder: number for folder in sorted(folders) if (number := _number(folder))}


def _number(folder: Path) -> int:
    try:
        return folder.stat().st_ino if folder.is_dir() else 0
    except OSError:  # it went meanwhile
        return 0


class _SourceFilter:
    """Lets through what happens in a handbook's folders, and to files beside them that are part of it."""

    def __init__(self, root: Path, paths: Collection[Path]) -> None:
        self._root = root
        self._beside = {*(root / name for name in (*CONFIGURATIONS, *_FOLDERS)), *paths}

    def __call__(self, _change: Change, path: str) -> bool:
        """Tell whether a change counts."""
        changed = Path(path)
        return changed.parent != self._root or changed in self._beside
