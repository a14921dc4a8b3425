"""The search entries of each generated page."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from rolebook.model.role import Role
from rolebook.pages import INDEXES, GeneratedPage
from rolebook.reading.plain import plain
from rolebook.render.anchors import head_of_index
from rolebook.search.checklist import checklist_told
from rolebook.search.departments import checklists_told, ladders_told, roles_told
from rolebook.search.entry import SearchEntry
from rolebook.search.heading import SearchHeading, Told, by_heading
from rolebook.search.known import KnownHandbook
from rolebook.search.ladder import ladder_told
from rolebook.search.listings import (
    competencies_told,
    metrics_told,
    tools_told,
    workflows_told,
    works_told,
)
from rolebook.search.organization import organization_told
from rolebook.search.role import role_told
from rolebook.search.workflow import workflow_told

_OF_ROLE: Mapping[str, Callable[[Role, KnownHandbook], Iterator[Told]]] = MappingProxyType(
    {"role": role_told, "ladder": ladder_told, "checklist": checklist_told}
)
_OF_HANDBOOK: Mapping[str, Callable[[KnownHandbook], Iterator[Told]]] = MappingProxyType(
    {
        "roles": roles_told,
        "ladders": ladders_told,
        "workflows": workflows_told,
        "checklists": checklists_told,
        "references": works_told,
        "competencies": competencies_told,
        "tools": tools_told,
        "metrics": metrics_told,
        "organization": organization_told,
    }
)
"""The indexes that list something; the others are for scripts to fill."""


def search_entries(page: GeneratedPage, address: str, known: KnownHandbook) -> Iterator[SearchEntry]:
    """Yield the page at an address of the site, then each place on it that has a heading with an id.

    What stands in a head, such as who reports to a role, is told of the head and not of the page: words of a
    page weigh more than those of a place, and would put it before the pages that they name.
    A heading without words, such as a picture, goes by the title of its page.
    """
    if page.is_empty:
        return
    role = page.role.id if page.role else ""
    names = page.role.meta.aliases if page.role and page.kind == "role" else ()
    tags = tuple(map(plain, names))
    for heading, lines in by_heading(_told(page, known)):
        location = f"{address}#{heading.anchor}" if heading.anchor else address
        title = heading.title or page.shown_title(known.translate)
        yield SearchEntry(location, title, tuple(lines), heading.kind, role, heading.level, tags, page.boost)


def _told(page: GeneratedPage, known: KnownHandbook) -> Iterator[Told]:
    yield SearchHeading("", page.shown_title(known.translate), page.kind)
    if not page.role:
        yield SearchHeading(head_of_index(page.kind), page.shown_title(known.translate), page.kind)
        yield known.translate(INDEXES[page.kind][1])
        yield from _OF_HANDBOOK[page.kind](known) if page.kind in _OF_HANDBOOK else ()
    elif page.kind == "workflow":
        workflow = next(each for each in page.role.workflows if each.id == page.given["workflow"])
        yield from workflow_told(page.role, workflow, known)
    else:
        yield from _OF_ROLE[page.kind](page.role, known)
