"""What was read before, so that a file that is as it was need not be parsed again."""

from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Readings:
    """Keeps, for each file, what was last made of it and from what; a preview holds one while it runs."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, Any]] = {}

    def of(self, path: str, given: object, make: Callable[[], _T]) -> _T:
        """Return what `make` returns, from the time before if all that it depends on is `given` again."""
        known = self._known.get(path)
        if known is None or known[0] != given:
            known = self._known[path] = given, make()
        made: _T = known[1]
        return made
