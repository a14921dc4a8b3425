"""What pages in `docs/` name, held against what there is: macros, roles, settings.

Where links lead is known when pages are read by MkDocs, and nowhere else (`engine.rehearsal`).
"""

from collections.abc import Iterator, Mapping, Set

from rolebook.load.content import Content
from rolebook.load.schema import SWITCHES
from rolebook.macros import macro_names, macros_of_roles
from rolebook.model.docs_page import DocsPage, MacroCall
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role
from rolebook.pages import INDEXES, role_sources

_GIVEN = frozenset({"company", "settings", "roles", "page", "_"})
_OF_JINJA = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace", "caller", "self", "loop"})


def docs_problems(content: Content) -> Iterator[Problem]:
    """Yield the names on pages that lead nowhere, whichever company reads them."""
    names = macro_names() | _GIVEN | _OF_JINJA | (content.names or frozenset())
    settings = frozenset(SWITCHES).union(*(company.settings for company in content.companies.values()))
    roles = {role.id: role for role in content.roles}
    for page in content.docs:
        if content.names is not None:
            yield from _unknown_names(page, names)
        yield from _wrong_calls(page, roles)
        yield from _unknown_settings(page, settings)


def _unknown_names(page: DocsPage, known: Set[str]) -> Iterator[Problem]:
    for use in page.names:
        if use.name not in known:
            message = f'there is no macro or value "{use.name}"{did_you_mean(use.name, known)}'
            yield Problem(page.path, use.line, message)


def _wrong_calls(page: DocsPage, roles: Mapping[str, Role]) -> Iterator[Problem]:
    """Yield the calls that name no role, or no workflow of one; a page may ask first whether it is there."""
    of_roles = macros_of_roles()
    asks_first = any(use.name == "roles" for use in page.names)
    for call in page.calls:
        if call.macro in of_roles and call.arguments:
            message = _wrong_role(call.arguments[0], roles) or _wrong_workflow(call, roles)
            found = Problem(page.path, call.line, message)
            if message:
                yield warning(found) if asks_first else found


def _wrong_role(role_id: str, roles: Mapping[str, Role]) -> str:
    return "" if role_id in roles else f'no role has the id "{role_id}"{did_you_mean(role_id, roles)}'


def _wrong_workflow(call: MacroCall, roles: Mapping[str, Role]) -> str:
    role_id, *rest = call.arguments
    known = {workflow.id for workflow in roles[role_id].workflows}
    if not rest or call.macro not in ("workflow", "workflow_page") or rest[0] in known:
        return ""
    return f'the role "{role_id}" has no workflow "{rest[0]}"{did_you_mean(rest[0], known)}'


def _unknown_settings(page: DocsPage, settings: Set[str]) -> Iterator[Problem]:
    for use in page.settings:
        hint = did_you_mean(use.name, settings)
        if use.name not in settings and hint:
            yield warning(Problem(page.path, use.line, f'no company sets "{use.name}"{hint}'))


def page_sources(content: Content) -> Set[str]:
    """Return the path of every page that a link in `docs/` may name, as if all of them lay there."""
    own = {page.path.removeprefix("docs/") for page in content.docs}
    generated = {f"{name}/index.md" for name in INDEXES}
    return own.union(generated, *(role_sources(role) for role in content.roles))
