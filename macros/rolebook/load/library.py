"""What all companies of a handbook folder share: its specs, its pages, its declared facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from urllib.parse import quote, unquote

from rolebook.cores import all_cores
from rolebook.docs.page import read_docs_page, read_template
from rolebook.load.additions import Additions
from rolebook.load.company_file import facts_named_in
from rolebook.load.content import Library
from rolebook.load.copies import originals_first
from rolebook.load.facts_file import parse_facts
from rolebook.load.files import FACTS_FILE, circles_below, files_below
from rolebook.load.links_out import links_out_problems
from rolebook.load.messages import message_problems
from rolebook.load.parsed_before import Readings
from rolebook.load.passed_over import SPECS, passed_over
from rolebook.load.published import why_not_published
from rolebook.load.text import read_text
from rolebook.model.company import DeclaredFact
from rolebook.model.docs_page import DocsPage
from rolebook.model.problem import Problem, Severity, notice
from rolebook.model.role import AnchorLink, Role
from rolebook.parse.kinds import Kinds
from rolebook.parse.left_out import is_about_its_folder
from rolebook.parse.role import Parsed, parse_role
from rolebook.reading.link_slips import meant_address
from rolebook.reading.links import local_links, replace_local_links
from rolebook.reading.loads import Address, elsewhere
from rolebook.resources import default_pages

PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page in `docs/`; in capitals it is any file."""


def read_library(
    root: Path,
    additions: Additions | None = None,
    readings: Readings | None = None,
    cores: int | None = None,
) -> Library:
    """Return what the folder holds beside companies; `additions` is what its configuration adds.

    What `readings` knows is not parsed again. Specs are parsed on so many cores, all where that is not said.
    """
    added = additions or Additions()
    reader = _LibraryReader(root, added.kinds, readings or Readings())
    roles = tuple(reader.roles(cores or all_cores()))
    reader.look_at_what_is_no_role()
    declared = reader.declared_facts()
    docs = tuple(reader.docs())
    templates = tuple(reader.templates())
    reader.check_translations()
    reader.look_for_circles()
    return Library(
        root=root,
        roles=roles,
        declared=declared,
        facts_in_broken_files=frozenset(reader.facts_in_broken_files),
        names=added.names,
        languages=added.languages,
        docs=docs,
        assets=MappingProxyType(reader.assets),
        problems=(*added.problems, *links_out_problems(root), *reader.problems),
        templates=templates,
        nav=added.nav,
        acts_on_pages=added.acts_on_pages,
    )


