"""The frames of generated pages, rendered by the theme once for each kind of page.

    page template, macros ──content──► parts in their places, outline, what they need ──┐
                                                                                        ├─fill──► page
    the theme, once for each kind ──frame──► HTML with slots: title, description,  ─────┘
                                             address, menu, outline, content

The page that is rendered for that stands in for all of its kind: its texts are slots, its address is
nobody's. Slots are tokens, and so nothing that input may hold; where the theme encodes one, pages of that
kind are rendered whole. The outline is rendered for each page; the menu once for all roles near one
another, each entry twice, as it stands on other pages and on its own.
"""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, cast

from jinja2 import ChoiceLoader, DictLoader, Environment, Template
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rolebook.engine.generated import GeneratedMkDocsPage
from rolebook.engine.site import Site
from rolebook.engine.theme import ThemeContext, theme_context, theme_names
from rolebook.engine.toc import table_of_contents
from rolebook.model.role import Role
from rolebook.render.frame import Frame, FramedPage, SlotError, slot
from rolebook.render.links import Links
from rolebook.render.made import Traits

_MENU, _ENTRY, _OUTLINE = "partials/nav-department.html", "partials/nav-role.html", "partials/toc.html"
_WITH_WORDS = '{{% import "partials/language.html" as lang with context %}}{{% include "{}" %}}'
_HERE = "here"
_SIZE = 16
_OWN_PART = re.compile(r"[^/]+(?=/|\.html$)")


class _Headed(str):
    """What stands for the content of a page that has a title of its own; the theme asks whether it has."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return text == "<h1" or super().__contains__(str(text))


@dataclass(frozen=True)
class _Kind:
    """All that decides what a frame is like."""

    kind: str
    address: str
    needs: tuple[str, ...]
    is_editable: bool
    is_headed: bool
    is_outlined: bool


@dataclass(frozen=True)
class Around:
    """All of a page but its content: the frame, and what stands in its slots."""

    frame: Frame
    values: Mapping[str, str]

    @property
    def digest(self) -> bytes:
        """Return what tells it from any other."""
        values = (part for name in sorted(self.values) for part in (name, self.values[name]))
        said = "\0".join((self.frame.digest, *values))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


@dataclass(frozen=True)
class _Menu:
    """The menu of a group of roles, with a slot for each, and what stands there on another's page."""

    frame: Frame
    entries: Mapping[str, str]


def _kind(page: Page, context: Mapping[str, Any], traits: Traits) -> _Kind:
    return _Kind(
        kind=context["kind"],
        address=_elsewhere(page.file.url),
        needs=traits.needs,
        is_editable=bool(page.edit_url),
        is_headed=traits.is_headed,
        is_outlined=traits.is_outlined,
    )


