"""What a page in `docs/`, or a page's template, can name: facts, macros, settings, roles."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import overload

from jinja2 import ChoiceLoader, FileSystemLoader

from rolebook.engine.page_environment import PageEnvironment, PrintedFact
from rolebook.engine.rendering import Current
from rolebook.engine.site import Site
from rolebook.render.vocabulary import Settings, give_vocabulary


def page_environment(
    site: Site, macros: Mapping[str, Callable[..., str]], current: Current
) -> PageEnvironment:
    """Return the environment for pages, with nothing else in it."""
    facts = {name: PrintedFact(name) for name in site.declared}
    loader = ChoiceLoader([FileSystemLoader(site.overrides), FileSystemLoader(site.root / "docs")])
    given = {
        **facts,
        **macros,
        "company": SimpleNamespace(name=PrintedFact("company.name")),
        "settings": Settings(site.handbook.company.settings),
        "roles": _RoleIds(current),
    }
    environment = PageEnvironment(loader, given, lambda *problem: current().report(*problem))
    give_vocabulary(environment, site.translate)
    return environment


class _RoleIds(Sequence[str]):
    """The ids of all roles, as the page sees them that is rendered now."""

    def __init__(self, current: Current) -> None:
        self._current = current

    def _ids(self) -> tuple[str, ...]:
        return tuple(role.id for role in self._current().handbook.roles)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._ids()[index]

    def __len__(self) -> int:
        return len(self._ids())

    def __repr__(self) -> str:
        return repr(self._ids())
