"""Who reports to whom."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache

from rolebook.assemble.names import as_written, name_key
from rolebook.model.handbook import Manager, Post
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role, Text
from rolebook.reading.plain import unwrapped

_JOINT = re.compile(r"(\s+(?:or|and|and/or)\s+|\s*[/;,]\s*(?:or\s+|and\s+)?)", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")
_AGENT = re.compile(r" agent$")
_ALIKE = 0.85
"""How alike titles are when one is a slip: `QA Led` of `QA Lead`, but not `Head of IT` of `Head of PR`."""

_LONGEST_RUN = 13
"""Pieces of which a title may consist, the joints between them included; odd, as a run of pieces is."""

Names = Mapping[str, Role]


def role_names(roles: Sequence[Role]) -> Names:
    """Return every name a role answers to: its title first, then heading, aliases, id.

    Last comes its title without a note in brackets, such as "Nurse (Band 5)", where no other role has that.
    """
    names: dict[str, Role] = {}
    for kind in (_titles, _headings, _aliases, _ids):
        for role in roles:
            for name in kind(role):
                names.setdefault(_key(name), role)
    without_notes = {role.id: _key(_NOTE.sub("", role.title)) for role in roles}
    shared = Counter(without_notes.values())
    for role in roles:
        if shared[without_notes[role.id]] == 1:
            names.setdefault(without_notes[role.id], role)
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
    return _AGENT.sub("", name_key(name))


def find_role(name: Text, names: Names) -> Role | None:
    """Return the role that answers to a name."""
    return names.get(_key(name))


def managers(role: Role, names: Names) -> tuple[Manager, ...]:
    """Return the roles named under Reports To; "A or B" names two, unless one role has that title."""
    value = unwrapped(role.identity_value("reports_to"))
    named = tuple(_managers(_JOINT.split(value), names)) if value else ()
    if not value or any(manager.role for manager in named):
        return named
    return (Manager(value, None),)


def _managers(pieces: Sequence[str], names: Names) -> Iterator[Manager]:
    """Yield the longest runs of pieces that name a role; what lies between stays one text.

    `pieces` are names with a joint between each two, such as `["QA", " and ", "Support Lead"]`.
    """
    joint, unknown, joint_of_unknown, start = "", "", "", 0
    while start < len(pieces):
        longest = min(len(pieces), start + _LONGEST_RUN)
        run = next(
            (end for end in range(longest, start, -2) if find_role("".join(pieces[start:end]), names)), 0
        )
        end = run or start + 1
        name = "".join(pieces[start:end])
        if not run and unknown:
            unknown += joint + name
        elif not run:
            unknown, joint_of_unknown = name, joint
        else:
            if unknown:
                yield Manager(unknown, None, joint_of_unknown)
            yield Manager(name, find_role(name, names), joint)
            unknown = ""
        joint, start = "".join(pieces[end : end + 1]), end + 1
    if unknown:
        yield Manager(unknown, None, joint_of_unknown)


def reports(
    roles: Sequence[Role], managed_by: Mapping[str, tuple[Manager, ...]]
) -> Mapping[str, tuple[Role, ...]]:
    """Return the direct reports of each role that has any."""
    by_manager: dict[str, dict[str, Role]] = {}
    for role in roles:
        for manager in managed_by[role.id]:
            if manager.role:
                by_manager.setdefault(manager.role.id, {})[role.id] = role
    return {role_id: tuple(below.values()) for role_id, below in by_manager.items()}


def organization(roles: Sequence[Role], managed_by: Mapping[str, tuple[Manager, ...]]) -> tuple[Post, ...]:
    """Return the reporting trees; a role stands under the first manager named.

    Managers without a spec are roots of their own, and so is one role of every circle.
    """
    below: dict[str, list[Role]] = {}
    unknown: dict[str, tuple[Text, list[Role]]] = {}
    roots = []
    heads = _heads_of_circles(roles, managed_by)
    for role in roles:
        first = next(iter(managed_by[role.id]), None)
        if first is None or role.id in heads:
            roots.append(role)
        elif first.role:
            below.setdefault(first.role.id, []).append(role)
        else:
            unknown.setdefault(name_key(first.name), (first.name, []))[1].append(role)
    posts = _posts([*roots, *(role for _, theirs in unknown.values() for role in theirs)], below)
    without_spec = (Post(name, None, tuple(posts[r.id] for r in theirs)) for name, theirs in unknown.values())
    return (*without_spec, *(posts[role.id] for role in roots))


def _posts(roots: Sequence[Role], below: Mapping[str, Sequence[Role]]) -> Mapping[str, Post]:
    """Return the posts of all roles, built from the lowest up, so that no chain is too long."""
    downwards = list(roots)
    for role in downwards:
        downwards += below.get(role.id, ())
    posts: dict[str, Post] = {}
    for role in reversed(downwards):
        posts[role.id] = Post(role.title, role, tuple(posts[report.id] for report in below.get(role.id, ())))
    return posts


def _heads_of_circles(roles: Sequence[Role], managed_by: Mapping[str, tuple[Manager, ...]]) -> Set[str]:
    """Return one role of every circle of roles that, manager by manager, report to themselves."""
    above = {r.id: named[0].role.id for r in roles if (named := managed_by[r.id]) and named[0].role}
    heads: set[str] = set()
    passed: set[str] = set()
    for role in roles:
        way: dict[str, None] = {}
        at: str | None = role.id
        while at and at not in passed and at not in way:
            way[at] = None
            at = above.get(at)
        if at and at in way:
            heads.add(at)
        passed.update(way)
    return heads


def reporting_problems(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    """Yield managers whose name is nearly that of a role, circles, and names that two roles share."""
    yield from _misnamed_managers(roles, names)
    yield from _own_managers(roles, names)
    yield from _circles(roles, names)
    yield from _shared_aliases(roles)
    first_of: dict[str, Role] = {}
    for role in roles:
        first = first_of.setdefault(_key(role.title), role)
        if first is not role:
            message = f'the title "{as_written(role.title)}" is that of {first.path} too; give each its own'
            yield warning(Problem(role.path, 0, message))


def _own_managers(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    for role in roles:
        for manager in managers(role, names):
            if manager.role and manager.role.id == role.id:
                message = (
                    f'reports to "{as_written(manager.name)}", a name of this role itself; name its manager'
                )
                yield warning(Problem(role.path, line_of_manager(role), message))


def _shared_aliases(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield aliases that lead to another role, or that another role claims too."""
    titles: dict[str, Role] = {}
    for role in roles:
        titles.setdefault(_key(role.title), role)
    claimed: dict[str, Role] = {}
    for role in roles:
        for alias in role.meta.aliases:
            titled = titles.get(_key(alias), role)
            first = claimed.setdefault(_key(alias), role)
            message = ""
            if titled.id != role.id:
                message = f'the alias "{as_written(alias)}" is the title of {titled.path}; remove it here'
            elif first.id != role.id:
                message = (
                    f'the alias "{as_written(alias)}" is one of {first.path} too; keep it in one of the two'
                )
            if message:
                yield warning(Problem(role.path, role.meta.lines.get("aliases", 1), message))


