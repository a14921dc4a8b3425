"""The files of a handbook folder: where they lie, and their text."""

from pathlib import Path

FACTS_FILE = "companies/facts.yml"
_NO_COMPANIES = ("facts.yml", "facts.yaml")


def files_below(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files below a folder, hidden ones left out, in an order that does not depend on the disk.

    With `suffixes`, only files that end in one of them, in any case.
    """
    found = (file for file in folder.rglob("*") if not suffixes or file.suffix.lower() in suffixes)
    visible = (
        file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    return sorted((file for file in visible if file.is_file()), key=lambda file: file.as_posix())


def company_files(root: Path) -> list[Path]:
    """Return the files of companies, in order of their names."""
    found = (file for file in (root / "companies").glob("[!.]*") if file.suffix.lower() in (".yml", ".yaml"))
    return sorted(file for file in found if file.is_file() and file.name not in _NO_COMPANIES)


def company_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the companies a folder has a file for, readable or not."""
    return tuple(file.stem for file in company_files(root))
