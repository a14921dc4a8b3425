"""One company's site as the plugin sees it: its handbook, where its pages are, what renders them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from jinja2 import Environment

from rolebook.assemble.declared_facts import Declared
from rolebook.calls import CallableNames, names_for_calls
from rolebook.engine.compiled import compiled_templates
from rolebook.load.messages import messages, script_messages
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.render.answers import Answers
from rolebook.render.lookup import Lookup
from rolebook.render.templates import parts_environment
from rolebook.resources import theme_folders


@dataclass(frozen=True)
class SiteMap:
    """Where pages are, which MkDocs knows once it knows its files.

    `urls` are addresses by a page's path as if it lay in `docs/`; `aliases` are the paths of generated pages
    that a page of another path in `docs/` stands for, `templates` what those are made of that none does.
    `has_own_menu` tells whether the folder says what stands in the menu.
    """

    urls: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    has_own_menu: bool = False


@dataclass(frozen=True)
class Site:
    """A handbook on its way through MkDocs; nothing that renders a page changes it.

    `prints` tells whether documents to print lie beside it, `callable_names` are those that macros may be
    called with, `parts` renders the parts of pages, `translate` says a message in the handbook's language,
    `told` lists the messages of each script.
    """

    root: Path
    handbook: Handbook
    declared: Declared
    prints: bool
    lookup: Lookup
    callable_names: CallableNames
    translate: Callable[[str], str]
    told: Mapping[str, Sequence[str]]
    parts: Environment
    map: SiteMap = SiteMap()

    @classmethod
    def of(
        cls,
        root: Path,
        handbook: Handbook,
        declared: Declared,
        *,
        prints: bool = False,
        library: Sequence[Role] = (),
    ) -> Self:
        """Return the site of a handbook; `library` are the roles of all companies."""
        folders = theme_folders(root)
        known = messages(folders, handbook.company.language)

        def translate(message: str) -> str:
            return known.get(message, message)

        return cls(
            root=root,
            handbook=handbook,
            declared=declared,
            prints=prints,
            lookup=Lookup.of(handbook),
            callable_names=names_for_calls(handbook.roles, library),
            translate=translate,
            told=script_messages(),
            parts=parts_environment(folders, translate, compiled_templates("parts")),
        )

    @property
    def overrides(self) -> list[Path]:
        """Return the theme folders: the handbook folder's own, then the one that ships."""
        return theme_folders(self.root)

    @property
    def urls(self) -> Mapping[str, str]:
        """Return the addresses of pages."""
        return self.map.urls

    @property
    def has_own_menu(self) -> bool:
        """Tell whether the folder says what stands in the menu."""
        return self.map.has_own_menu

    def answers(self) -> Answers:
        """Return what can be asked of it while pages are made."""
        return Answers(self.handbook, self.lookup.indexes, self.urls)
