"""The pages of a shape that is made: new ones, and those of a shape of before that are as they were."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade
from rolebook.shape.compile import ShapeWriter
from rolebook.shape.compiled import Shape, ShapeFile


@dataclass(frozen=True)
class EarlierPages:
    """A shape of before, and what its pages were made of, by their paths."""

    shape: Shape
    made: Mapping[str, PageMade]

    @cached_property
    def files(self) -> Mapping[str, ShapeFile]:
        """Return the shape's files by their paths."""
        return {file.path: file for file in self.shape.files}


@dataclass(frozen=True)
class ShapePages:
    """Takes pages for a shape; `known` is what they were made of, for the next one."""

    writer: ShapeWriter
    earlier: EarlierPages | None = None
    known: dict[str, PageMade] = field(default_factory=dict)

    def made(self, path: str) -> PageMade | None:
        """Return what a page was made of the time before, if it is still there."""
        earlier = self.earlier
        return earlier.made.get(path) if earlier and path in earlier.files else None

    def keep(self, path: str) -> None:
        """Take a page as it is."""
        if self.earlier:
            self.known[path] = self.earlier.made[path]
            self.writer.add_kept(path, self.earlier.shape, self.earlier.files[path])

    def add(self, path: str, page: FramedPage, made: PageMade | None) -> None:
        """Take a page, and what it was made of; None where it has to be made each time."""
        if made:
            self.known[path] = made
        self.writer.add_page(path, page)
