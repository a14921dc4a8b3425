"""The figures as Markdown, beside what each is to reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from command import Ran
from contest import DUTY, FACT, HUGO, MKDOCS, ROLEBOOK, Contest

_TO_MKDOCS: Mapping[int, float] = {50: 0.4, 200: 0.2, 800: 0.1}
_TO_HUGO: Mapping[int, float] = {200: 2.5}
_MEBIBYTES: Mapping[int, int] = {800: 300}
_PER_PAGE = 1.15
_DUTY: Mapping[tuple[int, int], float] = {(1, 200): 0.15, (100, 100): 0.3}
_FACT: Mapping[tuple[int, int], float] = {(100, 100): 0.45}
"""By companies and roles: times from nothing; seconds."""
_NONE = "–"
_BUILDS = (
    *("handbook", "pages", ROLEBOOK, MKDOCS, HUGO, f"to {MKDOCS}", f"to {HUGO}"),
    *("ms a page", "to the first", "memory", f"that of {MKDOCS}, {HUGO}"),
)
_EDITS = ("changed", "from nothing", "again", "to from nothing")


@dataclass(frozen=True)
class Result:
    """The least that each contender took."""

    contest: Contest
    pages: int
    least: Mapping[str, Ran]

    @property
    def per_page(self) -> float:
        """Return Rolebook's milliseconds a page."""
        return 1000 * self.least[ROLEBOOK].seconds / self.pages

    def to(self, other: str, contender: str = ROLEBOOK) -> float | None:
        """Return how many times the seconds of another a contender took, if both took part."""
        if other not in self.least:
            return None
        return self.least[contender].seconds / self.least[other].seconds


def tables(results: Sequence[Result]) -> Iterator[str]:
    """Yield the lines of two tables: builds from nothing beside their peers, then builds after an edit."""
    yield from _table(_BUILDS, (_build(result, results[0]) for result in results))
    yield ""
    yield from _table(_EDITS, (edit for result in results for edit in _edits(result)))


def _table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield _line(heads)
    yield _line([":---", *("---:" for _ in heads[1:])])
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _build(result: Result, first: Result) -> Iterator[str]:
    contest, least = result.contest, result.least
    roles = contest.roles if contest.companies == 1 else 0
    yield _named(contest)
    yield f"{result.pages}"
    yield from (_seconds(least.get(name)) for name in (ROLEBOOK, MKDOCS, HUGO))
    yield _held(result.to(MKDOCS), _TO_MKDOCS.get(roles))
    yield _held(result.to(HUGO), _TO_HUGO.get(roles))
    if contest.companies == 1:
        yield f"{result.per_page:.2f}"
        yield _held(result.per_page / first.per_page, None if result is first else _PER_PAGE)
    else:
        yield from (_NONE, _NONE)
    reach = _MEBIBYTES.get(roles)
    yield f"{least[ROLEBOOK].mebibytes:.0f} MiB" + (f" (≤ {reach})" if reach else "")
    yield ", ".join(f"{least[name].mebibytes:.0f}" for name in (MKDOCS, HUGO) if name in least) or _NONE


def _edits(result: Result) -> Iterator[Iterator[str]]:
    size = (result.contest.companies, result.contest.roles)
    yield _edit(result, DUTY, "", _DUTY.get(size))
    if FACT in result.least:
        yield _edit(result, FACT, f" (≤ {_FACT[size]} s)" if size in _FACT else "", None)


def _edit(result: Result, name: str, reach: str, ratio_reach: float | None) -> Iterator[str]:
    yield f"{name}, {_named(result.contest)}"
    yield _seconds(result.least[ROLEBOOK])
    yield _seconds(result.least[name]) + reach
    yield _held(result.to(ROLEBOOK, name), ratio_reach)


def _named(contest: Contest) -> str:
    if contest.companies > 1:
        return f"{contest.companies} companies of {contest.roles} roles"
    return f"{contest.roles} roles{' in one folder' if contest.is_one_folder else ''}"


def _seconds(ran: Ran | None) -> str:
    """Return wall seconds, and in brackets those that processors computed."""
    return f"{ran.seconds:.2f} s ({ran.processor:.2f})" if ran else _NONE


def _held(ratio: float | None, reach: float | None) -> str:
    if ratio is None:
        return _NONE
    return f"{ratio:.2f}" + (f" (≤ {reach})" if reach else "")
