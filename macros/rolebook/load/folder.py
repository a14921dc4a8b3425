"""A handbook folder read from disk: the one place where the core opens files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from urllib.parse import quote, unquote

from rolebook.docs.page import DocsPage, read_docs_page, template_problems
from rolebook.load.additions import Additions
from rolebook.load.company_file import facts_named_in, parse_company
from rolebook.load.facts_file import parse_facts
from rolebook.model.company import Company, DeclaredFact
from rolebook.model.problem import Problem, Severity
from rolebook.model.role import Role
from rolebook.parse.kinds import Kinds
from rolebook.parse.links import foreign_pictures, replace_local_links
from rolebook.parse.role import parse_role
from rolebook.parse.source import decode
from rolebook.resources import default_pages

FACTS_FILE = "companies/facts.yml"
_NO_IDS = ("index", "readme")
"""MkDocs gives pages of these names the address of their folder."""

_NO_COMPANIES = ("facts.yml", "facts.yaml")


@dataclass(frozen=True)
class Content:
    """All that a handbook folder says, and what is wrong with it.

    `declared` is None where the folder has no `facts.yml` that can be read; `facts_in_broken_files`
    are the names that files with errors seem to give; `names` what pages in `docs/` may use beside the
    macros, None where that is not known. `assets` maps a site
    path to the file it is copied from: pictures and files that specs link to.
    """

    root: Path
    roles: tuple[Role, ...]
    companies: Mapping[str, Company]
    declared: Mapping[str, DeclaredFact] | None
    facts_in_broken_files: frozenset[str]
    names: frozenset[str] | None
    docs: tuple[DocsPage, ...]
    assets: Mapping[str, Path]
    problems: tuple[Problem, ...]


def read_folder(root: Path, additions: Additions | None = None) -> Content:
    """Return what the folder holds; `additions` is what its configuration adds."""
    added = additions or Additions()
    reader = _Reader(root, added.kinds)
    roles = tuple(reader.roles())
    declared = reader.declared_facts()
    companies = {company.id: company for company in reader.companies()}
    docs = tuple(reader.docs())
    reader.read_templates()
    return Content(
        root=root,
        roles=roles,
        companies=MappingProxyType(companies),
        docs=docs,
        declared=declared,
        names=added.names,
        facts_in_broken_files=frozenset(reader.facts_in_broken_files),
        assets=MappingProxyType(reader.assets),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Reads one folder; collects problems and linked files on the way."""

    def __init__(self, root: Path, kinds: Kinds) -> None:
        self.problems: list[Problem] = []
        self.assets: dict[str, Path] = {}
        self.facts_in_broken_files: set[str] = set()
        self._root = root
        self._kinds = kinds
        self._links_to_roles: list[tuple[str, Problem]] = []
        self._specs = dict.fromkeys(_files(root / "roles", ".md", ".markdown"))

    def roles(self) -> Iterator[Role]:
        by_id: dict[str, Role] = {}
        for file in self._specs:
            role = self._role(file)
            if not role:
                continue
            first = by_id.setdefault(role.id.casefold(), role)
            if first is not role:
                message = f'the id "{role.id}" is taken by {first.path}; rename one of the files'
                self.problems.append(Problem(role.path, 0, message))
            elif role.id.casefold() in _NO_IDS:
                message = f'a spec cannot be called "{role.id}"; rename the file'
                self.problems.append(Problem(role.path, 0, message))
            else:
                yield role
        self.problems += [
            problem for role_id, problem in self._links_to_roles if role_id.casefold() not in by_id
        ]

    def _role(self, file: Path) -> Role | None:
        path = self._relative(file)
        text = self._text(file, path)
        if text is None:
            return None
        linked = replace_local_links(text, lambda link, line: self._link_target(file, link, line))
        self.problems += self._foreign_pictures(text, path)
        parsed = parse_role(linked, path, self._kinds)
        self.problems += parsed.problems
        return parsed.role

    def _link_target(self, file: Path, link: str, line: int) -> str:
        """Return where a relative link of a spec leads in the handbook, as `handbook:` address."""
        name, hash_mark, fragment = link.partition("#")
        target = PurePosixPath(normpath(f"{self._relative(file.parent)}/{unquote(name)}"))
        folder = target.parts[0] if target.parts else ""
        if self._root / target in self._specs:
            self._links_to_roles.append((target.stem, self._not_here(file, link, line)))
            return f"handbook:roles/{quote(target.stem)}.md{hash_mark}{fragment}"
        if folder == "docs" and target.suffix == ".md" and self._is_page(target):
            return f"handbook:{quote(str(target.relative_to('docs')))}{hash_mark}{fragment}"
        if folder in ("roles", "docs") and (self._root / target).is_file():
            asset = f"assets/{target}"
            self.assets[asset] = self._root / target
            return f"handbook:{quote(asset)}"
        self.problems.append(self._not_here(file, link, line))
        return "handbook:"

    def _foreign_pictures(self, text: str, path: str) -> Iterator[Problem]:
        for url, line in foreign_pictures(text):
            message = f"shows a picture from another host, {url}; put the file beside the spec"
            yield Problem(path, line, f"{message} (readers get a link)", Severity.WARNING)

    def _not_here(self, file: Path, link: str, line: int) -> Problem:
        message = f'links to "{link}", which is not in this handbook; the link is left out'
        return Problem(self._relative(file), line, message, Severity.WARNING)

    def _is_page(self, target: PurePosixPath) -> bool:
        return (self._root / target).is_file() or str(target.relative_to("docs")) in default_pages()

    def declared_facts(self) -> Mapping[str, DeclaredFact] | None:
        misnamed = self._root / "companies/facts.yaml"
        if misnamed.is_file():
            message = f"is not read; rename it to {FACTS_FILE}"
            self.problems.append(Problem(self._relative(misnamed), 0, message))
        file = self._root / FACTS_FILE
        text = self._text(file, FACTS_FILE) if file.is_file() else None
        if text is None:
            return None
        declared, problems = parse_facts(text, FACTS_FILE)
        self.problems += problems
        if declared is None:
            self.facts_in_broken_files |= facts_named_in(text)
        return declared

    def read_templates(self) -> None:
        """Note the templates of the folder's own that are no Jinja."""
        overrides = self._root / "overrides"
        for file in (*_files(overrides, ".html"), *_files(overrides / "pages", ".md")):
            path = self._relative(file)
            text = self._text(file, path)
            self.problems += template_problems(text, path) if text else ()

    def docs(self) -> Iterator[DocsPage]:
        """Yield what the pages in `docs/` name, those that ship with Rolebook included."""
        docs = self._root / "docs"
        own = {file.relative_to(docs).as_posix(): file for file in _files(docs, ".md")}
        for name, file in sorted((dict(default_pages()) | own).items()):
            path = f"docs/{name}"
            text = self._text(file, path)
            if text is not None:
                yield read_docs_page(text, path)

    def companies(self) -> Iterator[Company]:
        first_of: dict[str, str] = {}
        for file in _company_files(self._root):
            path = self._relative(file)
            first = first_of.setdefault(file.stem.casefold(), path)
            if first != path:
                message = f'the company "{file.stem}" has a file already, {first}; rename one of the two'
                self.problems.append(Problem(path, 0, message))
                continue
            text = self._text(file, path)
            company, problems = (None, ()) if text is None else parse_company(text, path)
            self.problems += problems
            if not company:
                self.facts_in_broken_files |= facts_named_in(text or "")
            else:
                self.problems += self._missing_brand_files(company)
                yield company

    def _missing_brand_files(self, company: Company) -> Iterator[Problem]:
        companies = (self._root / "companies").resolve()
        brand = company.brand
        named = [("logo", brand.logo), ("favicon", brand.favicon), *(("fonts", font) for font in brand.fonts)]
        for key, name in named:
            place = (companies / name).resolve()
            message = ""
            if not place.is_relative_to(companies):
                message = (
                    f"the {'font' if key == 'fonts' else 'picture'} must lie below companies/, not at {name}"
                )
            elif name and not place.is_file():
                message = f"there is no file companies/{name}"
            if message:
                yield Problem(company.path, company.line("brand", key), f"brand.{key}: {message}")

    def _text(self, file: Path, path: str) -> str | None:
        try:
            text = decode(file.read_bytes(), path)
        except OSError as error:
            text = Problem(path, 0, f"cannot be read: {error.strerror}")
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def _relative(self, file: Path) -> str:
        return file.relative_to(self._root).as_posix()


def company_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the companies a folder has a file for, readable or not."""
    return tuple(file.stem for file in _company_files(root))


def _company_files(root: Path) -> list[Path]:
    found = (file for file in (root / "companies").glob("[!.]*") if file.suffix.lower() in (".yml", ".yaml"))
    return sorted(file for file in found if file.is_file() and file.name not in _NO_COMPANIES)


def _files(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files below a folder in an order that does not depend on the file system."""
    found = (file for file in folder.rglob("*") if file.suffix.lower() in suffixes and file.is_file())
    visible = (
        file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    return sorted(visible, key=lambda file: file.as_posix())
