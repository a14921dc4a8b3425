"""What a role's own page says: its head, its sections, where it leads."""

from collections.abc import Iterator

from rolebook.model.role import Role
from rolebook.reading.plain import plain
from rolebook.render.anchors import CAREER_PATHS, head_of_role
from rolebook.search.heading import SearchHeading, Told
from rolebook.search.known import KnownHandbook, titles
from rolebook.search.parts import section_told


def role_told(role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield the head of a role's page, then section by section."""
    lines = [line for line in _head(role, known) if line]
    if lines:
        yield SearchHeading(head_of_role(role), plain(role.title), "role")
    yield from lines
    for section in role.sections:
        if section.heading:
            yield SearchHeading(section.id, plain(section.heading), section.kind)
        yield from section_told(section, role, known)
    yield from _paths(role, known)


def _head(role: Role, known: KnownHandbook) -> Iterator[str]:
    yield plain(role.meta.status)
    yield plain(role.meta.summary)
    facts = {
        "Also called": ", ".join(map(plain, role.meta.aliases)),
        "Reports to": known.managers(role),
        "Direct reports": titles(known.handbook.reports.get(role.id, ())),
        "Kept by": plain(role.meta.owner),
        "Reviewed": str(role.meta.reviewed or ""),
    }
    yield from (f"{known.translate(label)} {fact}" for label, fact in facts.items() if fact)


def _paths(role: Role, known: KnownHandbook) -> Iterator[Told]:
    onward = titles(known.handbook.leads_to[role.id])
    earlier = titles(known.handbook.comes_from.get(role.id, ()))
    if onward or earlier:
        yield SearchHeading(CAREER_PATHS, known.translate("Career paths"), "paths")
    if onward:
        yield f"{known.translate('Where this role leads')} {onward}"
    if earlier:
        yield f"{known.translate('Where people come from')} {earlier}"
