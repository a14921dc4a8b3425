"""Headings and labels that are nearly a name Rolebook knows, and so are not read as what they were meant."""

from collections.abc import Iterator, Sequence

from rolebook.model.problem import Problem, warning
from rolebook.model.role import Field, Section, SectionKind
from rolebook.parse.identity import LABELS
from rolebook.parse.kinds import Kinds, names_of, spelled
from rolebook.parse.near import slip_of
from rolebook.parse.outline import Outline, RawSection
from rolebook.parse.plain import normal, plain
from rolebook.parse.shapes import Heading

_NAMES_ITS_PARTS = frozenset(
    {
        SectionKind.RESPONSIBILITIES,
        SectionKind.WORKFLOWS,
        SectionKind.TOOLS,
        SectionKind.MATRIX,
        SectionKind.LEARNING,
    }
)
"""Kinds in which a heading is the name of a part, whatever it says."""


def misspelt_headings(found: Outline, kinds: Kinds, path: str) -> Iterator[Problem]:
    """Yield the headings that open no section Rolebook knows, and misspell the name of one."""
    for section in found.sections:
        for heading in _unknown(section, kinds):
            name = next((near for name in names_of(heading.text) if (near := slip_of(name, kinds))), "")
            if name:
                message = (
                    f'"{plain(heading.text)}" is no section Rolebook knows; did you mean "{spelled(name)}"?'
                )
                yield warning(Problem(path, heading.line, message))


def _unknown(section: RawSection, kinds: Kinds) -> Iterator[Heading]:
    if section.kind is SectionKind.OTHER:
        yield section.heading
    if section.kind not in _NAMES_ITS_PARTS:
        for block in section.blocks:
            if isinstance(block, Heading) and not any(name in kinds for name in names_of(block.text)):
                yield block


def misspelt_labels(sections: Sequence[Section], path: str) -> Iterator[Problem]:
    """Yield the labels of the Identity that misspell one which Rolebook reads."""
    for section in sections:
        for part in section.parts:
            if isinstance(part, Field) and not part.key:
                label = normal(part.label)
                name = slip_of(label, LABELS)
                if name and label.removesuffix("s") != name:
                    message = (
                        f'"{plain(part.label)}" is no label Rolebook knows; did you mean "{name.title()}"?'
                    )
                    yield warning(Problem(path, part.line, message))
