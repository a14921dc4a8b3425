"""A handbook, and who builds it: Rolebook from nothing and after an edit, plain MkDocs, Hugo."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from command import Ran, ran
from handbook import change_duty, change_fact, write_companies, write_handbook

HERE, BIN = Path(__file__).parent, Path(sys.executable).parent
ROLEBOOK, DUTY, FACT, MKDOCS, HUGO = "Rolebook", "a duty", "a fact", "plain MkDocs", "Hugo"
_NAMED = 5

Run: TypeAlias = Callable[[int], Ran]
"""Builds once more, in the round of a number; what one leaves is in nobody's way."""


@dataclass(frozen=True)
class Contest:
    """A handbook of so many roles and companies, and a folder for all that is made of it.

    All roles are in one folder, or in departments; where it has `peers`, these build it too.
    """

    scratch: Path
    roles: int
    companies: int = 1
    is_one_folder: bool = False
    has_peers: bool = False

    @property
    def handbook(self) -> Path:
        """Return the handbook folder."""
        return self.scratch / "handbook"

    @property
    def pages(self) -> int:
        """Return how many pages a site has; stops this program where contenders made different ones."""
        editions = [path for path in self._output(0).iterdir() if not path.name.startswith(".")]
        found = {ROLEBOOK: editions[0], MKDOCS: self._site(MKDOCS, 0), HUGO: self._site(HUGO, 0)}
        pages = {name: _pages(folder) for name, folder in found.items() if folder.exists()}
        for name, made in pages.items():
            if made != pages[ROLEBOOK]:
                odd = sorted(made ^ pages[ROLEBOOK])[:_NAMED]
                sys.exit(f"{name} did not build the same pages as {ROLEBOOK}: {', '.join(odd)}")
        return len(pages[ROLEBOOK])

    def prepare(self) -> None:
        """Write the handbook, and its final pages for those that build them."""
        if self.is_one_folder:
            write_handbook(self.handbook, self.roles, self.roles)
        else:
            write_handbook(self.handbook, self.roles)
        if self.companies > 1:
            write_companies(self.handbook, self.companies)
        if self.has_peers:
            command = [sys.executable, str(HERE / "write_pages.py"), str(self.handbook), "benchmark"]
            ran([*command, str(self.scratch)])

    def contenders(self) -> Mapping[str, Run]:
        """Return who takes part, in the order of a round."""
        return dict(self._contenders())

    def _contenders(self) -> Iterator[tuple[str, Run]]:
        yield ROLEBOOK, self._rolebook
        if self.has_peers:
            yield MKDOCS, self._mkdocs
        yield DUTY, self._changed_duty
        if self.companies > 1:
            yield FACT, self._changed_fact
        if self.has_peers and (hugo := hugo_command()):
            yield HUGO, lambda number: self._hugo(hugo, number)

    def _rolebook(self, number: int) -> Ran:
        """Build all editions, with nothing kept from before."""
        command = [str(BIN / "rolebook"), "-C", str(self.handbook), "build"]
        cache = str(self.scratch / f"cache-{number}")
        return _settled([*command, "--output", str(self._output(number))], ROLEBOOK_CACHE=cache)

    def _changed_duty(self, number: int) -> Ran:
        change_duty(self.handbook, f"Measure what a change costs, round {number + 1}")
        return self._rolebook(number)

    def _changed_fact(self, number: int) -> Ran:
        change_fact(self.handbook, self.companies // 2, f"renewed {number + 1}")
        return self._rolebook(number)

    def _mkdocs(self, number: int) -> Ran:
        command = [str(BIN / "mkdocs"), "build", "--quiet", "--site-dir", str(self._site(MKDOCS, number))]
        return _settled(command, self.scratch / "mkdocs", NO_MKDOCS_2_WARNING="1")

    def _hugo(self, hugo: str, number: int) -> Ran:
        command = [hugo, "--quiet", "--destination", str(self._site(HUGO, number))]
        cache = str(self.scratch / f"hugo-cache-{number}")
        return _settled(command, self.scratch / "hugo", HUGO_CACHEDIR=cache)

    def _output(self, number: int) -> Path:
        return self.scratch / f"site-{number}"

    def _site(self, peer: str, number: int) -> Path:
        return self.scratch / f"{peer}-{number}"


def hugo_command() -> str | None:
    """Return Hugo where it is installed, beside this Python or anywhere else."""
    return shutil.which("hugo", path=os.pathsep.join([str(BIN), os.environ.get("PATH", "")]))


def _pages(site: Path) -> set[str]:
    """Return the paths of a site's pages but for that of lost readers, which a bare theme does not have."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}


def _settled(command: list[str], cwd: Path | None = None, **environment: str) -> Ran:
    """Run a command once the disk has written what earlier ones left, so that none pays for another."""
    os.sync()
    return ran(command, cwd, **environment)
