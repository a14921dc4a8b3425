"""What a reader of a file finds: texts, each of a kind, and parts that are files themselves."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class TextKind(StrEnum):
    """How a text is meant: for people, for programs, or as bytes that happen to be letters."""

    PROSE = "t"
    CODE = "c"
    BINARY = "b"


class ExtractedText(NamedTuple):
    """A text and its kind."""

    text: str
    kind: TextKind = TextKind.PROSE


class FilePart(NamedTuple):
    """A file within a file, such as a script in a page; its path tells of which kind it is, if it does."""

    path: str
    data: bytes | str


@dataclass
class Reading:
    """What was found in a file; `meeting` are texts that follow one another, a name may stand on several."""

    prose: set[str] = field(default_factory=set)
    code: set[str] = field(default_factory=set)
    binary: set[str] = field(default_factory=set)
    meeting: set[tuple[str, ...]] = field(default_factory=set)
    parts: set[FilePart] = field(default_factory=set)

    def add_lines(self, lines: list[str]) -> None:
        """Add texts that stand one after the other."""
        self.prose.update(lines)
        self.meeting.update(zip(lines, lines[1:], lines[2:], strict=False))
        if len(lines) > 1:
            self.meeting.add((lines[-2], lines[-1]))

    def news(self, heard: "Reading") -> "Reading":
        """Return what of it was not heard before, and have it heard."""
        new = Reading(
            self.prose - heard.prose,
            self.code - heard.code,
            self.binary - heard.binary,
            self.meeting - heard.meeting,
            self.parts - heard.parts,
        )
        heard.prose |= new.prose
        heard.code |= new.code
        heard.binary |= new.binary
        heard.meeting |= new.meeting
        heard.parts |= new.parts
        return new
