"""What pages in `docs/` name, held against what there is: macros, roles, settings.

Where links lead is known when pages are read by MkDocs, and nowhere else (`engine.rehearsal`).
"""

from collections.abc import Iterator, Set

from rolebook.calls import CallableNames, lists_all_roles, names_for_calls, wrong_call
from rolebook.load.content import Content
from rolebook.load.schema import SWITCHES
from rolebook.macros import SIGNATURES, macro_names
from rolebook.model.docs_page import DocsPage
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.pages import INDEXES, role_sources
from rolebook.render.placing import stands_amid_words

_GIVEN = frozenset({"company", "settings", "roles", "page", "_", "_n"})
_OF_JINJA = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace", "caller", "self", "loop"})


def docs_problems(content: Content) -> Iterator[Problem]:
    """Yield the names on pages that lead nowhere, whichever company reads them."""
    names = macro_names() | _GIVEN | _OF_JINJA | (content.names or frozenset())
    settings = frozenset(SWITCHES).union(*(company.settings for company in content.companies.values()))
    callable_names = names_for_calls(content.roles)
    for page in content.docs:
        if content.names is not None:
            yield from _unknown_names(page, names)
        yield from _wrong_calls(page, callable_names)
        yield from _changed_parts(page)
        yield from _misplaced_macros(page)
        yield from _idle_filters(page)
        yield from _unknown_settings(page, settings)


def _unknown_names(page: DocsPage, known: Set[str]) -> Iterator[Problem]:
    for use in page.names:
        if use.name not in known:
            message = f'there is no macro or value "{use.name}"{did_you_mean(use.name, known)}'
            yield Problem(page.path, use.line, message)


def _wrong_calls(page: DocsPage, callable_names: CallableNames) -> Iterator[Problem]:
    """Yield the calls that cannot be made; a page may ask first whether a role is there."""
    asks_first = any(use.name == "roles" for use in page.names)
    for call in page.calls:
        signature = SIGNATURES.get(call.macro)
        message = wrong_call(call, signature, callable_names) if signature else ""
        problem = Problem(page.path, call.line, message)
        if message:
            yield warning(problem) if asks_first else problem


def _changed_parts(page: DocsPage) -> Iterator[Problem]:
    """Yield the macros whose part a page would change before it is there; a link has words to ask for."""
    for call in page.calls:
        is_words = (call.macro, call.changed_by) == ("role_link", "| striptags")
        if call.changed_by and call.macro in SIGNATURES and not is_words:
            message = f"{call.macro} is shown as it is, or not at all; take “{call.changed_by}” away"
            yield Problem(page.path, call.line, message)


def _misplaced_macros(page: DocsPage) -> Iterator[Problem]:
    """Yield the macros whose HTML would stand in a tag, a script or a style."""
    for use in page.misplaced:
        if use.name in SIGNATURES:
            yield Problem(page.path, use.line, stands_amid_words("an attribute or a script"))


def _idle_filters(page: DocsPage) -> Iterator[Problem]:
    """Yield the filters on a page that has no list for them, or has it above them."""
    last = max((call.line for call in page.calls if lists_all_roles(call)), default=0)
    if page.is_whole:
        for call in page.calls:
            if call.macro == "role_filter" and call.line > last:
                message = "role_filter filters what departments(full=true) shows below it, which is not there"
                yield Problem(page.path, call.line, message)


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
