"""The library of a handbook folder: read once for each state of its files, by however many processes."""

from pathlib import Path

from rolebook.load.content import Library
from rolebook.load.inputs import Inputs, digest, read_inputs
from rolebook.model.problem import BuildError
from rolebook_cli.building.cache import Cache


def library_of(inputs: Inputs, cache: Cache) -> Library:
    """Return all that companies share. Raises `BuildError` when the configuration is not valid."""
    key = digest([str(inputs.root), inputs.library])
    return cache.remembered("library", key, lambda: _read(inputs.root, inputs))


def _read(root: Path, inputs: Inputs) -> Library:
    from rolebook.engine.build import folder_additions  # noqa: PLC0415 - MkDocs takes long to import
    from rolebook.load.library import read_library  # noqa: PLC0415

    library = read_library(root, folder_additions(root))
    refuse_changed(inputs)
    return library


def refuse_changed(inputs: Inputs) -> None:
    """Raise `BuildError` when a file was changed since its digest was taken: what was read may be neither."""
    if read_inputs(inputs.root).library != inputs.library:
        raise BuildError("files were changed while they were read; build again")
