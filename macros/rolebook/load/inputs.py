"""Digests of all that editions are made of, so that what is unchanged need not be made again."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from rolebook.load.files import FACTS_FILE, company_files, files_below
from rolebook.load.passed_over import SPECS
from rolebook.resources import default_configuration, default_docs, default_overrides

_ENVIRONMENT = re.compile(r"!ENV\s+\[?\s*([A-Za-z0-9_, ]+)")
_FOLDERS = re.compile(
    r"^\s*(?:docs_dir|custom_dir|include_dir|base_path)\s*:\s*[\"']?([^\"'\n#]+?)[\"']?\s*$", re.MULTILINE
)
_WORD = re.compile(r"[^\s:,\[\]{}\"'#]+")
_FOLDERS_THAT_COUNT = ("docs", "overrides")
"""An empty folder of these is another thing than none: what ships is found in another place then."""


@dataclass(frozen=True)
class Inputs:
    """Digests by path: of specs, of companies' files, and of everything else that a site is made of.

    `facts` is the digest of the declared facts, `engines` that of Rolebook itself and what is installed
    beside it, `rest` one of them and of pages, theme and configuration.
    """

    root: Path
    specs: Mapping[str, str]
    companies: Mapping[str, str]
    facts: str
    engines: str
    rest: str

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
    facts = root / FACTS_FILE
    return Inputs(
        root=root,
        specs=_digests(root, files_below(root / "roles", *SPECS)),
        companies=_digests(root, company_files(root)),
        facts=file_digest(facts) if facts.is_file() else "",
        engines=_engines(),
        rest=digest([*_rest(root), _engines()]),
    )


def input_files(root: Path) -> list[Path]:
    """Return every file of a handbook folder that editions are made of."""
    folders = (root / name for name in ("roles", "companies", "docs", "overrides"))
    found = (file for folder in folders for file in files_below(folder))
    return list(dict.fromkeys([*found, *_configuration(root)]))


def _items(digests: Mapping[str, str]) -> Iterator[str]:
    return (part for item in digests.items() for part in item)


def digest(parts: Iterable[str]) -> str:
    """Return one digest of several texts."""
    found = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def file_digest(file: Path) -> str:
    """Return the digest of a file's content."""
    return digest_of(file.read_bytes())


def digest_of(data: bytes) -> str:
    """Return the digest of bytes."""
    return sha256(data).hexdigest()


def _digests(root: Path, files: Iterable[Path]) -> dict[str, str]:
    return {file.relative_to(root).as_posix(): file_digest(file) for file in files}


def _rest(root: Path) -> Iterator[str]:
    """Yield what pages are made of beside specs and companies, file by file."""
    roles = (file for file in files_below(root / "roles") if file.suffix.lower() not in SPECS)
    own = dict.fromkeys(
        [*roles, *files_below(root / "docs"), *files_below(root / "overrides"), *_configuration(root)]
    )
    yield from _items(_digests(root, own))
    yield from (name for name in _FOLDERS_THAT_COUNT if (root / name).is_dir())
    yield from (f"{name}={os.environ.get(name)}" for name in _environment(root))


def _configuration(root: Path) -> Iterator[Path]:
    """Yield the configuration and all in the folder that it names: hooks, modules, folders of its own."""
    text = _configured(root)
    if text:
        yield root / "mkdocs.yml"
    for word in dict.fromkeys(_WORD.findall(text)):
        if ".." not in word and not word.startswith("/"):
            yield from (file for file in (root / word, root / f"{word}.py") if file.is_file())
    folders = [
        *_FOLDERS.findall(text),
        *(word for word in _WORD.findall(text) if (root / word / "__init__.py").is_file()),
    ]
    for folder in dict.fromkeys(folders):
        yield from files_below(root / folder)


def _configured(root: Path) -> str:
    configuration = root / "mkdocs.yml"
    return configuration.read_text("utf-8", "replace") if configuration.is_file() else ""


def _environment(root: Path) -> list[str]:
    found = _ENVIRONMENT.findall(_configured(root))
    return sorted({name.strip() for names in found for name in names.split(",")})


@cache
def _engines() -> str:
    """Return the digest of Rolebook itself, its code and what ships with it, and of what is installed."""
    package = Path(__file__).parent.parent
    folders = (package, default_docs(), default_overrides())
    files = [default_configuration(), *(file for folder in folders for file in files_below(folder))]
    kept = (file for file in dict.fromkeys(files) if file.suffix != ".pyc")
    return digest([*_installed(), *(part for file in kept for part in (file.name, file_digest(file)))])


def _installed() -> Iterator[str]:
    """Yield Python's version and those of everything installed; MkDocs' plugins may be any of them."""
    yield sys.version
    for folder in sys.path:
        if Path(folder).is_dir():
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208 - names are all that is wanted
