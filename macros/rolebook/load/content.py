"""What a handbook folder holds, as values: its library, its companies, and both together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rolebook.model.company import Company, DeclaredFact
from rolebook.model.docs_page import DocsPage, NameUse
from rolebook.model.problem import Problem, concerning
from rolebook.model.role import Role


@dataclass(frozen=True)
class Library:
    """All that a handbook folder says but for its companies, and what is wrong with it.

    `declared` is None where the folder has no `facts.yml` that can be read; `facts_in_broken_files`
    are the names that one with errors seems to give; `names` what pages in `docs/` may use beside the
    macros, `languages` what the theme speaks, both None where that is not known. `assets` maps a site
    path to the file it is copied from: pictures and files that specs link to. `templates` are those of the
    folder's own, `nav` is what its own menu names.
    """

    root: Path
    roles: tuple[Role, ...]
    declared: Mapping[str, DeclaredFact] | None
    facts_in_broken_files: frozenset[str]
    names: frozenset[str] | None
    languages: frozenset[str] | None
    docs: tuple[DocsPage, ...]
    assets: Mapping[str, Path]
    problems: tuple[Problem, ...]
    templates: tuple[DocsPage, ...] = ()
    nav: tuple[NameUse, ...] = ()
    acts_on_pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReadCompany:
    """What became of a company's file; `company` is None where it has errors.

    `facts_named` are the names that a file with errors seems to give, `remains` what else it seems to say.
    """

    path: str
    company: Company | None
    problems: tuple[Problem, ...] = ()
    facts_named: frozenset[str] = frozenset()
    remains: Company | None = None


@dataclass(frozen=True)
class Content:
    """All that a handbook folder says, and what is wrong with it: its `Library` and its companies.

    `unreadable` are the companies whose files have errors, with what these seem to say; no handbook is made
    of that, but what is theirs is theirs all the same. `facts_of_unreadable` are what they seem to give.
    """

    root: Path
    roles: tuple[Role, ...]
    companies: Mapping[str, Company]
    unreadable: tuple[Company, ...]
    declared: Mapping[str, DeclaredFact] | None
    facts_in_broken_files: frozenset[str]
    facts_of_unreadable: frozenset[str]
    names: frozenset[str] | None
    languages: frozenset[str] | None
    docs: tuple[DocsPage, ...]
    assets: Mapping[str, Path]
    problems: tuple[Problem, ...]
    templates: tuple[DocsPage, ...] = ()
    nav: tuple[NameUse, ...] = ()
    acts_on_pages: tuple[tuple[str, str], ...] = ()


def content(library: Library, read: Sequence[ReadCompany]) -> Content:
    """Return a library with its companies."""
    twice = {problem.path: problem for problem in _named_twice(read)}
    first = [one for one in read if one.path not in twice]
    own = (problem for one in first for problem in concerning(Path(one.path).stem, one.problems))
    return Content(
        root=library.root,
        roles=library.roles,
        companies=MappingProxyType({one.company.id: one.company for one in first if one.company}),
        unreadable=tuple(one.remains for one in read if one.remains),
        declared=library.declared,
        facts_in_broken_files=library.facts_in_broken_files,
        facts_of_unreadable=frozenset(name for one in first for name in one.facts_named),
        names=library.names,
        languages=library.languages,
        docs=library.docs,
        assets=library.assets,
        problems=(*library.problems, *own, *twice.values()),
        templates=library.templates,
        nav=library.nav,
        acts_on_pages=library.acts_on_pages,
    )


def _named_twice(companies: Sequence[ReadCompany]) -> Iterator[Problem]:
    """Yield what to say of each file that gives an id another file gave before."""
    first_of: dict[str, ReadCompany] = {}
    for read in companies:
        name = Path(read.path).stem
        first = first_of.setdefault(name.casefold(), read)
        if first is not read:
            message = f'the company "{name}" has a file already, {first.path}; rename one of the two'
            yield Problem(read.path, 0, message, companies=(name,))
