"""Where Rolebook keeps between builds what is dear to make: shapes, and specs that were read."""

import copyreg
import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from platformdirs import user_cache_path

from rolebook_cli.output import rename_once, replacing

_T = TypeVar("_T")
KEPT_SHAPES = 8


def _mapping_proxy(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda proxy: (_mapping_proxy, (dict(proxy),)))


class Cache:
    """A folder of one user's; what lies in it may be deleted at any time."""

    def __init__(self, folder: Path | None = None) -> None:
        named = os.environ.get("ROLEBOOK_CACHE")
        self.folder = folder or (Path(named).absolute() if named else user_cache_path("rolebook"))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def shape(self, key: str) -> Path:
        """Return the folder of a shape, whether it has been built or not."""
        return self.folder / "shapes" / key

    def keep_shape(self, key: str, built: Path) -> None:
        """Put a shape into its place; who was there first has built the same."""
        rename_once(built, self.shape(key))

    def offer(self, keys: Iterable[str]) -> None:
        """Let whoever works with this cache have shapes that are in it."""

    def remembered(self, kind: str, key: str, make: Callable[[], _T]) -> _T:
        """Return what `make` returns for a key, from a build before where it is known."""
        known: _T | None = self.recall(kind, key)
        if known is None:
            known = make()
            self.remember(kind, key, known)
        return known

    def recall(self, kind: str, key: str) -> Any:
        """Return what is kept under a key; None where nothing is that this user wrote."""
        file = self._file(kind, key)
        try:
            if file.stat().st_uid == os.getuid():
                os.utime(file)
                return pickle.loads(file.read_bytes())  # noqa: S301 - the file is this user's own
        except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
            pass
        return None

    def remember(self, kind: str, key: str, value: Any) -> None:
        """Keep a value under a key."""
        file = self._file(kind, key)
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as unfinished:
            unfinished.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def _file(self, kind: str, key: str) -> Path:
        return self.folder / kind / f"{key}.pickle"

    def tidy(self, used: Iterable[str]) -> None:
        """Remove the shapes and readings of long ago, but none of the shapes in use."""
        in_use = set(used)
        for kind in ("shapes", "handbooks", "library", "companies", "ordinary"):
            folder = self.folder / kind
            found = [path for path in folder.iterdir() if path.name not in in_use] if folder.is_dir() else []
            for path in sorted(found, key=_used, reverse=True)[KEPT_SHAPES:]:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
