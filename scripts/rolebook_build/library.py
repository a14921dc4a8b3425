"""The library of a handbook folder: read once for each state of its files, by however many processes."""

from dataclasses import dataclass
from pathlib import Path

from rolebook.load.content import Library
from rolebook.load.input_digests import Inputs, digest, read_inputs
from rolebook.load.parsed_before import Readings
from rolebook.load.tracking.noting import noting
from rolebook.load.tracking.opened import Opened, is_unchanged
from rolebook.model.problem import BuildError
from rolebook_build.cache import Cache


@dataclass(frozen=True)
class ReadLibrary:
    """A library, and what was opened to read it beside the files that its key in the cache covers."""

    library: Library
    opened: Opened


def library_of(inputs: Inputs, cache: Cache, cores: int) -> ReadLibrary:
    """Return all that companies share, read on so many cores.

    Raises `BuildError` when the configuration is not valid.
    """
    key = digest([str(inputs.root), inputs.library])
    known: ReadLibrary | None = cache.recall("library", key)
    if known is None or not is_unchanged(inputs.root, known.opened):
        known = _read(inputs.root, inputs, cache, cores)
        cache.remember("library", key, known)
    return known


def _read(root: Path, inputs: Inputs, cache: Cache, cores: int) -> ReadLibrary:
    from rolebook.engine.engine import engine  # noqa: PLC0415 - it takes long to import
    from rolebook.load.library import read_library  # noqa: PLC0415

    known = {*inputs.specs, *inputs.pages, *inputs.companies}
    key = digest([str(root), inputs.engines])
    readings: Readings = cache.recall("readings", key) or Readings()
    with noting(root, [cache.folder], known) as noter:
        library = read_library(root, engine().folder_additions(root), readings, cores)
    refuse_changed(inputs, noter.opened)
    cache.remember("readings", key, readings.asked())
    return ReadLibrary(library, noter.opened)


def refuse_changed(inputs: Inputs, opened: Opened = ()) -> None:
    """Raise `BuildError` when a file was changed since its digest was taken: what was read may be neither."""
    if read_inputs(inputs.root).library != inputs.library or not is_unchanged(inputs.root, opened):
        raise BuildError("files were changed while they were read; build again")
