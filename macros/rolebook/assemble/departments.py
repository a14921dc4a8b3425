"""Departments: the folders of the specs, under the name their roles give them."""

from collections import Counter
from collections.abc import Sequence

from rolebook.assemble.names import order_key
from rolebook.facts.slug import slugify, unique
from rolebook.model.handbook import Department
from rolebook.model.role import Role, Text
from rolebook.reading.plain import name_of_file


def departments(roles: Sequence[Role]) -> tuple[Department, ...]:
    """Return the departments by name; roles within one by title."""
    by_folder: dict[str, list[Role]] = {}
    for role in roles:
        by_folder.setdefault(role.folder, []).append(role)
    taken: set[str] = set()
    slugs = {folder: unique(slugify(folder), taken) for folder in sorted(by_folder)}
    unordered = [
        Department(folder, slugs[folder], _name(folder, members), tuple(sorted(members, key=_title_order)))
        for folder, members in by_folder.items()
    ]
    return tuple(sorted(unordered, key=lambda department: (order_key(department.name), department.id)))


def _title_order(role: Role) -> tuple[tuple[str, str, str], str]:
    return order_key(role.title), role.id


def _name(folder: str, members: Sequence[Role]) -> Text:
    """Return the name most roles of the folder give; the folder's own where they give none."""
    given = Counter(name for role in members if (name := role.identity_value("department")))
    if given:
        return min(given, key=lambda name: (-given[name], name))
    return name_of_file(folder) or "Roles"
