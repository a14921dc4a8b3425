"""A handbook folder read from disk, as a whole."""

from pathlib import Path

from rolebook.load.additions import Additions
from rolebook.load.companies import read_companies
from rolebook.load.content import Content, content
from rolebook.load.library import read_library
from rolebook.load.parsed_before import Readings


def read_folder(root: Path, additions: Additions | None = None, readings: Readings | None = None) -> Content:
    """Return what the folder holds; `additions` is what its configuration adds.

    What `readings` knows from before is not parsed again.
    """
    return content(read_library(root, additions, readings), read_companies(root, readings))