class Frames:
    """Puts generated pages into the theme, which is asked once for what many pages have in common."""

    def __init__(
        self, config: MkDocsConfig, nav: Navigation, files: Files, env: Environment, site: Site
    ) -> None:
        self.config, self.files = config, files
        self._nav, self._env, self._site = nav, env, site
        self._pages = files.documentation_pages()
        self._frames: dict[_Kind, Frame | None] = {}
        self._menus: dict[tuple[str, str], _Menu] = {}

    def around(self, page: GeneratedMkDocsPage, traits: Traits) -> Around | None:
        """Return what stands around a page's content, byte for byte what the theme makes of it.

        None where the theme changes what is put in, so that no page is like another.
        """
        context = self._context(page, traits)
        kind = _kind(page, context, traits)
        if kind not in self._frames:
            self._frames[kind] = self._rendered(kind, page)
        frame = self._frames[kind]
        known = {
            "title": page.meta["title"],
            "description": escape(context["description"]),
            "address": page.canonical_url or "",
            "edit": page.edit_url or "",
        }
        return Around(frame, {**known, "menu": self._menu(context)}) if frame else None

    def inside(self, page: GeneratedMkDocsPage, traits: Traits) -> dict[str, str]:
        """Return what comes of a page's content, once that is made, for the slots of its frame."""
        return {
            "first": next((item.id for item in page.toc), ""),
            "outline": self._outline.render(self._context(page, traits)),
            "content": page.content or "",
        }

    def alone(self, page: GeneratedMkDocsPage, traits: Traits, content: str) -> FramedPage:
        """Return a page as the theme makes it, no other being like it."""
        page.content, page.toc = content, table_of_contents(content)
        html = self._page(self._env, page, theme_context(self._site, page, traits.needs), {})
        page.forget()
        return FramedPage(Frame.of(html), {})

    def _context(self, page: Page, traits: Traits) -> dict[str, Any]:
        """Return what the partials of a page can name."""
        names = theme_names(self._site, page, self.config, traits.needs)
        return {"config": self.config, "page": page, **names}

    # The frame

    def _rendered(self, kind: _Kind, example: Page) -> Frame | None:
        """Return the frame of pages like the `example`; None where the theme changes what is put in."""
        page = self._stand_in(kind, example)
        about = theme_context(self._site, example, kind.needs)
        described = {"description": slot("description")}
        try:
            frame = Frame.of(self._page(self._slotted, page, about, described))
        except SlotError:
            return None
        return None if _HERE in frame.slots else frame

    def _page(self, env: Environment, page: Page, about: ThemeContext, known: Mapping[str, str]) -> str:
        context = cast("dict[str, Any]", get_context(self._nav, self._pages, self.config, page))
        needs = [*about.scripts, *about.sheets, *about.print_sheets]
        given = {**theme_names(self._site, page, self.config, needs), "rolebook": about, **known}
        return env.get_template("main.html").render({**context, **given})

    def _stand_in(self, kind: _Kind, example: Page) -> Page:
        """Return a page that has a slot for all that differs from page to page."""
        file = copy(example.file)
        file.url = _elsewhere(file.url)
        page = Page(slot("title"), file, self.config)
        page.meta = {**example.meta, "title": slot("title")}
        page.canonical_url = slot("address") if example.canonical_url else None
        page.edit_url = slot("edit") if kind.is_editable else None
        page.toc = TableOfContents([AnchorLink("", slot("first"), 1)] if kind.is_outlined else [])
        page.content = _Headed(slot("content")) if kind.is_headed else slot("content")
        return page

    @cached_property
    def _slotted(self) -> Environment:
        """Return the theme's environment, with slots where a page's own outline and menu would stand."""
        return self._with({_MENU: slot("menu"), _OUTLINE: slot("outline")})

    def _with(self, templates: Mapping[str, str]) -> Environment:
        loader = ChoiceLoader([DictLoader(templates), cast("Any", self._env.loader)])
        return self._env.overlay(loader=loader)

    # What stands in its slots

    @cached_property
    def _outline(self) -> Template:
        return self._env.from_string(_WITH_WORDS.format(_OUTLINE))

    @cached_property
    def _entry(self) -> Template:
        return self._env.get_template(_ENTRY)

    def _menu(self, context: Mapping[str, Any]) -> str:
        """Return the menu of a role's department, made once for all that are near, with this one marked."""
        about: ThemeContext = context["rolebook"]
        role, group = cast("Role", context["role"]), (context["kind"], about.near[0].id)
        if group not in self._menus:
            self._menus[group] = self._rendered_menu(context)
        menu = self._menus[group]
        marked = self._entry.render(context, role=role, current=role.id)
        return menu.frame.filled({**menu.entries, role.id: marked})

    def _rendered_menu(self, context: Mapping[str, Any]) -> _Menu:
        about: ThemeContext = context["rolebook"]
        given = {**context, "links": Links(self._site.urls, _elsewhere(context["page"].file.url))}
        slotted = self._with({_ENTRY: slot("{{ role.id }}")}).get_template(_MENU)
        entries = {role.id: self._entry.render(given, role=role, current="") for role in about.near}
        return _Menu(Frame.of(slotted.render(given)), entries)


def _elsewhere(url: str) -> str:
    """Return an address as deep as a page's, in the same folder of the site, at which there is no page."""
    folder, _, own = url.partition("/")
    return f"{folder}/{_OWN_PART.sub(slot(_HERE), own)}"
