"""A cache of one machine of several that build together: what another of them made is fetched."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rolebook.load.inputs import Inputs, digest_of, input_files
from rolebook.load.revisions import KEPT, revisions_text
from rolebook.model.problem import BuildError
from rolebook_cli.building.cache import KEPT_SHAPES, Cache
from rolebook_cli.building.library import refuse_changed
from rolebook_cli.building.pack import packed, unpack
from rolebook_cli.building.store import Store


class SharedCache(Cache):
    """A machine's cache, and a store that all of them reach: shapes lie there, and the handbook folder.

    Sent to another machine it is that machine's cache.
    """

    def __init__(self, store: Store, handbook: str) -> None:
        super().__init__()
        self._store = store
        self._shapes = store.below("shapes")
        self._handbook = handbook

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave this machine's folder behind."""
        return SharedCache, (self._store, self._handbook)

    def shape(self, key: str) -> Path:
        """Return the folder of a shape, whether it has been built or not."""
        folder = super().shape(key)
        if not folder.is_dir() and (data := self._shapes.read(f"{key}.zip")) is not None:
            unpack(data, folder)
        return folder

    def keep_shape(self, key: str, built: Path) -> None:
        """Put a shape into its place, and let the other machines have it."""
        super().keep_shape(key, built)
        self.offer((key,))

    def offer(self, keys: Iterable[str]) -> None:
        """Let the other machines have shapes."""
        there = set(self._shapes.names())
        for key in keys:
            if f"{key}.zip" not in there:
                files = {file.name: file.read_bytes() for file in super().shape(key).iterdir()}
                self._shapes.write(f"{key}.zip", packed(files))

    def handbook(self) -> Path:
        """Return the handbook folder as it is on this machine. Raises `BuildError`."""
        folder = self.folder / "handbooks" / self._handbook
        if not folder.is_dir():
            self.tidy(())
            unpack(self._sent(), folder)
        return folder

    def _sent(self) -> bytes:
        data = self._store.read(f"handbooks/{self._handbook}.zip")
        if data is None:
            raise BuildError(
                f"a worker finds nothing in {self._store.url}: all workers must reach the --output under the "
                "same path, or it must be a URL"
            )
        return data

    def clear_store(self, used: Iterable[str]) -> None:
        """Remove from the store the handbook folder, and the shapes of long ago but none of those in use."""
        in_use = {f"{key}.zip" for key in used}
        old = [name for name in self._shapes.names() if name not in in_use]
        self._shapes.remove(self._shapes.newest_first(old)[KEPT_SHAPES:])
        handbooks = self._store.below("handbooks")
        handbooks.remove(handbooks.names())


@contextmanager
def shared_cache(place: str, inputs: Inputs, shapes: Collection[str]) -> Iterator[SharedCache]:
    """Give a cache whose store lies at a URL or path, with the handbook folder in it as long as it is used.

    `shapes` are those in use. Raises `BuildError`.
    """
    root = inputs.root
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in input_files(root)}
    data = packed({**files, KEPT: revisions_text(root).encode()})
    refuse_changed(inputs)
    store, handbook = Store(place), digest_of(data)
    cache = SharedCache(store, handbook)
    store.write(f"handbooks/{handbook}.zip", data)
    try:
        yield cache
    finally:
        cache.clear_store(shapes)
