"""A finished shape on disk, stamped with one company's values."""

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copyfile

from rolebook.model.company import Brand
from rolebook.stamp.text import STAMPED_SUFFIXES, stamped_file
from rolebook.stamp.values import Values

SITEMAP = "sitemap.xml"
"""The one file of a site that lies there compressed too."""


def stamp_folder(folder: Path, values: Values) -> None:
    """Put the values into every file of the folder that holds a token."""
    for file in sorted(_text_files(folder)):
        data = file.read_bytes()
        filled = stamped_file(file.name, data, values)
        if filled is not data:
            file.write_bytes(filled)
    _compress_sitemap(folder)


def _text_files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.suffix in STAMPED_SUFFIXES and file.is_file())


def _compress_sitemap(folder: Path) -> None:
    sitemap = folder / SITEMAP
    if sitemap.is_file():
        (folder / f"{SITEMAP}.gz").write_bytes(compressed(sitemap.read_bytes()))


def compressed(sitemap: bytes | memoryview) -> bytes:
    """Return the compressed sitemap; without a time in it, the same input gives the same bytes."""
    return gzip.compress(sitemap, mtime=0)


def copy_brand(folder: Path, companies: Path, brand: Brand) -> None:
    """Copy the company's pictures to where the pages of its shape expect them."""
    for path, picture in brand_pictures(brand).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(companies / picture, target)


def brand_pictures(brand: Brand) -> Mapping[str, str]:
    """Return the company's pictures, below `companies/`, by their site paths."""
    named = {"logo": brand.logo, "favicon": brand.favicon or brand.logo}
    return {brand_asset(name, picture): picture for name, picture in named.items() if picture}


def brand_asset(name: str, picture: str) -> str:
    """Return the site path of a brand picture."""
    return f"assets/brand/{name}{Path(picture).suffix.lower()}"
