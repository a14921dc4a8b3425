"""What came of a build, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rolebook_cli.building.outputs import Output
from rolebook_cli.report import Report, count

_LISTED = 12


@dataclass(frozen=True)
class Outcome:
    """The companies whose editions were current, those that were made, and why others were not.

    `broken` are those that problems kept from being made, `gone` those whose editions were removed.
    """

    current: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether every edition is what it should be."""
        return not self.failures and not self.broken

    def without(self, gone: tuple[str, ...]) -> "Outcome":
        """Return the outcome with editions removed."""
        return replace(self, gone=gone)


def print_outcome(outcome: Outcome, companies: Sequence[str], output: Output, report: Report) -> None:
    """Print what came of a build; failures once, with all the companies they kept back."""
    for failure, failed in _by_reason(outcome.failures).items():
        report.failure(f"{_listed(failed)} {'was' if len(failed) == 1 else 'were'} not built:\n{failure}")
    for verb, names in (("Built", outcome.made), ("Up to date:", outcome.current), ("Removed", outcome.gone)):
        wanted = frozenset(names)
        listed = [name for name in (*companies, *outcome.gone) if name in wanted]
        if not listed:
            continue
        report.line(f"{verb} {count(len(listed), 'handbook')}:")
        for name in listed[:_LISTED]:
            page = output.address(f"{name}/index.html")
            report.line(f"  {name}" if name in outcome.gone else f"  {name}: {page}")
        if len(listed) > _LISTED:
            report.line(f"  and {len(listed) - _LISTED} more in {output.address()}")
    if outcome.broken:
        report.failure(f"not built because of the problems above: {_listed(outcome.broken)}")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED])}{more}"


def _by_reason(failures: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for company, failure in failures.items():
        found.setdefault(failure, []).append(company)
    return found
