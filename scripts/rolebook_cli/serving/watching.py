"""What a handbook is made of, watched."""

import os
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from watchfiles import Change, watch

from rolebook.load.inputs import Inputs, input_files, read_inputs

_FOLDERS = ("roles", "companies", "docs", "overrides")
_SETTLING, _AT_MOST = 20, 200
"""Milliseconds: how long nothing must be saved before a change is read, and how long that is waited for."""


def changes(root: Path, shown: Inputs) -> Iterator[Inputs]:
    """Yield what a handbook is made of, each time that is something else than what is `shown`.

    What was yielded is shown. A log that somebody writes into the folder is nothing of it. The thread stays
    free for signals.
    """
    told: SimpleQueue[None] = SimpleQueue()
    stop = Event()
    Thread(target=_watch, args=(root, told, stop), daemon=True).start()
    try:
        while True:
            told.get()
            now = read_inputs(root)
            if now != shown:
                shown = now
                yield now
    finally:
        stop.set()


def _watch(root: Path, told: "SimpleQueue[None]", stop: Event) -> None:
    """Tell of each change; folders that come and go are watched from then on, or no more."""
    while not stop.is_set():
        folders = _folders(root)
        told.put(None)  # what changed before it was watched
        for _ in watch(
            *folders,
            watch_filter=_Made(root),
            debounce=_AT_MOST,
            step=_SETTLING,
            stop_event=stop,
            raise_interrupt=False,
            recursive=False,
        ):
            told.put(None)
            if _folders(root) != folders:
                break


def _folders(root: Path) -> tuple[Path, ...]:
    """Return every folder in which something lies, or may come to lie, that a handbook is made of."""
    found = {root, *(file.parent for file in input_files(root))}
    for name in _FOLDERS:
        found.update(Path(folder) for folder, _, _ in os.walk(root / name))
    return tuple(sorted(folder for folder in found if folder.is_dir()))


class _Made:
    """Lets through what happens in a handbook's folders, and to files beside them that are part of it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._beside = {root / "mkdocs.yml", *(root / name for name in _FOLDERS), *input_files(root)}

    def __call__(self, _change: Change, path: str) -> bool:
        """Tell whether a change counts."""
        changed = Path(path)
        return changed.parent != self._root or changed in self._beside
