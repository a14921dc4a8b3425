"""The places on a role's page that links may lead to: every id that the templates write there."""

from collections.abc import Iterator

from rolebook.facts.slug import slugify
from rolebook.model.role import Role, Subheading
from rolebook.parse.plain import plain


def role_anchors(role: Role) -> frozenset[str]:
    """Return the places on a role's page: its head, its sections, their subheadings, its paths."""
    sections = (section.id for section in role.sections if section.heading)
    head = f"role--{slugify(plain(role.id))}"
    return frozenset({head, "career--paths", *sections, *_subheadings(role)})


def _subheadings(role: Role) -> Iterator[str]:
    for section in role.sections:
        yield from (part.id for part in section.parts if isinstance(part, Subheading))
