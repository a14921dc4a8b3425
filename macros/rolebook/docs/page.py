"""A page in `docs/`: what it names, and what is wrong with it whoever reads it."""

from jinja2 import Environment, TemplateSyntaxError, nodes

from rolebook.docs.anchors import page_anchors
from rolebook.docs.facts import misuse, named_facts
from rolebook.docs.front_matter import front_matter_problems
from rolebook.docs.links import foreign_problems
from rolebook.docs.misplaced import misplaced_calls, misplaced_facts
from rolebook.docs.names import macro_calls, names_used, settings_used
from rolebook.docs.printed import calls_printed, printed
from rolebook.facts.token import facts_to_tokens
from rolebook.model.company import FACT_NAME
from rolebook.model.docs_page import DocsPage
from rolebook.model.problem import Problem
from rolebook.model.role import FactUse
from rolebook.reading.source import reserved_characters
from rolebook.yaml.front_matter import read_front_matter
from rolebook.yaml.text import EVERY_KEY

COMMENT_START = "{# "
"""Comments need the space, so that `{#id}` after a heading stays an id."""

_SYNTAX = Environment(comment_start_string=COMMENT_START, autoescape=False)  # noqa: S701 - parses, never renders
_OF_THEME = Environment(extensions=["jinja2.ext.i18n"], autoescape=False)  # noqa: S701 - as MkDocs reads its theme


TOO_DEEP = "braces, brackets or blocks lie too deep in one another to be read; take some apart"


def read_docs_page(text: str, path: str) -> DocsPage:
    """Return what a page names, in its body and in its front matter, and its problems."""
    try:
        return _read(text, path)
    except RecursionError:
        return DocsPage(path, (), (Problem(path, 0, TOO_DEEP),))


def _read(text: str, path: str) -> DocsPage:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter, misread = read_front_matter(text, path, EVERY_KEY)
    body = "\n" * (matter.first_line - 1) + matter.body
    in_matter = facts_to_tokens(text[: len(text) - len(matter.body)])[1]
    wrong = (*misread, *front_matter_problems(matter, path), *reserved_characters(text, path))
    try:
        tree, shown = _SYNTAX.parse(body), printed(body, _SYNTAX)
        names = tuple(names_used(tree))
    except TemplateSyntaxError as error:
        return DocsPage(path, in_matter, (*wrong, Problem(path, error.lineno, _explain(error))))
    wrong = (*wrong, *foreign_problems(shown, path), *misplaced_facts(shown, path))
    named = list(named_facts(tree))
    facts = [fact for fact in named if FACT_NAME.fullmatch(fact.name) and not fact.assigned]
    return DocsPage(
        path=path,
        facts=in_matter + tuple(FactUse(fact.name, fact.line) for fact in facts),
        problems=wrong + tuple(Problem(path, fact.line, misuse(fact)) for fact in named if not fact.printed),
        names=names,
        calls=tuple(macro_calls(tree)),
        settings=tuple(settings_used(tree)),
        anchors=page_anchors(body, tree),
        misplaced=tuple(misplaced_calls(printed(body, _SYNTAX, calls_printed))),
        is_whole=not any(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))),
    )


def read_template(text: str, path: str) -> DocsPage:
    """Return which settings a template of `overrides/` asks for, or what keeps it from being read."""
    try:
        tree = (_OF_THEME if path.endswith(".html") else _SYNTAX).parse(text)
    except TemplateSyntaxError as error:
        return DocsPage(path, (), (Problem(path, error.lineno, error.message or "not understood"),))
    except RecursionError:
        return DocsPage(path, (), (Problem(path, 0, TOO_DEEP),))
    return DocsPage(path, (), (), settings=tuple(settings_used(tree)))


def _explain(error: TemplateSyntaxError) -> str:
    message = error.message or "not understood"
    return f"{message}; wrap code that holds {{{{ or {{% in {{% raw %}} … {{% endraw %}}"
