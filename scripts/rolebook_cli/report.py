"""What the command prints: a `Listener` of builds."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from rolebook.model.problem import Problem, Severity, count
from rolebook_build.listener import R
from rolebook_cli.progress import with_progress

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "dim"}


class Report:
    """Writes results to standard output, and problems and progress to standard error."""

    def __init__(self) -> None:
        self.out = Console(highlight=False, soft_wrap=True)
        self.err = Console(highlight=False, soft_wrap=True, stderr=True)
        self._told: set[Problem] = set()

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems, a line each, so that an editor finds the place."""
        for problem in problems:
            line = Text(str(problem))
            line.stylize(_STYLES[problem.severity], 0, len(str(problem).partition(": ")[0]))
            self.err.print(line)

    def problems_once(self, problems: Iterable[Problem]) -> None:
        """Print problems that were not printed so before, by however many parts of a command."""
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._told]
        self._told.update(new)
        self.problems(new)

    def failure(self, message: str) -> None:
        """Print why something did not work."""
        self.err.print(Text(message, style="red"))

    def progress(self, doing: str, results: Iterator[R], total: int, at_first: str = "") -> Iterator[R]:
        """Yield the results, and show on a terminal how far the work is."""
        return with_progress(self.err, doing, results, total, at_first) if self.err.is_terminal else results

    def line(self, message: str) -> None:
        """Print one line of result."""
        self.out.print(Text(message))


def summary(problems: Iterable[Problem]) -> str:
    """Return how many problems of each severity there are, in words."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(kind), kind.name.lower()) for kind in Severity]
    return ", ".join(count(number, noun) for number, noun in counts if number) or "no problems"