@dataclass(frozen=True)
class _Spec:
    """A file in `roles/` before it is parsed; without `text` where that cannot be read.

    `targets` are where its `links` to files lead, `problems` what is wrong with them.
    """

    path: str
    text: str | None
    digest: bytes = b""
    links: Sequence[tuple[str, int]] = ()
    targets: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _LibraryReader:
    """Reads one folder; collects problems and linked files on the way."""

    def __init__(self, root: Path, kinds: Kinds, readings: Readings) -> None:
        self.problems: list[Problem] = []
        self.assets: dict[str, Path] = {}
        self.facts_in_broken_files: set[str] = set()
        self._root = root
        self._kinds = kinds
        self._readings = readings
        self._links_to_roles: list[tuple[str, Problem]] = []
        self._linked: set[str] = set()
        self._no_roles: dict[str, tuple[Problem, ...]] = {}
        self._specs = dict.fromkeys(originals_first(files_below(root / "roles", *SPECS)))

    def roles(self, cores: int) -> Iterator[Role]:
        by_id: dict[str, Role] = {}
        for role in self._read_roles(cores):
            first = by_id.setdefault(role.id.casefold(), role)
            if first is not role:
                message = f'the id "{role.id}" is taken by {first.path}; rename one of the files'
                self.problems.append(Problem(role.path, 0, message))
            else:
                yield role
        self.problems += [
            problem for role_id, problem in self._links_to_roles if role_id.casefold() not in by_id
        ]

    def _read_roles(self, cores: int) -> Iterator[Role]:
        """Yield what specs describe. Files are all looked at first: only parsing is shared among cores."""
        specs = [self._spec(file) for file in self._specs]
        every = self._readings.of_each(specs, self._made_of, self._parsed, cores)
        for spec, parsed in zip(specs, every, strict=True):
            self.problems += spec.problems
            if not parsed.role:
                self._no_roles[spec.path] = parsed.problems
                continue
            self.problems += parsed.problems
            led, files = tuple(_anchor_links(spec.links, spec.targets)), tuple(_linked_files(spec.targets))
            yield replace(parsed.role, links=led, files=files, digest=_digest(spec))

    def _spec(self, file: Path) -> "_Spec":
        path = self._relative(file)
        if is_about_its_folder(path):
            return _Spec(path, "")
        text = read_text(file, path)
        if isinstance(text, Problem):
            return _Spec(path, None, problems=(text,))
        digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
        links, loaded = self._readings.of(
            f"addresses in {path}", digest, lambda: (local_links(text), tuple(elsewhere(text)))
        )
        led = [self._link_target(file, link, line) for link, line in links]
        wrong = (problem for _, problem in led if problem)
        problems = (*wrong, *_loaded_from_elsewhere(loaded, path))
        return _Spec(path, text, digest, links, tuple(target for target, _ in led), problems)

    def _made_of(self, spec: "_Spec") -> tuple[str, object]:
        return spec.path, (spec.digest, spec.targets, self._kinds)

    def _parsed(self, spec: "_Spec") -> Parsed:
        """Parse a spec whose links to files lead to its targets, in their order."""
        text, following = spec.text, iter(spec.targets)
        if text is None:
            return Parsed(None)
        if spec.targets:
            text = replace_local_links(text, lambda *_link: next(following), anchors=True)
        return parse_role(text, spec.path, self._kinds)

    def _link_target(self, file: Path, link: str, line: int) -> tuple[str, Problem | None]:
        """Return where a relative link of a spec leads, as `handbook:` address, and what is wrong with it.

        A place in the spec itself is one of its role's page, for its text stands on other pages too.
        """
        name, hash_mark, fragment = link.partition("#")
        if not name:
            return f"handbook:roles/{quote(file.stem)}.md#{fragment}", None
        target = PurePosixPath(normpath(f"{self._relative(file.parent)}/{unquote(name)}"))
        folder = target.parts[0] if target.parts else ""
        self._linked.add(str(target))
        if self._root / target in self._specs:
            self._links_to_roles.append((target.stem, self._not_here(file, link, line)))
            return f"handbook:roles/{quote(target.stem)}.md{hash_mark}{fragment}", None
        if folder == "docs" and target.suffix == ".md" and self._is_page(target):
            return f"handbook:{quote(str(target.relative_to('docs')))}{hash_mark}{fragment}", None
        if folder in ("roles", "docs") and (self._root / target).is_file():
            if why := why_not_published(self._root, self._root / target):
                return "handbook:", Problem(self._relative(file), line, f'the file "{link}" {why}')
            asset = f"assets/{target}"
            self.assets[asset] = self._root / target
            return f"handbook:{quote(asset)}", None
        return "handbook:", self._not_here(file, link, line)

    def look_at_what_is_no_role(self) -> None:
        """Note the files in `roles/` that nothing is made of; a link to one is told where it stands."""
        for path, problems in self._no_roles.items():
            self.problems += (notice(p) for p in problems) if path in self._linked else problems
        self.problems += passed_over(map(self._relative, files_below(self._root / "roles")), self._linked)

    def _not_here(self, file: Path, link: str, line: int) -> Problem:
        message = (
            f'links to "{link}", which is not in this handbook; the link is left out{meant_address(link)}'
        )
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

    def templates(self) -> Iterator[DocsPage]:
        """Yield what the templates of the folder's own name; note those that are no Jinja."""
        overrides = self._root / "overrides"
        for file in (
            *files_below(overrides, ".html"),
            *files_below(overrides / "pages", ".md", within=self._root),
        ):
            path = self._relative(file)
            text = self._text(file, path)
            if text:
                template = read_template(text, path)
                self.problems += template.problems
                yield template

    def check_translations(self) -> None:
        """Note what keeps the folder's own translations from being read."""
        for file in files_below(self._root / "overrides/languages", ".yml", within=self._root):
            path = self._relative(file)
            text = self._text(file, path)
            self.problems += message_problems(text, path) if text else ()

    def docs(self) -> Iterator[DocsPage]:
        """Yield what the pages in `docs/` name, those that ship with Rolebook included."""
        docs = self._root / "docs"
        files = (file for file in files_below(docs) if file.name.endswith(PAGE_SUFFIXES))
        own = {file.relative_to(docs).as_posix(): file for file in files}
        for name, file in sorted((dict(default_pages()) | own).items()):
            path = f"docs/{name}"
            text = self._text(file, path)
            if text is not None:
                yield self._page(text, path)

    def look_for_circles(self) -> None:
        """Note the links that lead back to a folder in which they lie; MkDocs would follow them for ever."""
        for folder in ("roles", "docs", "overrides"):
            for link in circles_below(self._root / folder):
                message = "links to a folder in which it lies itself; remove the link"
                self.problems.append(Problem(self._relative(link), 0, message))

    def _page(self, text: str, path: str) -> DocsPage:
        return self._readings.of(path, text, lambda: read_docs_page(text, path))

    def _text(self, file: Path, path: str) -> str | None:
        text = read_text(file, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def _relative(self, file: Path) -> str:
        return file.relative_to(self._root).as_posix()


def _loaded_from_elsewhere(addresses: Iterable[Address], path: str) -> Iterator[Problem]:
    for one in addresses:
        what = "shows a picture" if one.tag == "img" else f"<{one.tag}> loads a file"
        message = f"{what} from another host, {one.address}; put the file beside the spec"
        yield Problem(path, one.line, f"{message} (readers get a link)", Severity.WARNING)


def _linked_files(targets: Sequence[str]) -> Iterator[str]:
    """Yield the site paths of the files that a spec links to."""
    for target in dict.fromkeys(targets):
        if target.startswith("handbook:assets/"):
            yield unquote(target.removeprefix("handbook:"))


def _anchor_links(links: Sequence[tuple[str, int]], targets: Sequence[str]) -> Iterator[AnchorLink]:
    """Yield the links that name a place on a page, from where each of a spec's links leads."""
    for (link, line), target in zip(links, targets, strict=True):
        page, _, anchor = target.removeprefix("handbook:").partition("#")
        if page and anchor:
            yield AnchorLink(link, unquote(page), unquote(anchor), line)


def _digest(spec: _Spec) -> str:
    """Return what tells a role from what its spec said at another time, or elsewhere."""
    said = "\0".join((spec.path, spec.digest.hex(), *spec.targets))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
