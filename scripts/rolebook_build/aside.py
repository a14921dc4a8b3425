"""The edition of a company for who passes it on: made as `build` makes it, beside what stands."""

from dataclasses import dataclass
from pathlib import Path

from rolebook.model.problem import BuildError
from rolebook_build.build import bring_up_to_date
from rolebook_build.listener import BuildListener
from rolebook_build.outputs import Folder

_BUILT = "site"
"""Where editions are put unless another place is named."""


@dataclass(frozen=True)
class _Aside(Folder):
    """A folder of editions; what is in `built` already is taken from there, such as documents to print."""

    built: Path

    def earlier(self, company: str) -> Path | None:
        """Return the folder in which `build` puts a company's edition."""
        return self.built / company


def edition_aside(folder: Path, company: str, target: Path, listener: BuildListener) -> Path:
    """Make a company's edition below a place, from the shape that is kept; return its folder.

    Raises `BuildError` with why there can be none.
    """
    output = _Aside(target, folder / _BUILT)
    outcome = bring_up_to_date(folder, [company], output, listener)
    if not outcome.is_good:
        raise BuildError(outcome.failures.get(company, "because of the problems above"))
    return output.path / company
