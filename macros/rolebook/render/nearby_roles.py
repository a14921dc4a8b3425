"""Which roles a menu names: all of a department, or in a large one those around the current role."""

from collections.abc import Iterator, Sequence
from math import ceil

from rolebook.model.handbook import Department
from rolebook.model.role import Role

MOST = 40
"""How many entries a list of a menu has at most: a page is as long as its menu."""


def groups(department: Department) -> Iterator[Sequence[Role]]:
    """Yield the roles of a department in groups; a menu names those of one."""
    size = ceil(len(department.roles) / ceil(len(department.roles) / MOST))
    for start in range(0, len(department.roles), size):
        yield department.roles[start : start + size]
