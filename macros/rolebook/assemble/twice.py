"""What a spec gives twice: a section, a line of its Identity, a workflow, a competency of one matrix."""

from collections.abc import Iterable, Iterator, Sequence

from rolebook.assemble.names import as_written, name_key
from rolebook.model.problem import Problem, warning
from rolebook.model.role import Role, Section, SectionKind
from rolebook.parse.kinds import without_qualifiers
from rolebook.reading.plain import normal

_Named = tuple[str, str, int]
"""What makes two of a kind the same, the name as its author wrote it, and its line."""


def twice_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield what stands twice in one role, at the later place."""
    for role in roles:
        yield from _twice(role, "the section", map(_section, filter(lambda s: s.heading, role.sections)))
        fields = [field for field in role.identity if field.key]
        yield from _twice(role, "the line", (_named(field.label, field.line) for field in fields))
        yield from _twice(role, "the workflow", (_named(flow.name, flow.line) for flow in role.workflows))
        for matrix in role.matrices:
            rows = (_named(row.name, row.line) for row in matrix.competencies if row.name)
            yield from _twice(role, "the competency", rows)


def _section(section: Section) -> _Named:
    """Return a section by what its heading says; "Key responsibilities" are "Core responsibilities"."""
    bare = without_qualifiers(section.heading) if section.kind is not SectionKind.OTHER else ""
    return f"{section.kind} {bare or normal(section.heading)}", as_written(section.heading), section.line


def _named(name: str, line: int) -> _Named:
    return name_key(name), as_written(name), line


def _twice(role: Role, kind: str, named: Iterable[_Named]) -> Iterator[Problem]:
    first_of: dict[str, int] = {}
    for key, name, line in named:
        first = first_of.setdefault(key, line)
        if first != line:
            message = (
                f'{kind} "{name}" stands in line {first} already; make one of the two, or name them apart'
            )
            yield warning(Problem(role.path, line, message))
