"""Where Rolebook keeps between builds what is dear to make: shapes, and specs that were read."""

import copyreg
import os
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from rolebook.load.sealed_files import KeptFolder, keep, kept, kept_folder, make_folder, seal_folder
from rolebook.load.tracking.opened import Opened, is_unchanged
from rolebook.load.unfinished import SUFFIX, remove, remove_left_over, unfinished_name
from rolebook.model.problem import BuildError
from rolebook.render.made import PageMade
from rolebook.shape.compiled import open_shape
from rolebook.shape.extracted_texts import hear, is_heard
from rolebook.shape.pages import EarlierPages
from rolebook_build.cache_folder import named_cache
from rolebook_build.replacing import put_folder

_T = TypeVar("_T")
KEPT_SHAPES = 8
_OPENED = "opened"


def _mapping_proxy(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda proxy: (_mapping_proxy, (dict(proxy),)))


class Cache:
    """A folder of one user's; what lies in it may be deleted or damaged at any time.

    With `anew`, values that other runs kept count as absent. Raises `OSError` where nothing can be written.
    """

    def __init__(self, folder: Path | None = None, *, anew: bool = False) -> None:
        self.folder = folder or named_cache()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._anew = anew
        self._made: set[tuple[str, str]] = set()
        self._wanted: dict[str, str] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process trust what lies here: it is told what to make."""
        return type(self), (self.folder,)

    def find(self, key: str) -> KeptFolder | None:
        """Return a shape, the one that is wanted; None where that is not there, or not whole any more."""
        shape = kept_folder(self._shape_folder(key), key)
        return shape if shape and shape.seal == self._wanted.get(key, shape.seal) else None

    def want(self, key: str, seal: str) -> None:
        """Say which of the shapes that have been built for a key, one after the other, is wanted."""
        self._wanted[key] = seal

    def shape(self, key: str) -> Path:
        """Return the folder of a shape that is there. Raises `BuildError`."""
        shape = self.find(key)
        if not shape:
            raise BuildError(f"a shape was damaged in {self.folder} while it was used; build again")
        return shape.folder

    def heard(self, key: str) -> Path:
        """Return the folder with what a shape says: its own, or one made now where nobody heard it yet."""
        folder = self.shape(key)
        if is_heard(folder):
            return folder
        seal = cast("KeptFolder", self.find(key)).seal
        target = self.folder / "heard" / seal
        if not kept_folder(target, seal):
            with self.scratch() as scratch:
                hear(open_shape(folder), scratch / "heard")
                seal_folder(scratch / "heard", seal, {})
                put_folder(scratch / "heard", target)
        return target

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder to make a shape in."""
        target = self.folder / "shapes" / "shape"
        make_folder(target.parent)
        remove_left_over(target)
        scratch = target.with_name(unfinished_name(target))
        scratch.mkdir(mode=0o700)
        try:
            yield scratch
        finally:
            remove(scratch)

    def keep_shape(self, key: str, built: Path, opened: Opened) -> str:
        """Put a shape into its place, with what was opened to build it, and return its seal."""
        seal = seal_folder(built, key, {_OPENED: opened})
        put_folder(built, self._shape_folder(key))
        self.want(key, seal)
        return seal

    def keep_pages(self, base: str, key: str, pages: Mapping[str, PageMade]) -> None:
        """Keep what the pages of a shape are made of that was just kept, for the next one of its kind."""
        self.remember("pages", base, (key, self._wanted[key], pages))

    def earlier_pages(self, base: str, root: Path) -> EarlierPages | None:
        """Return the pages of the last shape of a kind, where what was opened for it is as it was."""
        key, seal, pages = self.recall("pages", base) or ("", "", {})
        shape = kept_folder(self._shape_folder(key), key) if key else None
        if not shape or shape.seal != seal or not is_unchanged(root, opened_by(shape)):
            return None
        return EarlierPages(open_shape(shape.folder), pages)

    def lasting(self, opened: Opened) -> Opened:
        """Return what of all that was opened is so wherever this cache is used."""
        return opened

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
        """Return what is kept under a key; None where nothing is that this user wrote, or not whole."""
        file = self._file(kind, key)
        with suppress(Exception):  # another state of this program may have kept values of other kinds
            if (not self._anew or (kind, key) in self._made) and file.stat().st_uid == os.getuid():
                os.utime(file)
                data = kept(file, f"{kind} {key}")
                return None if data is None else pickle.loads(data)  # noqa: S301 - this user wrote just that
        return None

    def remember(self, kind: str, key: str, value: Any) -> None:
        """Keep a value under a key, where that is possible: it can be made again."""
        with suppress(OSError):
            keep(self._file(kind, key), f"{kind} {key}", pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
            self._made.add((kind, key))

    def _shape_folder(self, key: str) -> Path:
        return self.folder / "shapes" / key

    def _file(self, kind: str, key: str) -> Path:
        return self.folder / kind / f"{key}.pickle"

    def tidy(self, used: Iterable[str]) -> None:
        """Remove the shapes and readings of long ago, but none of the shapes in use."""
        in_use = set(used)
        for kind in ("shapes", "heard", "handbooks", "library", "readings", "pages", "companies", "ordinary"):
            folder = self.folder / kind
            old = [path for path in folder.iterdir() if _is_old(path, in_use)] if folder.is_dir() else []
            for path in sorted(old, key=_used, reverse=True)[KEPT_SHAPES:]:
                with suppress(OSError):
                    remove(path)


def wanted_seal(cache: Cache, key: str, root: Path) -> str:
    """Have a shape wanted that is made of what there is now, and return its seal; empty where none is."""
    shape = cache.find(key)
    if not shape or not is_unchanged(root, opened_by(shape)):
        return ""
    cache.want(key, shape.seal)
    return shape.seal


def opened_by(shape: KeptFolder) -> Opened:
    """Return what was opened to build a shape."""
    return tuple((what, state) for what, state in shape.note[_OPENED])


def _is_old(path: Path, in_use: Collection[str]) -> bool:
    """Tell whether what is kept may go; what is not finished another process works on, or clears away."""
    return path.name not in in_use and not path.name.endswith(SUFFIX)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
