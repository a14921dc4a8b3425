"""The editions of companies brought up to date: those that are not what they should be are made."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from rolebook.load.input_digests import read_inputs
from rolebook.load.tracking.opened import is_unchanged
from rolebook_build.listener import BuildListener
from rolebook_build.outcome import BuildOutcome
from rolebook_build.outputs import Output
from rolebook_build.record import Record
from rolebook_build.staleness import is_current


def bring_up_to_date(
    folder: Path,
    companies: Sequence[str],
    output: Output,
    listener: BuildListener,
    scheduler: str = "",
    *,
    anew: bool = False,
) -> BuildOutcome:
    """Make the editions of companies that are not what they should be, and return what came of it."""
    inputs, record = read_inputs(folder), output.record()
    holds = cache(partial(is_unchanged, folder))
    stale = [
        name
        for name in companies
        if anew or not is_current(record.get(name), output.identity(name), inputs, holds)
    ]
    outcome = BuildOutcome(current=tuple(companies))
    if stale or not companies:
        from rolebook_build.foreign_code import tell_code  # noqa: PLC0415
        from rolebook_build.run import BuildOptions, make  # noqa: PLC0415 - not needed where nothing changed
        from rolebook_build.usable_cache import usable_cache  # noqa: PLC0415

        tell_code(folder, listener)
        options = BuildOptions(companies, frozenset(stale), scheduler, anew)
        with usable_cache(listener, anew=anew) as kept:
            outcome = make(options, inputs, output, record, listener, kept)
    if companies and {Path(path).stem for path in inputs.companies} <= set(companies):
        gone = tuple(_remove_gone(companies, output, record))
        outcome = outcome.without(gone, output.orphans(frozenset(companies)))
    return outcome


def _remove_gone(companies: Sequence[str], output: Output, record: Record) -> Iterator[str]:
    """Remove the editions of companies that are no more, where they still are what was built there."""
    gone = sorted(record.keys() - set(companies))
    for company in gone:
        state = record.pop(company)
        if state.identity == output.identity(company):
            output.remove(company)
            yield company
    if gone:
        output.keep(record)
