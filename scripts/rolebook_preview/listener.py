"""Who hears of what a preview shows."""

from collections.abc import Iterable
from typing import Protocol

from rolebook.model.problem import Problem


class PreviewListener(Protocol):
    """Hears of problems, of failures, and of each state that is shown."""

    def problems(self, problems: Iterable[Problem]) -> None:
        """Hear of problems in what people wrote."""

    def failure(self, message: str) -> None:
        """Hear why something is not shown."""

    def line(self, message: str) -> None:
        """Hear where something is shown."""
