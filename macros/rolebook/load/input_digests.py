"""Digests of all that editions are made of, so that what is unchanged need not be made again."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from rolebook.engines import running
from rolebook.load.files import CONFIGURATIONS, FACTS_FILE, RECORD, company_files, files_below, leads_away
from rolebook.load.passed_over import SPECS
from rolebook.load.tracking.opened import Opened
from rolebook.resources import default_configuration, default_docs, default_overrides, packages

_FOLDERS_THAT_COUNT = ("docs", "overrides")
"""An empty folder of these is another thing than none: what ships is found in another place then."""

_OF_OTHERS = (".git", ".hg", ".svn", ".cache", ".tox", ".idea", ".vscode", "__pycache__", "node_modules")


@dataclass(frozen=True)
class Inputs:
    """Digests by path: of specs, of companies' files, and of pages, theme and configuration.

    `facts` is the digest of the declared facts, `engines` that of the `engine` that makes the pages, of
    Rolebook itself and what is installed beside it, `rest` one of them and of all pages. `configured` is
    what was opened to read the configuration, where that has been read.
    """

    root: Path
    specs: Mapping[str, str]
    companies: Mapping[str, str]
    pages: Mapping[str, str]
    facts: str
    engine: str
    engines: str
    rest: str
    configured: Opened = ()

    @cached_property
    def library(self) -> str:
        """Return the digest of all but the companies."""
        return digest([*_items(self.specs), self.facts, self.rest])

    @cached_property
    def shared(self) -> str:
        """Return the digest of all that every company's edition depends on.

        Where no facts are declared, what one company gives is declared for all of them.
        """
        return digest([self.library, *(() if self.facts else _items(self.companies))])


def read_inputs(root: Path) -> Inputs:
    """Return the digests of a handbook folder as it is now. Raises `OSError`."""
    facts, pages, engine = root / FACTS_FILE, _digests(root, _pages(root)), running()
    folders = (name for name in _FOLDERS_THAT_COUNT if (root / name).is_dir())
    return Inputs(
        root=root,
        specs=_digests(root, files_below(root / "roles", *SPECS)),
        companies=_digests(root, company_files(root)),
        pages=pages,
        facts=file_digest(facts) if facts.is_file() else "",
        engine=engine,
        engines=_engines(engine),
        rest=digest([*_items(pages), *folders, _engines(engine)]),
    )


def input_files(root: Path) -> Iterator[Path]:
    """Yield every file of a handbook folder that a build may read.

    What was built it does not read, nor what other programs keep in such folders.
    """
    base = os.path.realpath(root)
    for folder, folders, names in os.walk(root, followlinks=True):
        inner = (name for name in folders if not leads_away(Path(folder, name), base))
        folders[:] = sorted(name for name in inner if _may_hold_inputs(Path(folder, name)))
        files = (Path(folder, name) for name in sorted(names) if folder != str(root) or name[0] != ".")
        yield from (file for file in files if file.is_file())


def _may_hold_inputs(folder: Path) -> bool:
    if folder.name in _OF_OTHERS:
        return False
    is_circle = folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())
    return not (is_circle or (folder / RECORD).exists() or (folder / "pyvenv.cfg").exists())


def _items(digests: Mapping[str, str]) -> Iterator[str]:
    return (part for item in digests.items() for part in item)


def digest(parts: Iterable[str]) -> str:
    """Return one digest of several texts."""
    hasher = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def file_digest(file: Path) -> str:
    """Return the digest of a file's content."""
    return digest_of(file.read_bytes())


def digest_of(data: bytes) -> str:
    """Return the digest of bytes."""
    return sha256(data).hexdigest()


def _digests(root: Path, files: Iterable[Path]) -> dict[str, str]:
    return {file.relative_to(root).as_posix(): file_digest(file) for file in files}


def _pages(root: Path) -> Iterator[Path]:
    """Yield what pages are made of beside specs and companies; what else a build opens is noted then."""
    yield from (file for file in files_below(root / "roles") if file.suffix.lower() not in SPECS)
    yield from (*files_below(root / "docs"), *files_below(root / "overrides"))
    yield from (file for name in CONFIGURATIONS if (file := root / name).is_file())


@cache
def _engines(engine: str) -> str:
    """Return the digest of the engine's name, of Rolebook with what ships, and of what is installed."""
    folders = (*packages(), default_docs(), default_overrides())
    files = [default_configuration(), *(file for folder in folders for file in files_below(folder))]
    kept = (file for file in dict.fromkeys(files) if file.suffix != ".pyc")
    return digest(
        [engine, *_installed(), *(part for file in kept for part in (file.name, file_digest(file)))]
    )


def _installed() -> Iterator[str]:
    """Yield Python's version and those of everything installed; MkDocs' plugins may be any of them."""
    yield sys.version
    for folder in sys.path:
        if Path(folder).is_dir():
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208 - names are all that is wanted
