"""What a checklist says."""

from collections.abc import Iterator

from rolebook.model.role import Role, SectionKind
from rolebook.search.heading import Told
from rolebook.search.known import KnownHandbook
from rolebook.search.parts import section_told


def checklist_told(role: Role, known: KnownHandbook) -> Iterator[Told]:
    """Yield the statements of a checklist page, and the headings among them."""
    for section in role.in_section(SectionKind.CHECKLIST):
        yield from section_told(section, role, known)
