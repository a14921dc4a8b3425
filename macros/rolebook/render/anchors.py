"""The places on a role's pages that links may lead to: every id that the templates of its pages write."""

from collections.abc import Iterator, Mapping

from rolebook.facts.slug import slugify
from rolebook.model.role import Matrix, Role, Subheading, Workflow
from rolebook.parse.plain import plain
from rolebook.render.links import checklist_page, ladder_page, role_page, workflow_page
from rolebook.render.lookup import Lookup


def role_anchors(role: Role) -> frozenset[str]:
    """Return the places on a role's own page: its head, its sections, their subheadings, its paths."""
    sections = (section.id for section in role.sections if section.heading)
    return frozenset({f"role--{slugify(plain(role.id))}", "career--paths", *sections, *_subheadings(role)})


def anchors_by_page(lookup: Lookup, role: Role) -> Mapping[str, frozenset[str]]:
    """Return the places on each page that is generated for a role, by the page's path as if in `docs/`."""
    workflows = {
        workflow_page(role.id, workflow.id): frozenset(_on_workflow(role, workflow))
        for workflow in role.workflows
    }
    return {
        role_page(role.id): role_anchors(role),
        ladder_page(role.id): frozenset({"career--ladder", *_on_ladder(lookup, role)}),
        checklist_page(role.id): frozenset({"check--list", *_on_checklist(role)}),
        **workflows,
    }


def _subheadings(role: Role, kind: str = "") -> Iterator[str]:
    for section in role.sections:
        if not kind or section.kind == kind:
            yield from (part.id for part in section.parts if isinstance(part, Subheading))


def _on_workflow(role: Role, workflow: Workflow) -> Iterator[str]:
    yield from (f"workflow--{workflow.id}", "page--who")
    yield from (f"step--{number}" for number, _ in enumerate(workflow.steps, 1))
    if len(role.workflows) > 1:
        yield "page--others"


def _on_ladder(lookup: Lookup, role: Role) -> Iterator[str]:
    if role.ladders:
        yield "levels--all"
    for number, matrix in enumerate(role.ladders, 1):
        yield from (competency.id for competency in matrix.competencies)
        yield from _of_levels(lookup, matrix, f"--{number}" if number > 1 else "")
        if matrix.name:
            yield f"matrix--{number}"
        if len(matrix.levels) > 1:
            yield from (f"from--{number}", f"to--{number}")


def _of_levels(lookup: Lookup, matrix: Matrix, suffix: str) -> Iterator[str]:
    for level in matrix.levels:
        level_id = lookup.level_id(level)
        yield from (f"level--{level_id}{suffix}", f"expected--{level_id}{suffix}")


def _on_checklist(role: Role) -> Iterator[str]:
    yield from (f"item--{number}" for number, _ in enumerate(role.checklist, 1))
    yield from _subheadings(role, "checklist")
