"""What came of a build, in words."""

from collections.abc import Mapping, Sequence

from rolebook.model.problem import LISTED, Problem, count, listed, warning
from rolebook_build.outcome import BuildOutcome
from rolebook_build.outputs import Output
from rolebook_cli.report import Report


def print_outcome(outcome: BuildOutcome, companies: Sequence[str], output: Output, report: Report) -> None:
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
    for orphan in outcome.orphans:
        message = "is the handbook of no company that has a file; remove it if nobody is to read it"
        report.problems([warning(Problem(output.address(orphan), 0, message))])
    if outcome.broken:
        report.failure(f"not built because of the problems above: {listed(outcome.broken)}")


def _by_reason(failures: Mapping[str, str]) -> dict[str, list[str]]:
    by_reason: dict[str, list[str]] = {}
    for company, failure in failures.items():
        by_reason.setdefault(failure, []).append(company)
    return by_reason
