"""The handbook folder a command runs in."""

from collections.abc import Sequence
from pathlib import Path

import click

from rolebook.load.files import company_ids
from rolebook.model.problem import did_you_mean
from rolebook_build.cache_folder import named_cache

SOURCE_FOLDERS = ("roles", "companies", "docs", "overrides")


def handbook_folder(folder: Path) -> Path:
    """Return the folder, if it is one. Raises `UsageError` when it has no roles and no companies.

    And where the cache would be read as a part of it.
    """
    if not (folder / "roles").is_dir() or not (folder / "companies").is_dir():
        raise click.UsageError(
            f"{folder} is no handbook folder: it has no roles/ and companies/ (choose one with -C)"
        )
    refuse_within(folder, named_cache(), "ROLEBOOK_CACHE")
    return folder


def refuse_within(root: Path, target: Path, chosen: str) -> None:
    """Raise `UsageError` where what is written to a place would be read as a part of the handbook."""
    resolved = target.resolve()
    for name in SOURCE_FOLDERS:
        if resolved.is_relative_to((root / name).resolve()):
            raise click.UsageError(
                f"{chosen}: {target} lies in {name}/, of which handbooks are made; choose another folder"
            )


def chosen_companies(folder: Path, named: Sequence[str]) -> tuple[str, ...]:
    """Return the companies named, or all. Raises `UsageError` for a name that has no file."""
    known = company_ids(folder)
    for name in named:
        if name not in known:
            hint = did_you_mean(name, known)
            raise click.UsageError(f'no company "{name}" (there is no companies/{name}.yml){hint}')
    return tuple(dict.fromkeys(named)) or known
