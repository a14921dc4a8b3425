"""A hand-written page: what it names, and where."""

from dataclasses import dataclass

from rolebook.model.problem import Problem
from rolebook.model.role import FactUse


@dataclass(frozen=True)
class NameUse:
    """A name in a page, and where it stands."""

    name: str
    line: int


@dataclass(frozen=True)
class MacroCall:
    """A call of a macro; `arguments` are the texts it is given literally, up to the first that is none."""

    macro: str
    arguments: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class DocsPage:
    """What a page in `docs/` names: facts it prints, values, macros, settings; its problems.

    `places` are the ids that links to it may name, None where what it shows is not known before it is built.
    """

    path: str
    facts: tuple[FactUse, ...]
    problems: tuple[Problem, ...]
    names: tuple[NameUse, ...] = ()
    calls: tuple[MacroCall, ...] = ()
    settings: tuple[NameUse, ...] = ()
    places: frozenset[str] | None = None
