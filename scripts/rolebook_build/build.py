"""`rolebook build`: the editions of companies, those that are not what they should be."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from rolebook.load.inputs import Inputs, read_inputs
from rolebook.load.opened import Opened, is_unchanged
from rolebook_build.outcome import Outcome, print_outcome
from rolebook_build.outputs import Output, output_at
from rolebook_build.record import Record
from rolebook_cli.report import Report


def build(
    folder: Path,
    companies: Sequence[str],
    place: Path | str,
    report: Report,
    scheduler: str = "",
    *,
    anew: bool = False,
) -> bool:
    """Build companies into `<place>/<company>/`; tell whether all of them stand there as they should.

    `place` is a folder or a URL. With `scheduler`, the address of a Dask scheduler, its workers do the work.
    With `anew`, all of it is built whatever stands there or is kept.
    A company with problems is reported and left as it was; the others are built. When all companies are
    asked for, the editions of those that have no file any more are removed.
    """
    output = output_at(place)
    outcome = bring_up_to_date(folder, companies, output, report, scheduler, anew=anew)
    print_outcome(outcome, companies, output, report)
    return outcome.is_good and bool(companies)


def bring_up_to_date(
    folder: Path,
    companies: Sequence[str],
    output: Output,
    report: Report,
    scheduler: str = "",
    *,
    anew: bool = False,
) -> Outcome:
    """Make the editions of companies that are not what they should be, and return what came of it."""
    inputs, record = read_inputs(folder), output.record()
    holds = cache(partial(is_unchanged, folder))
    current = partial(_is_current, output=output, record=record, inputs=inputs, holds=holds)
    stale = [name for name in companies if anew or not current(name)]
    outcome = Outcome(current=tuple(companies))
    if stale or not companies:
        from rolebook_build.run import Wish, make  # noqa: PLC0415 - not needed where nothing changed
        from rolebook_build.usable_cache import usable_cache  # noqa: PLC0415
        from rolebook_cli.code import tell_code  # noqa: PLC0415

        tell_code(folder, report)
        wish = Wish(companies, frozenset(stale), scheduler, anew)
        with usable_cache(report, anew=anew) as kept:
            outcome = make(wish, inputs, output, record, report, kept)
    if companies and {Path(path).stem for path in inputs.companies} <= set(companies):
        gone = tuple(_remove_gone(companies, output, record))
        outcome = outcome.without(gone, output.strays(frozenset(companies)))
    return outcome


def _is_current(
    company: str, output: Output, record: Record, inputs: Inputs, holds: Callable[[Opened], bool]
) -> bool:
    """Tell whether a company's edition stands there, made of what there is now."""
    standing = record.get(company)
    if not standing or not standing.place or standing.place != output.place(company):
        return False
    return standing.made_of.are_unchanged(inputs) and holds(standing.opened)


def _remove_gone(companies: Sequence[str], output: Output, record: Record) -> Iterator[str]:
    """Remove the editions of companies that are no more, where they still are what was built there."""
    gone = sorted(record.keys() - set(companies))
    for company in gone:
        standing = record.pop(company)
        if standing.place == output.place(company):
            output.remove(company)
            yield company
    if gone:
        output.keep(record)
