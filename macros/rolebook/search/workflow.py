"""What the page of a workflow says."""

from collections.abc import Iterator
from itertools import islice

from rolebook.model.role import Role, Workflow
from rolebook.presentation.presented import group_of
from rolebook.reading.plain import plain
from rolebook.render.anchors import OTHER_WORKFLOWS, WHO_DOES_THIS
from rolebook.search.heading import SearchHeading, Told
from rolebook.search.known import KnownHandbook
from rolebook.search.parts import group_told

_COLLEAGUES = 8
"""As many as the page names; the index of workflows has them all."""


def workflow_told(role: Role, workflow: Workflow, known: KnownHandbook) -> Iterator[Told]:
    """Yield the steps, who does them, and what else the role does so."""
    yield from group_told(group_of(workflow, role, known.lookup), known)
    yield SearchHeading(WHO_DOES_THIS, known.translate("Who does this"), "workflow")
    yield plain(role.title)
    colleagues = (use.role for use in known.lookup.workflow_entry(workflow).uses if use.role.id != role.id)
    yield from (plain(colleague.title) for colleague in islice(colleagues, _COLLEAGUES))
    others = [plain(other.name) for other in role.workflows if other.id != workflow.id]
    if others:
        yield SearchHeading(OTHER_WORKFLOWS, known.translate("Other workflows of this role"), "workflow")
    yield from others
