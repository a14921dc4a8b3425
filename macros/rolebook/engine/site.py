"""One company's site as the plugin sees it: its handbook, its values, and the means to render its pages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader

from rolebook.assemble.declared import Declared
from rolebook.docs.misplaced import misplaced, said_of
from rolebook.engine.compiled import compiled_templates
from rolebook.engine.page_environment import PageEnvironment, PrintedFact, Settings
from rolebook.load.messages import messages
from rolebook.macros import Macros
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem
from rolebook.parse.markup import Piece, pieces
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.templates import page_context, parts_environment
from rolebook.resources import theme_folders

_PLACE = re.compile(r'<div data-rolebook-part="([0-9a-f]{64})"></div>')
_PARTS_ONLY = re.compile(rf"(?:\s*{_PLACE.pattern})+\s*")


@dataclass
class Site:
    """A handbook on its way through MkDocs; `urls` is filled when MkDocs knows its files.

    `prints` tells whether documents to print lie beside it. `aliases` are the paths of generated pages
    that a page of another path in `docs/` stands for, `templates` what those are made of that none does.
    `has_own_menu` tells whether the folder says what stands in the menu.
    """

    root: Path
    handbook: Handbook
    declared: Declared
    prints: bool = False
    urls: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    has_own_menu: bool = False
    current: str = ""
    current_file: str = ""
    current_edit_url: str = ""
    _stash: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the language of the handbook."""
        self.messages = messages(self.overrides, self.handbook.company.language)
        self.speak: Callable[[str], str] = lambda message: self.messages.get(message, message)
        self.lookup = Lookup(self.handbook)
        self._parts = parts_environment(self.overrides, self.speak, compiled_templates("parts"))

    @property
    def overrides(self) -> list[Path]:
        """Return the theme folders: the handbook folder's own, then the one that ships."""
        return theme_folders(self.root)

    def macros(self, env: Any) -> Macros:
        """Return the macros; `env` is mkdocs-macros, whose environment renders page templates."""
        return Macros(
            self.handbook,
            place=self._place_part,
            inline=self._render_part,
            page=lambda name, /, **given: self._render_page(env, name, given),
        )

    def page_environment(self, macros: Mapping[str, Callable[..., str]]) -> PageEnvironment:
        """Return the environment for pages: facts, macros and settings, and nothing else."""
        facts = {name: PrintedFact(name) for name in self.declared}
        loader = ChoiceLoader([FileSystemLoader(self.overrides), FileSystemLoader(self.root / "docs")])
        given = {
            **facts,
            **macros,
            "company": SimpleNamespace(name=PrintedFact("company.name")),
            "settings": Settings(self.handbook.company.settings),
            "roles": tuple(role.id for role in self.handbook.roles),
            "_": self.speak,
        }
        return PageEnvironment(loader, given, self._report)

    def enter(self, url: str, file: str, edit_url: str) -> None:
        """Say which page is rendered next: its address, the file its author knows, where to edit it."""
        self.current, self.current_file, self.current_edit_url = url, file, edit_url
        self._stash.clear()

    def _report(self, template: str, line: int, message: str) -> None:
        """Note a page's problem where its author finds it: in the page, or in a template it is made of."""
        folders = (folder for folder in self.overrides if Path(template).is_relative_to(folder))
        found = [f"overrides/{Path(template).relative_to(folder).as_posix()}" for folder in folders]
        self.problems.append(Problem(found[0] if found else self.current_file, line, message))

    def expand(self, content: str) -> str:
        """Return a page's HTML with its parts in the places that their macros kept for them."""
        if "data-rolebook-part=" in content and any(
            map(_holds_a_place, pieces(content, "data-rolebook-part="))
        ):
            message = "a macro stands in an attribute or a script; what it shows belongs between tags"
            self.problems.append(Problem(self.current_file, 0, message))
        expanded = self._with_parts(content)
        if any(key in expanded for key in self._stash):
            message = "a macro stands in code; wrap that code in {% raw %} … {% endraw %}"
            self.problems.append(Problem(self.current_file, 0, message))
        self.problems += (Problem(self.current_file, 0, said_of(fact)) for fact in misplaced(expanded))
        return expanded

    def _with_parts(self, content: str) -> str:
        return _PLACE.sub(lambda match: self._stash.get(match[1], match[0]), content)

    def _place_part(self, name: str, /, **given: Any) -> str:
        """Render a part, and return an empty element that keeps its place.

        So role text never meets Python-Markdown, which would read it as Markdown once more, and
        which takes longer to look through HTML than to convert the Markdown around it. The place is named
        by the part's digest: whoever can write it can write the part.
        """
        part = self._render_part(name, **given)
        key = sha256(part.encode()).hexdigest()
        self._stash[key] = part
        return f'<div data-rolebook-part="{key}"></div>'

    def _render_part(self, name: str, /, **given: Any) -> str:
        context = page_context(
            self.lookup, Links(self.urls, self.current), self.current_edit_url, self.prints
        )
        return self._parts.get_template(f"parts/{name}.html").render(**context, **given)

    def _render_page(self, env: Any, name: str, given: Mapping[str, Any]) -> str:
        template: str = env.env.get_template(f"pages/{name}.md").render(**given)
        return template


def _holds_a_place(piece: Piece) -> bool:
    """Tell whether the place of a part stands where HTML is not read as such."""
    within = [attribute.value for attribute in piece.attributes]
    within += [] if piece.kind in ("tag", "comment") else [piece.text]
    return any("<div data-rolebook-part=" in text for text in within)


def is_parts_only(markdown: str) -> bool:
    """Tell whether a page consists of the places of parts and nothing else."""
    return bool(_PARTS_ONLY.fullmatch(markdown))
