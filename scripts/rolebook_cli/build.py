"""`rolebook build`: the editions of companies."""

from collections.abc import Sequence
from pathlib import Path

from rolebook_build.build import bring_up_to_date
from rolebook_build.outputs import output_at
from rolebook_cli.outcome_report import print_outcome
from rolebook_cli.report import Report


def build(
    folder: Path,
    companies: Sequence[str],
    target: Path | str,
    report: Report,
    scheduler: str = "",
    *,
    anew: bool = False,
) -> bool:
    """Build companies into `<place>/<company>/`; tell whether all of them stand there as they should.

    `target` is a folder or a URL. With `scheduler`, the address of a Dask scheduler, its workers do the work.
    With `anew`, all of it is built whatever stands there or is kept.
    A company with problems is reported and left as it was; the others are built. When all companies are
    asked for, the editions of those that have no file any more are removed.
    """
    output = output_at(target)
    outcome = bring_up_to_date(folder, companies, output, report, scheduler, anew=anew)
    print_outcome(outcome, companies, output, report)
    return outcome.is_good and bool(companies)
