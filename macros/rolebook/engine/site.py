"""One company's site as the plugin sees it: its handbook, its values, and the means to render its pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader

from rolebook.assemble.declared import Declared
from rolebook.calls import words_of
from rolebook.docs.misplaced import misplaced, said_of
from rolebook.engine.compiled import compiled_templates
from rolebook.engine.page_environment import PageEnvironment, PrintedFact, call_place
from rolebook.load.messages import messages
from rolebook.macros import Macros
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem
from rolebook.model.role import Role
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.placing import Part, is_parts_only, joined, place_of, put, stands_amid_words
from rolebook.render.templates import page_context, parts_environment
from rolebook.render.vocabulary import Settings, give_vocabulary
from rolebook.resources import theme_folders


@dataclass
class Site:
    """A handbook on its way through MkDocs; `urls` is filled when MkDocs knows its files.

    `prints` tells whether documents to print lie beside it, `library` are the roles of all companies.
    `aliases` are the paths of generated pages that a page of another path in `docs/` stands for, `templates`
    what those are made of that none does; `needs`
    are the scripts and style sheets that the parts of a page work with, by its address. `has_own_menu` tells
    whether the folder says what stands in the menu.
    """

    root: Path
    handbook: Handbook
    declared: Declared
    prints: bool = False
    library: Sequence[Role] = ()
    urls: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    has_own_menu: bool = False
    current: str = ""
    current_file: str = ""
    current_edit_url: str = ""
    _lines_above: int = 0
    _parts: dict[str, Part] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the language of the handbook."""
        self.messages = messages(self.overrides, self.handbook.company.language)
        self.translate: Callable[[str], str] = lambda message: self.messages.get(message, message)
        self.lookup = Lookup(self.handbook)
        self._templates = parts_environment(self.overrides, self.translate, compiled_templates("parts"))

    @property
    def overrides(self) -> list[Path]:
        """Return the theme folders: the handbook folder's own, then the one that ships."""
        return theme_folders(self.root)

    def macros(self, env: Any) -> Macros:
        """Return the macros; `env` is mkdocs-macros, whose environment renders page templates."""
        return Macros(
            self.handbook,
            words_of(self.handbook.roles, self.library),
            place=self._place_part,
            inline=lambda name, /, **given: self._render_part(name, **given).html,
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
        }
        environment = PageEnvironment(loader, given, self._report)
        give_vocabulary(environment, self.translate)
        return environment

    def enter(self, url: str, file: str, edit_url: str, lines_above: int = 0) -> None:
        """Say which page is rendered next: its address, the file its author knows, where to edit it.

        `lines_above` is how many lines of that file stand above its Markdown.
        """
        self.current, self.current_file, self.current_edit_url = url, file, edit_url
        self._lines_above = lines_above
        self._parts.clear()

    def _report(self, template: str, line: int, message: str) -> None:
        """Note a page's problem where its author finds it: in the page, or in a template it is made of."""
        folders = (folder for folder in self.overrides if Path(template).is_relative_to(folder))
        found = [f"overrides/{Path(template).relative_to(folder).as_posix()}" for folder in folders]
        own = line + self._lines_above if line else 0
        place = (found[0], line) if found else (self.current_file, own)
        self.problems.append(Problem(*place, message))

    def expand(self, content: str) -> str:
        """Return a page's HTML with its parts in the places that their macros kept for them."""
        placed = put(content, self._parts)
        for part, what in placed.misplaced:
            self._report(*part.place, stands_amid_words(what))
        self.needs[self.current] = placed.needs
        self.problems += (Problem(self.current_file, 0, said_of(fact)) for fact in misplaced(placed.html))
        return placed.html

    def _place_part(self, name: str, /, **given: Any) -> str:
        """Render a part, and return an empty element that keeps its place.

        So role text never meets Python-Markdown, which would read it as Markdown once more, and
        which takes longer to look through HTML than to convert the Markdown around it. The place is named
        by the part's digest: whoever can write it can write the part.
        """
        return self._placed(self._render_part(name, **given))

    def _placed(self, part: Part) -> str:
        key = sha256(part.html.encode()).hexdigest()
        self._parts[key] = part
        return place_of(key)

    def _render_part(self, name: str, /, **given: Any) -> Part:
        needs: list[str] = []
        context = page_context(
            self.lookup, Links(self.urls, self.current), self.current_edit_url, self.prints, needs.extend
        )
        html = self._templates.get_template(f"parts/{name}.html").render(**context, **given)
        return Part(html, tuple(needs), call_place())

    def _render_page(self, env: Any, name: str, given: Mapping[str, Any]) -> str:
        template: str = env.env.get_template(f"pages/{name}.md").render(**given)
        return (
            self._placed(joined(template, self._parts, call_place())) if is_parts_only(template) else template
        )