def _circles(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    managed_by = {role.id: managers(role, names) for role in roles}
    heads = _heads_of_circles(roles, managed_by)
    for role in roles:
        above = managed_by[role.id][0] if role.id in heads else None
        if above and above.role and above.role.id != role.id:
            message = f'reports to "{as_written(above.name)}", who in the end reports back to this role'
            yield warning(Problem(role.path, line_of_manager(role), message))


def line_of_manager(role: Role) -> int:
    """Return the line of Reports To, 0 where there is none."""
    return next((field.line for field in role.identity if field.key == "reports_to"), 0)


def _misnamed_managers(roles: Sequence[Role], names: Names) -> Iterator[Problem]:
    hint_for = title_hints(roles)
    for role in roles:
        for name in unknown_managers(role, names):
            if hint_for(name):
                message = f'Reports To names no role "{name}"{hint_for(name)}'
                yield warning(Problem(role.path, line_of_manager(role), message))


def unknown_managers(role: Role, names: Names) -> tuple[str, ...]:
    """Return the managers of a role whom no role answers to, as they are written."""
    return tuple(as_written(manager.name) for manager in managers(role, names) if not manager.role)


def title_hints(roles: Sequence[Role]) -> Callable[[str], str]:
    """Return what tells, for a manager nobody answers to, which role's title may be meant, if any."""
    titles = tuple(dict.fromkeys(as_written(role.title) for role in roles))
    return cache(lambda name: did_you_mean(name, titles, _ALIKE))
