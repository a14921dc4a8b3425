"""What work opened, by kind, name and state, so that its result is not taken for current when that changes.

Opened are files that were read; files and folders that were looked for, in vain or not; folders that were
listed; variables that were asked for. What is installed beside Rolebook is known otherwise (`inputs`).
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rolebook.load.files import RECORD

Opened = tuple[tuple[str, str], ...]
"""What was opened, in order, each with what tells its state then: the kind and name, and a digest."""

FILE, FOLDER, MODULES, THERE, VARIABLE = "file", "folder", "modules", "there", "variable"
"""The kinds: a file's content, a folder's names, what can be imported from it, whether anything is there."""
_NEVER_LISTED = "__pycache__"


def is_unchanged(root: Path, opened: Opened) -> bool:
    """Tell whether all that was opened is as it was; `root` is the handbook folder now."""
    return not any(changed(root, opened))


def changed(root: Path, opened: Opened) -> Iterator[str]:
    """Yield what is not as it was when it was opened, by kind and name."""
    return (what.replace(":", " ", 1) for what, state in opened if state_of(root, what) != state)


def states(root: Path, opened: Iterable[str]) -> dict[str, str]:
    """Return the states in which things are now that were opened once."""
    return {what: state_of(root, what) for what in opened}


def opened_paths(root: Path, opened: Opened) -> list[Path]:
    """Return the files and folders that were opened and are there."""
    paths = (
        root / what.partition(":")[2]
        for what, state in opened
        if state and not what.startswith((VARIABLE, f"{THERE}:/"))
    )
    return [path for path in dict.fromkeys(paths) if path.exists()]


def merged(*several: Opened) -> Opened:
    """Return all that was opened; of what was opened twice, the first state."""
    first_states = {what: state for opened in reversed(several) for what, state in opened}
    return tuple(sorted(first_states.items()))


def within(opened: Opened, known: Collection[str]) -> Opened:
    """Return what was opened but for files, by their paths in the handbook folder, whose state is known."""
    return tuple((what, state) for what, state in opened if what.partition(":")[2] not in known)


def of_the_folder(opened: Opened) -> Opened:
    """Return what was opened in the handbook folder, and the environment: what is so on any machine."""
    return tuple(one for one in opened if one[0].startswith(VARIABLE) or ":/" not in one[0])


def state_of(root: Path, what: str) -> str:
    """Return the state in which something is now, by kind and name; empty where it is not there."""
    kind, _, name = what.partition(":")
    if kind == VARIABLE:
        return _digest(os.environ[name]) if name in os.environ else ""
    path = os.path.join(root, name)  # noqa: PTH118 - a Path costs more than the question
    try:
        return _STATES[kind](path)
    except OSError:
        return ""


def _file(path: str) -> str:
    status = os.stat(path)  # noqa: PTH116 - as above
    if S_ISDIR(status.st_mode):
        return FOLDER
    return sha256(Path(path).read_bytes()).hexdigest() if S_ISREG(status.st_mode) else ""


def _folder(path: str) -> str:
    return _digest("\0".join(sorted(name for name in os.listdir(path) if _is_listed(path, name))))  # noqa: PTH208 - names


def _is_listed(folder: str, name: str) -> bool:
    """Tell whether a name counts; hidden ones are those of tools at work, and no pages."""
    if name.startswith(".") or name == _NEVER_LISTED:
        return False
    return not os.path.isfile(f"{folder}/{name}/{RECORD}")  # noqa: PTH113 - as above


def _there(path: str) -> str:
    return FOLDER if S_ISDIR(os.stat(path).st_mode) else FILE  # noqa: PTH116 - as above


def _modules(path: str) -> str:
    """Return what tells which modules could be imported from a folder."""
    modules = (
        name
        for name in os.listdir(path)  # noqa: PTH208 - names
        if name.endswith((".py", ".so")) or os.path.isfile(f"{path}/{name}/__init__.py")  # noqa: PTH113 - as above
    )
    return _digest("\0".join(sorted(modules)))


_STATES: Mapping[str, Callable[[str], str]] = {
    FILE: _file,
    FOLDER: _folder,
    MODULES: _modules,
    THERE: _there,
}


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
