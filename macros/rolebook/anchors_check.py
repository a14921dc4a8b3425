"""Links in specs to places on pages, held against the places that there are."""

from collections.abc import Iterator, Mapping, Sequence

from rolebook.facts.token import Place, facts_to_tokens, in_place, replace_tokens
from rolebook.model.docs_page import DocsPage
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import AnchorLink, Role, SectionKind
from rolebook.presentation.source_paths import role_page
from rolebook.render.anchors import role_anchors


def anchor_problems(roles: Sequence[Role], pages: Sequence[DocsPage]) -> Iterator[Problem]:
    """Yield the links of specs to places that the pages they lead to do not have.

    A hand-written page may replace a role's; the places of one that is not known before it is built are not
    judged.
    """
    written = {page.path.removeprefix("docs/"): page for page in pages}
    generated = {role_page(role.id): role for role in roles}
    known: dict[str, frozenset[str] | None] = {}
    for role in roles:
        for link in role.links:
            if link.page not in known:
                known[link.page] = _anchors_of(link.page, written, generated)
            anchors = known[link.page]
            if anchors is not None and _anchor(link) not in anchors:
                yield _dead(role, link, anchors, generated.get(link.page))


def _anchors_of(
    page: str, written: Mapping[str, DocsPage], generated: Mapping[str, Role]
) -> frozenset[str] | None:
    if page in written:
        return written[page].anchors
    return role_anchors(generated[page]) if page in generated else None


def _anchor(link: AnchorLink) -> str:
    return in_place(facts_to_tokens(link.anchor)[0], Place.SLUG)


def _dead(role: Role, link: AnchorLink, anchors: frozenset[str], theirs: Role | None) -> Problem:
    page = "this role's page" if theirs is role else f"the page {link.page}"
    message = f'links to "{link.link}", but {page} has no place "{link.anchor}"'
    named = [_as_written(anchor) for anchor in anchors if "--" not in anchor]
    hint = _on_another_page(link, theirs) or did_you_mean(link.anchor, named)
    return warning(Problem(role.path, link.line, message + hint))


def _on_another_page(link: AnchorLink, theirs: Role | None) -> str:
    """Say where a workflow's heading went, which stands on the role's page no more."""
    workflows = [workflow for workflow in theirs.workflows if workflow.id == link.anchor] if theirs else []
    section = next(iter(theirs.in_section(SectionKind.WORKFLOWS)), None) if theirs and workflows else None
    return f'; that workflow has a page of its own, to which "#{section.id}" leads' if section else ""


def _as_written(anchor: str) -> str:
    return replace_tokens(anchor, lambda name, _: f"{{{{{name}}}}}")
