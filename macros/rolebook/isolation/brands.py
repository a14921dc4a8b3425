"""The files of brands, told by what they are: a logo has no words, but is one company's all the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from rolebook.load.files import files_below
from rolebook.load.input_digests import digest_of
from rolebook.model.company import Company

_PUBLISHED_FROM = ("docs", "overrides", "roles")


@dataclass(frozen=True)
class Copied:
    """A file among those that pages are made of that is, byte for byte, one of companies' brands."""

    path: str
    brand: str
    companies: frozenset[str]


def copied_brands(root: Path, companies: Collection[Company]) -> Mapping[str, Copied]:
    """Return the files that are copies of what is not the brand of all companies, by their digest."""
    sizes = {size for one in companies for file in one.brand.files if (size := _size(root, file))}
    alike = [file for file in _files(root) if file.stat().st_size in sizes] if sizes else []
    if not alike:
        return {}
    owners: dict[str, dict[str, str]] = {}
    for company in companies:
        for file in company.brand.files:
            if _size(root, file):
                owners.setdefault(_digest(root / "companies" / file), {})[company.id] = f"companies/{file}"
    paths = {_digest(file): file.relative_to(root).as_posix() for file in alike}
    return {
        digest: Copied(path, next(iter(whose.values())), frozenset(whose))
        for digest, path in paths.items()
        if (whose := owners.get(digest)) and len(whose) < len(companies)
    }


def _files(root: Path) -> list[Path]:
    return [file for folder in _PUBLISHED_FROM for file in files_below(root / folder)]


def _size(root: Path, file: str) -> int:
    path = root / "companies" / file
    return path.stat().st_size if path.is_file() else 0


def _digest(file: Path) -> str:
    return digest_of(file.read_bytes())
