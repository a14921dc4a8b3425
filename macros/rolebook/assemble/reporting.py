"""Who reports to whom."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rolebook.model.handbook import Manager, Post
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role, Text
from rolebook.parse.plain import normal, plain

_JOINT = re.compile(r"(\s+(?:or|and|and/or)\s+|\s*[/;,]\s*(?:or\s+|and\s+)?)", re.IGNORECASE)
_AGENT = re.compile(r" agent$")

Names = Mapping[str, Role]


def role_names(roles: Sequence[Role]) -> Names:
    """Return every name a role answers to: its title first, then heading, aliases, id."""
    names: dict[str, Role] = {}
    for kind in (_titles, _headings, _aliases, _ids):
        for role in roles:
            for name in kind(role):
                names.setdefault(_key(name), role)
    names.pop("", None)
    return names


def _titles(role: Role) -> tuple[str, ...]:
    return (role.title,)


def _headings(role: Role) -> tuple[str, ...]:
    return (role.heading,)


def _aliases(role: Role) -> tuple[str, ...]:
    return role.meta.aliases


def _ids(role: Role) -> tuple[str, ...]:
    return (role.id,)


def _key(name: str) -> str:
    return _AGENT.sub("", normal(name))


def find_role(name: Text, names: Names) -> Role | None:
    """Return the role that answers to a name."""
    return names.get(_key(name))


def managers(role: Role, names: Names) -> tuple[Manager, ...]:
    """Return the roles named under Reports To; "A or B" names two, unless one role has that title."""
    value = role.identity_value("reports_to").strip()
    if not value:
        return ()
    whole = find_role(value, names)
    if whole:
        return (Manager(value, whole),)
    pieces = ["", *_JOINT.split(value)]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    found = tuple(Manager(name, find_role(name, names), joint) for joint, name in pairs)
    return found if any(manager.role for manager in found) else (Manager(value, None),)


def reports(roles: Sequence[Role], managed_by: Mapping[str, tuple[Manager, ...]]) -> Mapping[str, tuple[Role, ...]]:
    """Return the direct reports of each role that has any."""
    found: dict[str, list[Role]] = {}
    for role in roles:
        for manager in managed_by[role.id]:
            if manager.role and role not in found.setdefault(manager.role.id, []):
                found[manager.role.id].append(role)
    return {role_id: tuple(below) for role_id, below in found.items()}


def organization(
    roles: Sequence[Role], managed_by: Mapping[str, tuple[Manager, ...]]
) -> tuple[Post, ...]:
    """Return the reporting trees; a role stands under the first manager named.

    Managers without a spec are roots of their own, and so is one role of every circle.
    """
    by_manager: dict[str, list[Role]] = {}
    unknown: dict[str, tuple[Text, list[Role]]] = {}
    roots = []
    in_circle = {role.id for role in roles if _manages_itself(role, managed_by)}
    for role in roles:
        first = next(iter(managed_by[role.id]), None)
        if first is None or (first.role and role.id in in_circle):
            roots.append(role)
        elif first.role:
            by_manager.setdefault(first.role.id, []).append(role)
        else:
            unknown.setdefault(normal(first.name), (first.name, []))[1].append(role)

    def post(role: Role) -> Post:
        return Post(role.title, role, tuple(post(below) for below in by_manager.get(role.id, ())))

    without_spec = [Post(name, None, tuple(map(post, below))) for name, below in unknown.values()]
    return (*without_spec, *map(post, roots))


def _manages_itself(role: Role, managed_by: Mapping[str, tuple[Manager, ...]]) -> bool:
    seen: set[str] = set()
    above: Role | None = role
    while above and above.id not in seen:
        seen.add(above.id)
        first = next(iter(managed_by[above.id]), None)
        above = first.role if first else None
    return above is not None and above.id == role.id


def reporting_problems(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    """Yield the managers whose name is nearly that of a role, and titles that two roles share."""
    titles = [plain(role.title) for role in roles]
    for role in roles:
        field = next((f for f in role.identity if f.key == "reports_to"), None)
        for manager in managers(role, names):
            hint = "" if manager.role else did_you_mean(plain(manager.name), titles)
            if field and hint and _is_slip(plain(manager.name), hint):
                message = f'Reports To names no role "{plain(manager.name)}"{hint}'
                yield warning(Problem(role.path, field.line, message))
    first_of: dict[str, Role] = {}
    for role in roles:
        first = first_of.setdefault(_key(role.title), role)
        if first is not role:
            message = f'the title "{plain(role.title)}" is that of {first.path} too; give each its own'
            yield warning(Problem(role.path, 0, message))


def _is_slip(name: str, hint: str) -> bool:
    """Tell a misspelling from another title: `QA Led` from `VP of Engineering`."""
    meant = hint.split('"')[1]
    return abs(len(meant) - len(name)) <= 2 and sum(a != b for a, b in zip(meant, name, strict=False)) <= 3
