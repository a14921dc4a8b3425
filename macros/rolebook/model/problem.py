"""What is wrong, where, and what would be right: written for the author of a role."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import IntEnum

LISTED = 12
"""How many names a message lists."""


class Severity(IntEnum):
    """How much a problem matters: an error stops the build, a warning a strict check, a notice nothing."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2


@dataclass(frozen=True, order=True)
class Problem:
    """One finding; `path` is relative to the handbook folder, `line` counts from 1 (0: the whole file).

    `companies` are the ids of those that it concerns alone; where there are none, it concerns all.
    """

    path: str
    line: int
    message: str
    severity: Severity = Severity.ERROR
    companies: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return `path:line: message`, the form editors turn into a link."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        label = "" if self.severity is Severity.ERROR else f"{self.severity.name.lower()}: "
        return f"{place}: {label}{self.message}"


def concerning(company: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield findings as those of one company."""
    return (replace(problem, companies=(company,)) for problem in problems)


def warning(problem: Problem) -> Problem:
    """Return the same finding as a warning."""
    return replace(problem, severity=Severity.WARNING)


def advice(problem: Problem) -> Problem:
    """Return the same finding as a notice: what would be better, and may be meant as it is."""
    return replace(problem, severity=Severity.NOTICE)


def notice(problem: Problem) -> Problem:
    """Return the same finding as a notice, unless it is an error."""
    return problem if problem.severity is Severity.ERROR else replace(problem, severity=Severity.NOTICE)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return `; did you mean "x"?` for the nearest known word, or nothing when none is near."""
    near = nearest(word, known, likeness)
    return f'; did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return the known word that is most like another, or nothing when none is near."""
    by_fold = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), by_fold, n=1, cutoff=likeness)
    return by_fold[matches[0]] if matches else ""


def listed(names: Sequence[str]) -> str:
    """Return names for a message, the first dozen of them and how many more there are."""
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"{', '.join(names[:LISTED])}{more}"


class BuildError(Exception):
    """A site could not be built; the message has a line for each of the reasons: texts, or problems."""

    def __init__(self, *reasons: str | Problem) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        """Return the reasons, a line each."""
        return "\n".join(map(str, self.reasons))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 role`, `3 companies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
