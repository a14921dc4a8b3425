"""A finished shape on disk, stamped with one company's values."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from rolebook.model.company import Brand
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES, format_of, stamped
from rolebook.stamp.values import Values


def stamp_folder(folder: Path, values: Values) -> None:
    """Put the values into every file of the folder that holds a token."""
    for file in sorted(_text_files(folder)):
        data = file.read_bytes()
        if any(mark in data for mark in MARKS):
            file.write_bytes(stamped(data.decode(), format_of(file.name), values).encode())
    _compress_sitemap(folder)


def _text_files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.suffix in STAMPED_SUFFIXES and file.is_file())


def _compress_sitemap(folder: Path) -> None:
    """Write the compressed sitemap anew; without a time in it, the same input gives the same bytes."""
    sitemap = folder / "sitemap.xml"
    if sitemap.is_file():
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))


def copy_brand(folder: Path, companies: Path, brand: Brand) -> None:
    """Copy the company's pictures to where the pages of its shape expect them."""
    for name, picture in (("logo", brand.logo), ("favicon", brand.favicon or brand.logo)):
        if picture:
            target = folder / brand_asset(name, picture)
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(companies / picture, target)


def brand_asset(name: str, picture: str) -> str:
    """Return the site path of a brand picture."""
    return f"assets/brand/{name}{Path(picture).suffix.lower()}"
