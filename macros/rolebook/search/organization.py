"""What the reporting tree says."""

from collections.abc import Iterator

from rolebook.model.role import Role
from rolebook.reading.plain import plain
from rolebook.render.anchors import REPORTING_TREE
from rolebook.render.templates import posts_in_order
from rolebook.search.heading import SearchHeading, Told, in_one_line
from rolebook.search.known import KnownHandbook, titles


def organization_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield the posts of the tree from its top, each with its department."""
    if known.handbook.organization:
        yield SearchHeading(REPORTING_TREE, known.translate("Who reports to whom"), "organization")
    for post, above, _ends in posts_in_order(known.handbook.organization):
        yield _post(post.role, above, known) if post.role else plain(post.name)


def _post(role: Role, above: Role | None, known: KnownHandbook) -> str:
    managers = (manager.role for manager in known.handbook.managers[role.id])
    others = titles(tuple(each for each in managers if each and each is not role and each is not above))
    also = f"{known.translate('also reports to' if above else 'reports to')} {others}" if others else ""
    return in_one_line(plain(role.title), plain(known.handbook.department_of[role.id].name), also)
