"""What came of a build, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rolebook.model.problem import LISTED, Problem, listed, warning
from rolebook_build.outputs import Output
from rolebook_cli.report import Report, count


@dataclass(frozen=True)
class Outcome:
    """The companies whose editions were current, those that were made, and why others were not.

    `broken` are those that problems kept from being made, `gone` those whose editions were removed; `strays`
    are handbooks that stand there, changed or built by others, and are no company's.
    """

    current: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether every edition is what it should be."""
        return not self.failures and not self.broken

    def without(self, gone: Sequence[str], strays: Sequence[str]) -> "Outcome":
        """Return the outcome with editions removed, and with handbooks that are no company's."""
        return replace(self, gone=tuple(gone), strays=tuple(strays))


def print_outcome(outcome: Outcome, companies: Sequence[str], output: Output, report: Report) -> None:
    """Print what came of a build; failures once, with all the companies they kept back."""
    in_order = {name: outcome.failures[name] for name in companies if name in outcome.failures}
    for failure, failed in _by_reason(in_order).items():
        report.failure(f"{listed(failed)} {'was' if len(failed) == 1 else 'were'} not built:\n{failure}")
    for verb, names in (("Built", outcome.made), ("Up to date:", outcome.current), ("Removed", outcome.gone)):
        wanted = frozenset(names)
        shown = [name for name in (*companies, *outcome.gone) if name in wanted]
        if not shown:
            continue
        report.line(f"{verb} {count(len(shown), 'handbook')}:")
        for name in shown[:LISTED]:
            page = output.address(f"{name}/index.html")
            report.line(f"  {name}" if name in outcome.gone else f"  {name}: {page}")
        if len(shown) > LISTED:
            report.line(f"  and {len(shown) - LISTED} more in {output.address()}")
    for stray in outcome.strays:
        message = "is the handbook of no company that has a file; remove it if nobody is to read it"
        report.problems([warning(Problem(output.address(stray), 0, message))])
    if outcome.broken:
        report.failure(f"not built because of the problems above: {listed(outcome.broken)}")


def _by_reason(failures: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for company, failure in failures.items():
        found.setdefault(failure, []).append(company)
    return found
