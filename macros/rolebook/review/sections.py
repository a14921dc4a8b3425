"""Sections and workflows of two roles that say nearly the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolebook.assemble.names import as_written
from rolebook.model.problem import Problem, advice
from rolebook.model.role import (
    Area,
    ChecklistItem,
    Item,
    Metric,
    Part,
    Prose,
    Role,
    Section,
    SectionKind,
    Text,
    Workflow,
)
from rolebook.review.alike import Words, near_pairs, words_of

_ALIKE = 0.6
_FEWEST_LINES = 3
_MOST_CANDIDATES = 64
_LISTS = frozenset(SectionKind) - {
    SectionKind.IDENTITY,
    SectionKind.TOOLS,
    SectionKind.REFERENCES,
    SectionKind.MATRIX,
}
"""Sections that are each role's own; tools and works are often those of others, with good reason."""


@dataclass(frozen=True)
class _Listed:
    """A section, or one of its workflows, by what its lines say."""

    path: str
    line: int
    kind: SectionKind
    name: str
    lines: frozenset[Words]


def section_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield the sections and workflows most of whose lines another role has, word for word or nearly."""
    listed = list(_listed(roles))
    same_as = {words: words for one in listed for words in one.lines}
    for earlier, later in near_pairs(same_as):
        same_as[later] = same_as[earlier]
    seen: dict[tuple[SectionKind, Words], list[_Listed]] = defaultdict(list)
    for one in listed:
        lines = {(one.kind, same_as[words]) for words in one.lines}
        shared = Counter(index for line in lines for index in map(id, seen[line]))
        by_id = {id(other): other for line in lines for other in seen[line]}
        yield from _alike(one, [(by_id[index], number) for index, number in shared.most_common(1)])
        for line in lines:
            if len(seen[line]) < _MOST_CANDIDATES:
                seen[line].append(one)


def _listed(roles: Sequence[Role]) -> Iterator[_Listed]:
    for role in roles:
        for section in role.sections:
            for name, line, parts in _pieces(section):
                lines = frozenset(filter(None, map(words_of, _lines(parts))))
                if section.kind in _LISTS and len(lines) >= _FEWEST_LINES:
                    yield _Listed(role.path, line, section.kind, name, lines)


def _pieces(section: Section) -> Iterator[tuple[Text, int, Sequence[Part]]]:
    """Yield what is copied as a whole: each workflow, else the section; with its name and line."""
    workflows = [part for part in section.parts if isinstance(part, Workflow)]
    yield from ((workflow.name, workflow.line, (workflow,)) for workflow in workflows)
    if not workflows:
        yield section.heading, section.line, section.parts


def _lines(parts: Sequence[Part]) -> Iterator[Text]:
    """Yield what the lines of a section say, without their labels."""
    for part in parts:
        match part:
            case Item() | ChecklistItem():
                yield part.text
            case Metric():
                yield f"{part.name} {part.detail}"
            case Area():
                yield from (duty.text for duty in part.duties)
            case Workflow():
                yield from (step.text for step in part.steps)
            case Prose():
                yield from part.markdown.splitlines()


def _alike(one: _Listed, nearest: Sequence[tuple[_Listed, int]]) -> Iterator[Problem]:
    for other, shared in nearest:
        if shared < _FEWEST_LINES or shared < _ALIKE * min(len(one.lines), len(other.lines)):
            continue
        name, theirs = as_written(one.name), f"{other.path}:{other.line}"
        message = f'"{name}" says in {shared} of {len(one.lines)} lines what {theirs} says'
        yield advice(Problem(one.path, one.line, f"{message}; say what is particular to this role"))
