"""Headings and labels that are nearly a name Rolebook knows, and so are not read as what they were meant."""

from collections.abc import Iterator, Sequence

from rolebook.model.problem import Problem, warning
from rolebook.model.role import Field, Item, Section, SectionKind
from rolebook.parse.identity import LABELS, key_of
from rolebook.parse.kinds import Kinds, names_of, spelled
from rolebook.parse.near import slip_of
from rolebook.parse.outline import Outline, RawSection
from rolebook.reading.labels import label_and_value
from rolebook.reading.plain import normal, plain
from rolebook.reading.shapes import Heading

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

_WHO = frozenset({"title", "reports_to", "department"})


def misspelt_headings(outline: Outline, kinds: Kinds, path: str) -> Iterator[Problem]:
    """Yield the headings that open no section Rolebook knows, and misspell the name of one."""
    for section in outline.sections:
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


def unread_identity(sections: Sequence[Section], path: str) -> Iterator[Problem]:
    """Yield a section that says who the role is and to whom it reports, under a name that is not known.

    Nothing of it is read where no other section says it.
    """
    if any(section.kind is SectionKind.IDENTITY for section in sections):
        return
    for section in sections:
        items = [part.text for part in section.parts if isinstance(part, Item)]
        labels = {key_of(plain(pair[0])): pair[0] for pair in map(label_and_value, items) if pair}
        labels.pop("", None)
        if section.kind is SectionKind.OTHER and len(labels) > 1 and not labels.keys().isdisjoint(_WHO):
            named = ", ".join(plain(label) for label in labels.values())
            unknown = f'"{plain(section.heading)}" is no section Rolebook knows'
            message = f'{unknown}, so its {named} are not read; call it "Identity"'
            yield warning(Problem(path, section.line, message))


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
