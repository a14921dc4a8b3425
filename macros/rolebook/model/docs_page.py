"""A hand-written page: what it names, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from rolebook.model.problem import Problem
from rolebook.model.role import FactUse


@dataclass(frozen=True)
class NameUse:
    """A name in a page, and where it stands."""

    name: str
    line: int


class Unknown(Enum):
    """Stands for a value that is only known when the page is built: one value, whatever was kept on disk."""

    VALUE = "unknown"


UNKNOWN = Unknown.VALUE


@dataclass(frozen=True)
class MacroCall:
    """A call of a macro with values by position and by name; those that are not literal are `UNKNOWN`.

    `changed_by` is what the page does with what it gets, as it is written, such as `| upper`.
    """

    macro: str
    arguments: Sequence[object] = ()
    line: int = 0
    named: Mapping[str, object] = field(default_factory=dict)
    changed_by: str = ""


@dataclass(frozen=True)
class DocsPage:
    """What a page in `docs/` names: facts it prints, values, macros, settings; its problems.

    `anchors` are the ids that links to it may name, None where what it shows is not known before it is built.
    `misplaced` is what it calls in tags, scripts and styles.
    `is_whole` tells that it takes in no other file, so that what it names is all there is on it.
    """

    path: str
    facts: tuple[FactUse, ...]
    problems: tuple[Problem, ...]
    names: tuple[NameUse, ...] = ()
    calls: tuple[MacroCall, ...] = ()
    settings: tuple[NameUse, ...] = ()
    anchors: frozenset[str] | None = None
    misplaced: tuple[NameUse, ...] = ()
    is_whole: bool = True
