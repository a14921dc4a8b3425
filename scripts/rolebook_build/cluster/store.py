"""Files elsewhere: in an object store, or wherever else fsspec reaches by a URL.

The one module that knows fsspec, which comes with the optional dependency `rolebook[cluster]`; what it
needs for a protocol, such as s3fs, is the user's choice.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from rolebook.model.problem import BuildError

try:
    import fsspec
except ImportError:  # pragma: no cover - the tests have it
    fsspec = None


def lacking(url: str) -> str:
    """Return what must be installed before a URL can be reached; empty when nothing is."""
    if fsspec is None:
        return "an --output that is a URL needs the cluster extra: pip install 'rolebook[cluster]'"
    try:
        fsspec.get_filesystem_class(url.partition("://")[0])
    except (ImportError, ValueError) as error:
        return f"--output {url}: {error}"
    return ""


@dataclass(frozen=True)
class Store:
    """The files below a URL, by their names. All of it raises `BuildError`, in words.

    A file is there whole or not at all.
    """

    url: str

    def below(self, name: str) -> "Store":
        """Return the files below a name."""
        return Store(f"{self.url}/{name}")

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none."""
        with self._opened() as (files, root):
            try:
                data: bytes = files.cat_file(f"{root}/{name}")
            except FileNotFoundError:
                return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        with self._opened() as (files, root), _whole(files, f"{root}/{name}") as path:
            files.pipe_file(path, data)

    def upload(self, sources: Mapping[str, Path]) -> None:
        """Write files of this machine, by the names they get."""
        with self._opened() as (files, root):
            if files.async_impl:
                paths = [f"{root}/{name}" for name in sources]
                files.put([str(file) for file in sources.values()], paths)
                return
            for name, file in sources.items():
                with _whole(files, f"{root}/{name}") as path:
                    files.put_file(str(file), path)

    def names(self) -> list[str]:
        """Return the names of all files."""
        with self._opened() as (files, root):
            return [str(path).removeprefix(f"{root}/") for path in files.find(root)]

    def digests(self) -> dict[str, str]:
        """Return the names of all files, with the MD5 of what each holds; empty where the store says none.

        S3 gives it as ETag of what was put there in one piece, but for some sorts of encryption.
        """
        with self._opened() as (files, root):
            details = files.find(root, detail=True).items()
            return {
                str(path).removeprefix(f"{root}/"): str(info.get("ETag", "")).strip('"')
                for path, info in details
            }

    def folders(self) -> set[str]:
        """Return the names below which files lie, up to the first slash."""
        with self._opened() as (files, root):
            try:
                entries = files.ls(root, detail=True)
            except FileNotFoundError:
                return set()
            return {
                one["name"].rstrip("/").rpartition("/")[2] for one in entries if one["type"] == "directory"
            }

    def remove(self, names: Iterable[str]) -> None:
        """Remove files."""
        with self._opened() as (files, root):
            for name in names:
                files.rm_file(f"{root}/{name}")

    def clear(self) -> None:
        """Remove all files."""
        with self._opened() as (files, root):
            files.rm(root, recursive=True)

    def newest_first(self, names: Iterable[str]) -> list[str]:
        """Return names in the order in which their files were written."""
        with self._opened() as (files, root):
            return sorted(names, key=lambda name: files.modified(f"{root}/{name}"), reverse=True)

    @contextmanager
    def _opened(self) -> Iterator[tuple[Any, str]]:
        """Give the file system and the path in it, and say in words what fails."""
        try:
            files, root = fsspec.core.url_to_fs(self.url)
            files.invalidate_cache()
            yield files, root.rstrip("/")
        except Exception as error:  # each file system has errors of its own
            raise BuildError(f"{self.url}: {error or type(error).__name__}") from error


@contextmanager
def _whole(files: Any, path: str) -> Iterator[str]:
    """Give a path to write a file at, so that it stands at `path` when it is whole.

    Object stores, the file systems that fsspec speaks to asynchronously, keep no half of an object.
    """
    if files.async_impl:
        yield path
        return
    folder, _, name = path.rpartition("/")
    files.makedirs(folder, exist_ok=True)
    unfinished = f"{folder}/.{name}.{uuid4().hex}"
    files.invalidate_cache()
    yield unfinished
    files.mv(unfinished, path)
