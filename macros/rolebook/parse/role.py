"""One spec's text as a `Role`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from rolebook.facts.token import facts_to_tokens
from rolebook.model.problem import Problem, Severity
from rolebook.model.role import Field, Meta, Part, Role, Section, SectionKind, Text
from rolebook.parse.blocks import Block, List, Paragraph, blocks
from rolebook.parse.checklist import checklist_parts
from rolebook.parse.front_matter import meta, split_front_matter
from rolebook.parse.groups import generic_parts
from rolebook.parse.identity import identity_parts, key_of, label_and_value
from rolebook.parse.kinds import Kinds
from rolebook.parse.matrix import MatrixContext, matrix_parts
from rolebook.parse.metrics import metric_parts
from rolebook.parse.outline import Outline, RawSection, outline
from rolebook.parse.plain import plain
from rolebook.parse.references import reference_parts
from rolebook.parse.responsibilities import responsibility_parts
from rolebook.parse.source import clean, reserved_characters
from rolebook.parse.tools import tool_parts
from rolebook.parse.workflows import workflow_parts

_AGENT = re.compile(r"\s+Agent$")


@dataclass(frozen=True)
class Parsed:
    """What came of a spec: the role, if the file is one, and everything to say about it."""

    role: Role | None
    problems: tuple[Problem, ...] = ()


def parse_role(text: str, path: str, kinds: Kinds) -> Parsed:
    """Return the role described by a spec; `path` is relative to the handbook folder."""
    forbidden = reserved_characters(text, path)
    if forbidden:
        return Parsed(None, forbidden)
    tokenised, uses = facts_to_tokens(clean(text))
    data, body, first_line, broken = split_front_matter(tokenised, path)
    found = outline(blocks(body, first_line), kinds)
    if not any(section.kind is not SectionKind.OTHER for section in found.sections):
        left_out = Problem(path, 0, "no role spec (no section is recognised); left out", Severity.NOTICE)
        return Parsed(None, broken or (left_out,))
    details, wrong = meta(data, tokenised, path)
    sections = _Sections(path)
    parsed = tuple(sections.parse(found))
    role = _role(path, parsed, found, details, data)
    return Parsed(
        Role(**role, facts=uses),
        broken + wrong + tuple(sections.problems),
    )


def _role(
    path: str, sections: tuple[Section, ...], found: Outline, details: Meta, data: Mapping[str, Any]
) -> dict[str, Any]:
    place = PurePosixPath(path)
    fields = [part for section in sections for part in section.parts if isinstance(part, Field)]
    identity_title = next((field.value for field in fields if field.key == "title"), "")
    stem_as_title = place.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    heading = _AGENT.sub("", found.title.text) if found.title else ""
    title = identity_title or str(data.get("title") or "") or heading or stem_as_title
    return {
        "id": place.stem,
        "path": path,
        "folder": place.parts[1] if len(place.parts) > 2 else "",
        "heading": heading or title,
        "title": title,
        "sections": sections,
        "meta": details,
    }


class _Sections:
    """Parses the sections of one spec; ids are unique across them."""

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._matrix = MatrixContext(path, set(), self.problems)
        self._workflow_ids: set[str] = set()

    def parse(self, found: Outline) -> Iterator[Section]:
        if found.preamble:
            yield _preamble(found.preamble)
        for raw in found.sections:
            heading = raw.heading.text.rstrip().removesuffix(":")
            parts = tuple(self._parts(raw, heading))
            yield Section(raw.kind, heading, raw.heading.id, raw.heading.line, parts)

    def _parts(self, raw: RawSection, heading: Text) -> Iterator[Part]:
        match raw.kind:
            case SectionKind.IDENTITY:
                return identity_parts(raw.blocks, heading, raw.heading.line)
            case SectionKind.RESPONSIBILITIES:
                return responsibility_parts(raw.blocks)
            case SectionKind.WORKFLOWS:
                return workflow_parts(raw.blocks, heading, self._workflow_ids)
            case SectionKind.TOOLS:
                return tool_parts(raw.blocks)
            case SectionKind.METRICS:
                return metric_parts(raw.blocks)
            case SectionKind.MATRIX:
                return matrix_parts(raw.blocks, self._matrix)
            case SectionKind.REFERENCES:
                return reference_parts(raw.blocks)
            case SectionKind.CHECKLIST:
                return checklist_parts(raw.blocks)
            case _:
                return generic_parts(raw.blocks)


def _preamble(found: tuple[Block, ...]) -> Section:
    """Return what stands before the first section: an Identity without its heading, or prose."""
    first = found[0].line
    if any(_is_identity(block) for block in found):
        parts = tuple(part for block in found for part in _identity_or_prose(block))
        return Section(SectionKind.IDENTITY, "", "identity", first, parts)
    return Section(SectionKind.OTHER, "", "", first, tuple(generic_parts(found)))


def _identity_or_prose(block: Block) -> Iterator[Part]:
    return identity_parts([block]) if _is_identity(block) else generic_parts([block])


def _is_identity(block: Block) -> bool:
    if isinstance(block, List):
        lines = [item.text for item in block.items]
    elif isinstance(block, Paragraph):
        lines = block.text.split("\n")
    else:
        return False
    labels = [found[0] for found in map(label_and_value, lines) if found]
    return any(key_of(plain(label)) for label in labels)
