"""A handbook folder read from disk, as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rolebook.docs.page import DocsPage
from rolebook.load.additions import Additions
from rolebook.load.companies import ReadCompany, named_twice, read_companies
from rolebook.load.library import Library, read_library
from rolebook.load.readings import Readings
from rolebook.model.company import Company, DeclaredFact
from rolebook.model.problem import Problem
from rolebook.model.role import Role


@dataclass(frozen=True)
class Content:
    """All that a handbook folder says, and what is wrong with it: its `Library` and its companies."""

    root: Path
    roles: tuple[Role, ...]
    companies: Mapping[str, Company]
    declared: Mapping[str, DeclaredFact] | None
    facts_in_broken_files: frozenset[str]
    names: frozenset[str] | None
    docs: tuple[DocsPage, ...]
    assets: Mapping[str, Path]
    problems: tuple[Problem, ...]


def read_folder(root: Path, additions: Additions | None = None, readings: Readings | None = None) -> Content:
    """Return what the folder holds; `additions` is what its configuration adds.

    What `readings` knows from before is not parsed again.
    """
    return content(read_library(root, additions, readings), read_companies(root, readings))


def content(library: Library, read: Sequence[ReadCompany]) -> Content:
    """Return a library with its companies."""
    twice = {problem.path: problem for problem in named_twice(read)}
    first = [one for one in read if one.path not in twice]
    return Content(
        root=library.root,
        roles=library.roles,
        companies=MappingProxyType({one.company.id: one.company for one in first if one.company}),
        declared=library.declared,
        facts_in_broken_files=library.facts_in_broken_files.union(*(one.facts_named for one in first)),
        names=library.names,
        docs=library.docs,
        assets=library.assets,
        problems=(*library.problems, *(p for one in first for p in one.problems), *twice.values()),
    )
