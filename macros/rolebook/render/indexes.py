"""Where tools, competencies, workflows and levels stand in the indexes, by name; built once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rolebook.assemble.names import name_key
from rolebook.facts.slug import slugify, unique
from rolebook.model.handbook import Handbook, WorkflowEntry
from rolebook.model.role import Matrix, Role
from rolebook.render.nearby_roles import groups


@dataclass(frozen=True)
class Indexes:
    """Answers by name: numbers of levels and their ids, ids of entries, numbers of roles, who is near whom.

    Levels are named as the specs spell them, entries by `name_key`, roles by id. `level_counts` says how many
    levels ladders have here, each number once.
    """

    levels: Mapping[str, int]
    level_ids: Mapping[str, str]
    tools: Mapping[str, str]
    competencies: Mapping[str, str]
    workflows: Mapping[str, WorkflowEntry]
    role_numbers: Mapping[str, int]
    near: Mapping[str, Sequence[Role]]
    level_counts: Sequence[int]


def indexes_of(handbook: Handbook) -> Indexes:
    """Return the indexes of a handbook."""
    return Indexes(
        levels={name: number for number, name in enumerate(handbook.levels)},
        level_ids=_level_ids(handbook),
        tools={name_key(entry.name): entry.id for entry in handbook.tools},
        competencies={name_key(entry.name): entry.id for entry in handbook.competencies},
        workflows={name_key(entry.name): entry for entry in handbook.workflows},
        role_numbers={role.id: number for number, role in enumerate(handbook.roles)},
        near=_near(handbook),
        level_counts=sorted({level_count(role) for role in handbook.roles}),
    )


def level_count(role: Role) -> int:
    """Return how many levels a role's ladder has, its longest where there are several."""
    return max(map(_levels_with_competencies, role.matrices), default=0)


def _levels_with_competencies(matrix: Matrix) -> int:
    return len(matrix.levels) if matrix.competencies else 0


def _level_ids(handbook: Handbook) -> Mapping[str, str]:
    taken: set[str] = set()
    numbered = enumerate(handbook.levels, 1)
    return {name: unique(slugify(name) or f"level-{number}", taken) for number, name in numbered}


def _near(handbook: Handbook) -> Mapping[str, Sequence[Role]]:
    return {
        role.id: group
        for department in handbook.departments
        for group in groups(department)
        for role in group
    }
