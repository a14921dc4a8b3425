"""A cache that can be written: the user's, or where that cannot, one for this build alone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rolebook_build.cache import Cache
from rolebook_build.cache_folder import named_cache
from rolebook_build.listener import BuildListener


@contextmanager
def usable_cache(listener: BuildListener, *, anew: bool = False) -> Iterator[Cache]:
    """Give a cache; where the user's cannot be written, say so and go on without."""
    try:
        cache = Cache(anew=anew)
        _try_to_write(cache.folder)
    except OSError as error:
        listener.failure(
            f"the cache {named_cache()} cannot be written ({error.strerror}); the work goes on without one: "
            "set ROLEBOOK_CACHE to a folder that can be written"
        )
        with tempfile.TemporaryDirectory(prefix="rolebook-cache-", ignore_cleanup_errors=True) as folder:
            yield Cache(Path(folder), anew=anew)
        return
    yield cache


def _try_to_write(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(1))
        file.flush()
