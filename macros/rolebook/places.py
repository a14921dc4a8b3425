"""Links in specs to places on pages, held against the places that there are."""

from collections.abc import Iterator, Mapping, Sequence, Set

from rolebook.facts.token import Place, facts_to_tokens, in_place, replace_tokens
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import PlaceLink, Role
from rolebook.render.anchors import role_anchors
from rolebook.render.links import role_page


def place_problems(roles: Sequence[Role], written: Set[str]) -> Iterator[Problem]:
    """Yield the links of specs to places that their roles' pages do not have.

    `written` are the paths of hand-written pages: where one replaces a role's page, its places are its own.
    """
    by_page = {page: role for role in roles if (page := role_page(role.id)) not in written}
    known: dict[str, frozenset[str]] = {}
    for role in roles:
        for link in role.links:
            if link.page in by_page:
                places = known.setdefault(link.page, role_anchors(by_page[link.page]))
                yield from _dead(role, link, places, by_page)


def _dead(role: Role, link: PlaceLink, places: Set[str], by_page: Mapping[str, Role]) -> Iterator[Problem]:
    anchor = in_place(facts_to_tokens(link.anchor)[0], Place.SLUG)
    if anchor in places:
        return
    theirs = by_page[link.page]
    page = "this role's page" if theirs is role else f"the page of {theirs.path}"
    named = {_as_written(place): place for place in places if "--" not in place}
    message = f'links to "{link.link}", but {page} has no place "{link.anchor}"'
    yield warning(Problem(role.path, link.line, f"{message}{did_you_mean(link.anchor, named)}"))


def _as_written(place: str) -> str:
    return replace_tokens(place, lambda name, _: f"{{{{{name}}}}}")
