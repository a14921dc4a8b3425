"""What was read before, so that a file that is as it was need not be parsed again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, TypeVar

from rolebook.cores import on_cores

_T = TypeVar("_T")
_F = TypeVar("_F")


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
        if not self._holds(path, given):
            self._known[path] = given, make()
        made: _T = self._known[path][1]
        return made

    def of_each(
        self,
        files: Sequence[_F],
        given: Callable[[_F], tuple[str, object]],
        make: Callable[[_F], _T],
        cores: int,
    ) -> Iterator[_T]:
        """Yield the same for each of several files, by its path and what is `given`, on so many cores."""
        wanted = [given(file) for file in files]
        new = [file for file, one in zip(files, wanted, strict=True) if not self._holds(*one)]
        with closing(on_cores(make, new, cores)) as made:
            for path, one in wanted:
                yield self.of(path, one, lambda: next(made))

    def _holds(self, path: str, given: object) -> bool:
        return path in self._known and self._known[path][0] == given

    def asked(self) -> "Readings":
        """Return what of it was asked for: files that are gone are forgotten."""
        kept = Readings()
        kept._known = {path: self._known[path] for path in self._asked}
        return kept
