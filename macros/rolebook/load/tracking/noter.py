"""Who notes what work opens, and what of that is a source of its result."""

import os
import site
import sys
import sysconfig
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import source_from_cache
from pathlib import Path
from threading import current_thread
from threading import enumerate as enumerate_threads
from types import FrameType

from rolebook.load.tracking.opened import FILE, FOLDER, MODULES, THERE, VARIABLE, Opened, state_of
from rolebook.resources import default_configuration, default_docs, default_overrides, packages

_OF_THE_SYSTEM = ("/proc", "/sys", "/dev")
_IMPORTS, _LOOKS_FOR_PACKAGES = "<frozen importlib._bootstrap_external>", "importlib/metadata/__init__.py"


class Noter:
    """Notes what is opened while it is at work."""

    def __init__(self, root: Path, ignored: Iterable[Path], known: Collection[str]) -> None:
        self._root = f"{root}/"
        self._ignored = tuple(f"{folder}/" for folder in (*_installed(), *map(str, ignored), *_OF_THE_SYSTEM))
        self._known = known
        self._others = {*enumerate_threads()} - {current_thread()}
        self._path = frozenset(os.path.abspath(folder) for folder in sys.path)  # noqa: PTH100 - as above
        self._states: dict[str, str] = {}
        self._written: set[str] = set()
        self._seen: set[str] = set()

    def hears(self) -> bool:
        """Tell whether what this thread does is part of the work: others were at something else before."""
        return current_thread() not in self._others

    @property
    def opened(self) -> Opened:
        """What was opened so far."""
        return tuple(sorted(one for one in list(self._states.items()) if self._is_source(one[0])))

    def _is_source(self, what: str) -> bool:
        return what.partition(":")[2] not in self._written or what.startswith(VARIABLE)

    def note(self, kind: str, name: str) -> None:
        """Note that something is opened, as it is now."""
        path = f"{name}/".removeprefix(self._root).removesuffix("/")
        what = f"{kind}:{path}"
        if what not in self._states and path not in self._known:
            self._states[what] = state_of(Path(self._root), what)

    def read(self, path: str) -> None:
        """Note that a file is read, or looked for in vain; of compiled code, its source."""
        if path.endswith(".pyc"):
            with suppress(ValueError):
                path = source_from_cache(path)
        if not self._is_ignored(path):
            self.note(FILE, path)

    def looked_up(self, path: str) -> None:
        """Note that something was looked for, and is there; the folders in which the root lies go without."""
        if path not in self._seen:
            self._seen.add(path)
            if not self._root.startswith(f"{path}/") and not self._is_ignored(f"{path}/"):
                self.note(THERE, path)

    def written(self, path: str) -> None:
        """Note that a file is written: what is read of it is no source."""
        self._written.add(path.removeprefix(self._root))

    def made(self, path: str) -> None:
        """Note that a folder is made: what lies in it is no source either."""
        self._ignored = (*self._ignored, f"{path}/")

    def listed(self, path: str, frame: FrameType | None) -> None:
        """Note that a folder is listed."""
        asking = frame.f_code.co_filename if frame else ""
        if asking.endswith(_LOOKS_FOR_PACKAGES) or self._is_ignored(f"{path}/"):
            return
        if asking != _IMPORTS:
            self.note(FOLDER, path)
        elif path not in self._path or f"{path}/".startswith(self._root):
            self.note(MODULES, path)

    def _is_ignored(self, path: str) -> bool:
        return path.startswith(self._ignored) or os.path.realpath(path).startswith(self._ignored)


@cache
def _installed() -> tuple[str, ...]:
    """Return the folders of what is installed, Python's own modules and Rolebook included."""
    paths = sysconfig.get_paths()
    modules = (paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    base = (f"{prefix}/lib" for prefix in {sys.prefix, sys.base_prefix})
    site_packages = (*site.getsitepackages(), site.getusersitepackages())
    own = (*packages(), default_docs(), default_overrides(), default_configuration())
    folders = dict.fromkeys([*modules, *base, *site_packages, *map(str, own)])
    return tuple(dict.fromkeys([*folders, *map(os.path.realpath, folders)]))


def is_installed(path: str) -> bool:
    """Tell whether a file is one of those that are installed."""
    folders = tuple(f"{folder}/" for folder in _installed())
    return path.startswith(folders) or os.path.realpath(path).startswith(folders)
