"""What the telling of pages needs to know beside a role."""

from collections.abc import Callable
from dataclasses import dataclass

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role, Text
from rolebook.reading.plain import plain
from rolebook.render.lookup import Lookup


@dataclass(frozen=True)
class KnownHandbook:
    """A handbook that can be asked by name, and its language."""

    lookup: Lookup
    translate: Callable[[str], str]

    @property
    def handbook(self) -> Handbook:
        """Return the handbook."""
        return self.lookup.handbook

    def managers(self, role: Role) -> Text:
        """Return whom a role reports to, as a page says it; nothing when nobody is named."""
        managers = self.handbook.managers[role.id]
        return "".join(
            f"{each.joint}{plain(each.role.title if each.role else each.name)}" for each in managers
        )


def titles(roles: tuple[Role, ...]) -> Text:
    """Return the titles of roles, in a line."""
    return ", ".join(plain(role.title) for role in roles)
