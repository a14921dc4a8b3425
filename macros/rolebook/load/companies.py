"""The companies of a handbook folder."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from rolebook.load.company_file import facts_named_in, parse_company, remains_of
from rolebook.load.content import ReadCompany
from rolebook.load.files import company_files
from rolebook.load.parsed_before import Readings
from rolebook.load.published import why_no_picture
from rolebook.load.text import read_text
from rolebook.model.company import Company
from rolebook.model.problem import Problem


def read_companies(root: Path, readings: Readings | None = None) -> tuple[ReadCompany, ...]:
    """Return every company that the folder has a file for; what `readings` knows is not parsed again."""
    known = readings or Readings()
    return tuple(with_its_files(root, read_company(root, file, known)) for file in company_files(root))


def read_company(root: Path, file: Path, readings: Readings | None = None) -> ReadCompany:
    """Return the company of one file, which alone says what comes of it."""
    path = file.relative_to(root).as_posix()
    text = read_text(file, path)
    if isinstance(text, Problem):
        return ReadCompany(path, None, (text,))
    company, problems = (readings or Readings()).of(path, text, lambda: parse_company(text, path))
    if not company:
        return ReadCompany(path, None, problems, facts_named_in(text), remains_of(text, path))
    return ReadCompany(path, company, problems)


def with_its_files(root: Path, read: ReadCompany) -> ReadCompany:
    """Return a company with the problems of the files that its own names."""
    if not read.company or not read.company.brand.files:
        return read
    return replace(read, problems=(*read.problems, *_missing_brand_files(root, read.company)))


def _missing_brand_files(root: Path, company: Company) -> Iterator[Problem]:
    brand = company.brand
    named = [("logo", brand.logo), ("favicon", brand.favicon), *(("fonts", font) for font in brand.fonts)]
    companies = (root / "companies").resolve()
    for key, name in ((key, name) for key, name in named if name):
        message = _why_not_there(companies, name)
        if not message and key != "fonts" and (why := why_no_picture(companies / name)):
            message = f"companies/{name} {why}"
        if message:
            yield Problem(company.path, company.line("brand", key), f"brand.{key}: {message}")


def _why_not_there(companies: Path, name: str) -> str:
    """Return why a brand's path leads to no file, with one that would; empty if it does."""
    target = (companies / name).resolve()
    if not target.is_relative_to(companies):
        message = f"must be a path below companies/, such as acme/{target.name}, not {name}"
    elif not target.is_file():
        message = f"there is no file companies/{name}"
    else:
        return ""
    parts = PurePosixPath(name).parts
    meant = ["/".join(parts[start:]) for start in range(1, len(parts))]
    correct = next((path for path in meant if (companies / path).is_file()), "")
    if not correct and parts[0] == "companies":
        correct = "/".join(parts[1:])
    return f"{message}; write {correct}" if correct else message
