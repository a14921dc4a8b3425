"""One spec's text as a `Role`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from rolebook.facts.slug import slugify, unique
from rolebook.facts.token import facts_to_tokens, replace_tokens
from rolebook.model.problem import Problem, warning
from rolebook.model.role import Field, Matrix, Meta, Part, Role, Section, SectionKind, Subheading
from rolebook.parse.checklist import checklist_parts
from rolebook.parse.front_matter import meta, text_of
from rolebook.parse.groups import generic_parts
from rolebook.parse.identity import identity_parts, is_table_of_fields, key_of
from rolebook.parse.kinds import Kinds
from rolebook.parse.left_out import is_about_its_folder, left_out_by_headings, left_out_by_name
from rolebook.parse.matrix import MatrixContext, matrix_parts, missing_matrix
from rolebook.parse.metrics import metric_parts
from rolebook.parse.misspelt import misspelt_headings, misspelt_labels, unread_identity
from rolebook.parse.near_facts import near_facts
from rolebook.parse.outline import Outline, RawSection, outline
from rolebook.parse.references import reference_parts
from rolebook.parse.responsibilities import responsibility_parts
from rolebook.parse.tools import tool_parts
from rolebook.parse.workflows import workflow_parts
from rolebook.reading.blocks import blocks
from rolebook.reading.boxes import without_boxes
from rolebook.reading.definitions import unused_definitions
from rolebook.reading.enclosed import enclosed
from rolebook.reading.labels import label_and_value
from rolebook.reading.limits import TooDeepError, beyond_limits
from rolebook.reading.link_slips import link_slips
from rolebook.reading.plain import name_of_file, plain
from rolebook.reading.shapes import Block, List, Paragraph, Table
from rolebook.reading.source import clean, never_closed, reserved_characters
from rolebook.reading.tags import hidden_tags
from rolebook.yaml.front_matter import read_front_matter

_AGENT = re.compile(r"\s+Agent$")
_PARSERS: Mapping[SectionKind, Callable[[Sequence[Block]], Iterator[Part]]] = {
    SectionKind.RESPONSIBILITIES: responsibility_parts,
    SectionKind.TOOLS: tool_parts,
    SectionKind.METRICS: metric_parts,
    SectionKind.REFERENCES: reference_parts,
    SectionKind.CHECKLIST: checklist_parts,
}


@dataclass(frozen=True)
class Parsed:
    """What came of a spec: the role, if the file is one, and everything to say about it."""

    role: Role | None
    problems: tuple[Problem, ...] = ()


def parse_role(text: str, path: str, kinds: Kinds) -> Parsed:
    """Return the role described by a spec; `path` is relative to the handbook folder."""
    if is_about_its_folder(path):
        return Parsed(None, (left_out_by_name(path),))
    forbidden = reserved_characters(text, path)
    if forbidden:
        return Parsed(None, forbidden)
    cleaned = clean(text)
    tokenised, uses = facts_to_tokens(cleaned)
    matter, broken = read_front_matter(tokenised, path, tokens=True)
    try:
        read = blocks(matter.body, matter.first_line)
    except TooDeepError as error:
        return Parsed(None, (error.problem(path),))
    if beyond := tuple(beyond_limits(read, path)):
        return Parsed(None, beyond)
    outlined = outline(read, kinds)
    if left_out := left_out_by_headings(path, outlined, read, kinds):
        return Parsed(None, tuple(map(_as_written, broken or (left_out,))))
    details, wrong = meta(matter, path)
    sections = _SectionParser(path, outlined)
    parsed = tuple(sections.parse(outlined))
    role = _role(path, parsed, outlined, details, matter.values)
    slips = (
        *misspelt_headings(outlined, kinds, path),
        *misspelt_labels(parsed, path),
        *unread_identity(parsed, path),
        *link_slips(cleaned, path),
        *unused_definitions(cleaned, path),
        *never_closed(cleaned, path),
        *hidden_tags(cleaned, path),
    )
    problems = (*broken, *wrong, *sections.problems, *slips)
    near, templates = near_facts(cleaned)
    return Parsed(
        Role(**role, facts=uses, near_facts=near, templates=templates),
        tuple(sorted(map(_as_written, problems))),
    )


def _as_written(problem: Problem) -> Problem:
    """Return a problem with facts in its message as their author wrote them."""
    return replace(problem, message=replace_tokens(problem.message, lambda name, _: f"{{{{{name}}}}}"))


def _role(
    path: str, sections: tuple[Section, ...], outlined: Outline, details: Meta, data: Mapping[str, Any]
) -> dict[str, Any]:
    file = PurePosixPath(path)
    fields = [part for section in sections for part in section.parts if isinstance(part, Field)]
    identity_title = next((field.value for field in fields if field.key == "title"), "")
    heading = _AGENT.sub("", outlined.title.text) if outlined.title else ""
    title = identity_title or text_of(data, "title") or heading or name_of_file(file.stem)
    return {
        "id": file.stem,
        "path": path,
        "folder": "".join(file.parts[1:-1][:1]),
        "heading": heading or title,
        "title": title,
        "sections": sections,
        "meta": details,
    }


class _SectionParser:
    """Parses the sections of one spec; ids are unique across them."""

    def __init__(self, path: str, outlined: Outline) -> None:
        self.problems: list[Problem] = []
        self._matrix = MatrixContext(path, {"level-by-level"}, self.problems)
        self._has_matrix = False
        self._workflow_ids = {"index"}
        self._ids = set(outlined.ids)

    def parse(self, outlined: Outline) -> Iterator[Section]:
        if outlined.preamble:
            yield self._preamble(outlined.preamble)
        for raw in outlined.sections:
            parts = tuple(map(self._with_id, self._parts(raw)))
            yield Section(raw.kind, raw.heading.text, raw.heading.id, raw.heading.line, parts)
            self._has_matrix |= any(isinstance(part, Matrix) for part in parts)
        self._report_missing_matrix(outlined.sections)

    def _report_missing_matrix(self, sections: Sequence[RawSection]) -> None:
        """Report the section that should hold the matrix, if none does and nothing is said of it yet."""
        meant = next((raw for raw in sections if raw.kind is SectionKind.MATRIX), None)
        if meant and not self._has_matrix and not self.problems:
            message = missing_matrix(meant.blocks)
            self.problems.append(warning(Problem(self._matrix.path, meant.heading.line, message)))

    def _with_id(self, part: Part) -> Part:
        if isinstance(part, Subheading) and not part.id:
            return replace(part, id=unique(slugify(plain(part.text)), self._ids))
        return part

    def _preamble(self, preamble: tuple[Block, ...]) -> Section:
        """Return what stands before the first section: an Identity without its heading, or prose."""
        first = preamble[0].line
        if any(_is_identity(block) for block in preamble):
            parts = tuple(part for block in preamble for part in _identity_or_prose(block))
            return Section(SectionKind.IDENTITY, "", unique("identity", self._ids), first, parts)
        return Section(
            SectionKind.OTHER,
            "",
            "",
            first,
            tuple(generic_parts(without_boxes(enclosed(preamble, as_prose=True)))),
        )

    def _parts(self, raw: RawSection) -> Iterator[Part]:
        content = enclosed(raw.blocks, as_prose=raw.kind is SectionKind.OTHER)
        content = content if raw.kind is SectionKind.CHECKLIST else without_boxes(content)
        match raw.kind:
            case SectionKind.IDENTITY:
                return identity_parts(content, raw.heading)
            case SectionKind.WORKFLOWS:
                return workflow_parts(content, raw.heading.text, self._workflow_ids)
            case SectionKind.MATRIX:
                return matrix_parts(content, self._matrix)
            case kind:
                return _PARSERS.get(kind, generic_parts)(content)


def _identity_or_prose(block: Block) -> Iterator[Part]:
    return identity_parts([block]) if _is_identity(block) else generic_parts([block])


def _is_identity(block: Block) -> bool:
    if isinstance(block, Table):
        return is_table_of_fields(block)
    if isinstance(block, List):
        lines = [item.text for item in block.items]
    elif isinstance(block, Paragraph):
        lines = block.text.split("\n")
    else:
        return False
    labels = [labelled[0] for labelled in map(label_and_value, lines) if labelled]
    return any(key_of(plain(label)) for label in labels)
