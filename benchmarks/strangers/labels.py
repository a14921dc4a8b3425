"""What a person says of each file of a collection of role files, one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Label:
    """A person's reading of one file; `path` is below the folder of its collection.

    `sections` are headings with the kinds that are right for them, `levels` those of a ladder in the file.
    """

    collection: str
    path: str
    is_role: bool
    unsure: bool
    titles: tuple[str, ...]
    levels: tuple[str, ...]
    sections: tuple[tuple[str, frozenset[str]], ...]

    @property
    def folder(self) -> str:
        """Return the folder that the file lies in."""
        return str(Path(self.path).parent)


def read_labels(file: Path) -> Iterator[Label]:
    """Yield the labels of a file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        yield _label(json.loads(line))


def _label(said: dict[str, Any]) -> Label:
    collection, _, path = said["file"].partition("/")
    titles = (said["title"], *_several(said.get("title_also")))
    sections = [
        (section["heading"], frozenset((section["kind"], *_several(section.get("also")))))
        for section in said["sections"]
    ]
    return Label(
        collection=collection,
        path=path,
        is_role=said["role"],
        unsure=bool(said.get("unsure")),
        titles=tuple(title for title in titles if title),
        levels=tuple((said["ladder"] or {}).get("levels", ())),
        sections=tuple(sections),
    )


def _several(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())
