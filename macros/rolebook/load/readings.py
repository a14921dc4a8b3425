"""What was read before, so that a file that is as it was need not be parsed again."""

from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Readings:
    """Keeps, for each file, what was last made of it and from what.

    A preview holds one while it runs, builds keep one from run to run.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, Any]] = {}
        self._asked: set[str] = set()

    def of(self, path: str, given: object, make: Callable[[], _T]) -> _T:
        """Return what `make` returns, from the time before if all that it depends on is `given` again."""
        self._asked.add(path)
        known = self._known.get(path)
        if known is None or known[0] != given:
            known = self._known[path] = given, make()
        made: _T = known[1]
        return made

    def asked(self) -> "Readings":
        """Return what of it was asked for: files that are gone are forgotten."""
        kept = Readings()
        kept._known = {path: self._known[path] for path in self._asked}
        return kept
