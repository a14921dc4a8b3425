"""What a build tells while it runs, and to whom: the command line shows it, others may not."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from rolebook.model.problem import Problem


class OfCompany(Protocol):
    """What came of the work for one company."""

    @property
    def company(self) -> str:
        """The company's id."""


R = TypeVar("R", bound=OfCompany)


class BuildListener(Protocol):
    """Who hears of problems, of failures, and of how far the work is."""

    def problems(self, problems: Iterable[Problem]) -> None:
        """Hear of problems in what people wrote."""

    def problems_once(self, problems: Iterable[Problem]) -> None:
        """Hear of problems that other parts of the same command may tell as well."""

    def failure(self, message: str) -> None:
        """Hear why something did not work."""

    def progress(self, doing: str, results: Iterator[R], total: int, at_first: str = "") -> Iterator[R]:
        """Yield the results as they come; `at_first` is what is done before any."""
