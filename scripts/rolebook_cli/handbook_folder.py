"""The handbook folder a command runs in."""

from collections.abc import Sequence
from pathlib import Path

import click

from rolebook.load.files import company_ids
from rolebook.model.problem import did_you_mean


def handbook_folder(folder: Path) -> Path:
    """Return the folder, if it is one. Raises `UsageError` when it has no roles and no companies."""
    if not (folder / "roles").is_dir() or not (folder / "companies").is_dir():
        raise click.UsageError(
            f"{folder} is no handbook folder: it has no roles/ and companies/ (choose one with -C)"
        )
    return folder


def chosen_companies(folder: Path, named: Sequence[str]) -> tuple[str, ...]:
    """Return the companies named, or all. Raises `UsageError` for a name that has no file."""
    known = company_ids(folder)
    for name in named:
        if name not in known:
            hint = did_you_mean(name, known)
            raise click.UsageError(f'no company "{name}" (there is no companies/{name}.yml){hint}')
    return tuple(dict.fromkeys(named)) or known
