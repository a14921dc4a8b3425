"""A cache of one machine of several that build together: what another of them made is fetched."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rolebook.load.input_digests import Inputs, digest_of, input_files
from rolebook.load.revisions import KEPT, revisions_text
from rolebook.load.sealed_files import KeptFolder, kept_folder, make_folder, seal_folder, sealed, unsealed
from rolebook.load.tracking.opened import Opened, of_the_folder
from rolebook.model.problem import BuildError
from rolebook_build.cache import KEPT_SHAPES, Cache
from rolebook_build.cluster.pack import packed, unpack
from rolebook_build.cluster.store import Store
from rolebook_build.library import refuse_changed
from rolebook_build.replacing import put_folder


class SharedCache(Cache):
    """A machine's cache, and a store that all of them reach: shapes lie there, and the handbook folder.

    Sent to another machine it is that machine's cache.
    """

    def __init__(self, store: Store, handbook: str, folder: Path | None = None) -> None:
        super().__init__(folder)
        self._store = store
        self._shapes = store.below("shapes")
        self._handbook = handbook

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave this machine's folder behind."""
        return SharedCache, (self._store, self._handbook)

    def find(self, key: str) -> KeptFolder | None:
        """Return a shape that this machine has, or another; None where none of them has it."""
        return super().find(key) or next(filter(None, map(self._fetched, self._names(key))), None)

    def _fetched(self, name: str) -> KeptFolder | None:
        """Take a shape from the store, if it is whole."""
        key, data = name.partition("-")[0], unsealed(name, self._shapes.read(name) or b"")
        if data is not None:
            with self.scratch() as scratch:
                unpack(data, scratch / key)
                put_folder(scratch / key, self._shape_folder(key))
        return super().find(key)

    def _names(self, key: str) -> list[str]:
        """Return the names of what the store may have as the shape of a key, the newest first."""
        if key in self._wanted:
            return [self._name(key)]
        names = (name for name in self._shapes.names() if name.startswith(f"{key}-"))
        return self._shapes.newest_first(names)

    def _name(self, key: str) -> str:
        return f"{key}-{self._wanted[key]}"

    def keep_shape(self, key: str, built: Path, opened: Opened) -> str:
        """Put a shape into its place, and let the other machines have it."""
        seal = super().keep_shape(key, built, opened)
        self.offer((key,))
        return seal

    def lasting(self, opened: Opened) -> Opened:
        """Return what was opened in the handbook folder: the rest of each machine is its own."""
        return of_the_folder(opened)

    def offer(self, keys: Iterable[str]) -> None:
        """Let the other machines have shapes."""
        there = set(self._shapes.names())
        for key in keys:
            name = self._name(key)
            if name not in there:
                files = {file.name: file.read_bytes() for file in super().shape(key).iterdir()}
                self._shapes.write(name, sealed(name, packed(files)))

    def handbook(self) -> Path:
        """Return the handbook folder as it is on this machine. Raises `BuildError`."""
        folder = self.folder / "handbooks" / self._handbook
        if not kept_folder(folder, self._handbook):
            self.tidy(())
            data = self._sent()
            make_folder(folder.parent)
            with self.scratch() as scratch:
                unpack(data, scratch / "handbook")
                seal_folder(scratch / "handbook", self._handbook, {})
                put_folder(scratch / "handbook", folder)
        return folder

    def _sent(self) -> bytes:
        data = self._store.read(f"handbooks/{self._handbook}.zip")
        if data is None:
            raise BuildError(
                f"a worker finds nothing in {self._store.url}: all workers must reach the --output under the "
                "same path, or it must be a URL"
            )
        if digest_of(data) != self._handbook:
            raise BuildError(f"what was sent is damaged in {self._store.url}; build again")
        return data

    def clear_store(self, used: Iterable[str]) -> None:
        """Remove from the store the handbook folder, and the shapes of long ago but none of those in use."""
        in_use = {self._name(key) for key in used if key in self._wanted}
        old = [name for name in self._shapes.names() if name not in in_use]
        self._shapes.remove(self._shapes.newest_first(old)[KEPT_SHAPES:])
        handbooks = self._store.below("handbooks")
        handbooks.remove(handbooks.names())


@contextmanager
def shared_cache(
    address: str, inputs: Inputs, shapes: Collection[str], folder: Path | None = None
) -> Iterator[SharedCache]:
    """Give a cache whose store lies at a URL or path, with the handbook folder in it as long as it is used.

    `shapes` are those in use, `folder` is this machine's own cache. Raises `BuildError`.
    """
    root = inputs.root
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in input_files(root)}
    data = packed({**files, KEPT: revisions_text(root).encode()})
    refuse_changed(inputs)
    store, handbook = Store(address), digest_of(data)
    cache = SharedCache(store, handbook, folder)
    store.write(f"handbooks/{handbook}.zip", data)
    try:
        yield cache
    finally:
        cache.clear_store(shapes)
