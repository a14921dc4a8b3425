"""What an engine must do, and what it is given for that; nothing outside this package asks more of one.

Zensical cannot do it (looked at in 0.0.73): it runs no plugin and does not say so, its templates are
MiniJinja's, which can be told nothing but `extra` and front matter, and its search has no place for kind,
role and level.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rolebook.assemble.declared_facts import Declared
from rolebook.load.additions import Additions
from rolebook.load.content import Content
from rolebook.model.company import Company
from rolebook.model.problem import Problem
from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade


class FramedPages(Protocol):
    """Takes framed pages by their paths in the site, so that they need not be written there.

    It may know what they were made of the time before.
    """

    def made(self, path: str) -> PageMade | None:
        """Return what a page was made of the time before."""

    def keep(self, path: str) -> None:
        """Take a page as it is."""

    def add(self, path: str, page: FramedPage, made: PageMade | None) -> None:
        """Take a page, and what it was made of; None where it has to be made each time."""


@dataclass(frozen=True)
class ShapeContext:
    """What is built: content that has been checked, for a company, with the facts that are `declared`.

    For a shape, it is a company without a face. With `rehearses`, generated pages are left out. `pages` takes
    those that are framed, which then are not written; they are made on so many `cores`.
    """

    content: Content
    company: Company
    declared: Declared
    rehearses: bool = False
    pages: FramedPages | None = None
    cores: int = 1


class Engine(Protocol):
    """Renders hand-written pages, and frames for generated ones, with the configuration of a folder."""

    def folder_additions(self, root: Path) -> Additions:
        """Return what the configuration adds, and what is wrong with it."""

    def build_shape(self, root: Path, given: ShapeContext, target: Path, *, preview: bool = False) -> None:
        """Write the site of a company without a face into a folder. Raises `BuildError` with all warnings."""

    def refusals(
        self, root: Path, content: Content, anonymous: Company, declared: Declared, target: Path
    ) -> tuple[str | Problem, ...]:
        """Return why that site cannot be built, without building all of it."""


def engine() -> Engine:
    """Return the engine of this process; MkDocs and ProperDocs, which takes its place, are served by one."""
    from rolebook.engine import build  # noqa: PLC0415 - it takes long to import, and whoever asks may not use it

    return build
