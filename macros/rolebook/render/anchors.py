"""The places on generated pages that links may lead to: the ids that the templates write there."""

from collections.abc import Iterator

from rolebook.facts.slug import slugify
from rolebook.model.handbook import Department
from rolebook.model.role import Role, Subheading
from rolebook.reading.plain import plain

CAREER_PATHS = "career--paths"
LEVEL_BY_LEVEL = "levels--all"
WHO_DOES_THIS, OTHER_WORKFLOWS = "page--who", "page--others"
REPORTING_TREE = "reporting--tree"


def head_of_role(role: Role) -> str:
    """Return the id of the head of a role's page."""
    return f"role--{slugify(plain(role.id))}"


def head_of_index(name: str) -> str:
    """Return the id of the head of an index page."""
    return f"index--{name}"


def department_place(department: Department) -> str:
    """Return the id of a department in any index of departments."""
    return f"department--{department.slug}"


def matrix_place(number: int) -> str:
    """Return the id of a ladder of several on one page, which are counted from 1."""
    return f"matrix--{number}"


def level_place(level_id: str, number: int) -> str:
    """Return the id of what is expected at a level of a page's first ladder, or of a further one."""
    return f"expected--{level_id}" + (f"--{number}" if number > 1 else "")


def role_anchors(role: Role) -> frozenset[str]:
    """Return the places on a role's page: its head, its sections, their subheadings, its paths."""
    sections = (section.id for section in role.sections if section.heading)
    return frozenset({head_of_role(role), CAREER_PATHS, *sections, *_subheadings(role)})


def _subheadings(role: Role) -> Iterator[str]:
    for section in role.sections:
        yield from (part.id for part in section.parts if isinstance(part, Subheading))
