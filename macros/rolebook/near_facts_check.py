"""What specs hold that looks like a fact or a template, held against the facts and macros there are."""

from collections.abc import Iterator, Sequence

from rolebook.assemble.declared_facts import Declared
from rolebook.macros import macro_names
from rolebook.model.problem import Problem, nearest, warning
from rolebook.model.role import Role

_ALIKE = 0.8
_OF_PAGES = ("settings", "company")


def near_fact_problems(roles: Sequence[Role], declared: Declared) -> Iterator[Problem]:
    """Yield what is printed as it stands though a declared fact, or a value of pages, was meant."""
    macros = macro_names()
    for role in roles:
        for near in role.near_facts:
            meant = (
                near.name
                if near.name in declared
                else ""
                if near.exact
                else nearest(near.name, declared, _ALIKE)
            )
            if meant:
                message = f'"{near.written}" is printed as it stands; did you mean {{{{{meant}}}}}?'
                yield warning(Problem(role.path, near.line, message))
        for template in role.templates:
            if any(_is_of_pages(name) or name in declared or name in macros for name in template.names):
                message = f'"{template.written}" is printed as it stands: a spec is text, not a template'
                hint = "; print facts as {{NAME}}, and use settings and macros on pages in docs/"
                yield warning(Problem(role.path, template.line, message + hint))


def _is_of_pages(name: str) -> bool:
    return name.partition(".")[0] in _OF_PAGES and "." in name
