"""Modules that a handbook folder brings along: hooks, macros of its own, and what these import.

Python keeps a module once it is imported, and so does MkDocs; whoever builds again would get the old one.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.config_options import Hooks

from rolebook.load.tracking.noter import is_installed

_HERE: set[str] = set()
"""The names of guests that were imported and not dismissed since."""

_FOLDERS: set[str] = set()
"""Where they had Python look for modules."""


@contextmanager
def receiving() -> Iterator[None]:
    """Note which guests come, by whatever is done meanwhile."""
    before, folders = set(sys.modules), set(sys.path)
    try:
        yield
    finally:
        come = {name: sys.modules[name] for name in sys.modules.keys() - before}
        _HERE.update(name for name, module in come.items() if _is_guest(module))
        _FOLDERS.update(folder for folder in sys.path if folder not in folders)


def dismiss() -> None:
    """Forget the guests, so that each is imported anew, as it is then.

    Their compiled code goes too: it knows its source by the second and the size, which is too little.
    """
    for name in _HERE:
        module = sys.modules.pop(name, None)
        with suppress(OSError, TypeError):
            Path(getattr(module, "__cached__", None) or "").unlink()
    _HERE.clear()
    sys.path[:] = [folder for folder in sys.path if folder not in _FOLDERS]
    _FOLDERS.clear()
    kept: Any = Hooks._load_hook  # noqa: SLF001 - MkDocs has no other way to load a hook anew
    kept.cache_clear()
    importlib.invalidate_caches()


def _is_guest(module: ModuleType) -> bool:
    file = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", ())), None)
    return bool(file) and not is_installed(str(file))
