"""What the theme's templates know of the handbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir

from rolebook.engine.generated import generated_page
from rolebook.engine.site import Site
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.pages import INDEXES, GeneratedPage
from rolebook.parse.plain import plain
from rolebook.render.links import Links
from rolebook.render.menu import MOST

_ABOUT = "What each role is for, how the work is done, and what every level is expected to do."
_OUTLINED = ("role", "page", "roles", "ladders", "checklists")
_WIDE = frozenset({"ladder.js", "compare.js", "assessment.js", "organization.js", "paths.js"})
"""The scripts of parts that take the whole width, so that no outline stands beside them."""


MATERIAL = "material/"
"""How Material's own templates are named, whatever replaces them."""


def material_templates() -> Path:
    """Return the folder of Material's templates."""
    return Path(get_theme_dir("material"))


def with_material(loader: BaseLoader) -> BaseLoader:
    """Return a theme's loader that also knows Material's templates as `material/…`."""
    of_material = PrefixLoader({MATERIAL.rstrip("/"): FileSystemLoader(material_templates())})
    return ChoiceLoader([loader, of_material])


@dataclass(frozen=True)
class ThemeContext:
    """The handbook, links from the current page, and what that page is.

    `near` are the roles that the menu names on a role's pages, `most` how long a list in it may be.
    `scripts`, `sheets` and `print_sheets` are what its parts need, beyond what every page has.
    `speak` says a message in the handbook's language, `plain` takes the markup out of role text.
    """

    handbook: Handbook
    links: Links
    kind: str
    role: Role | None
    near: Sequence[Role]
    most: int
    section: str
    description: str
    scripts: Sequence[str]
    sheets: Sequence[str]
    print_sheets: Sequence[str]
    translate: Callable[[str], str]
    plain: Callable[[str], str]


def theme_context(site: Site, page: Page) -> ThemeContext:
    """Return what the templates of `overrides/` name `rolebook`; `section` is the address' first folder."""
    found = generated_page(page)
    needs = site.needs.get(page.file.url, ())
    role = found.role if found else None
    sheets = [name for name in needs if name.endswith(".css")]
    return ThemeContext(
        handbook=site.handbook,
        links=Links(site.urls, page.file.url),
        kind=found.kind if found else "page",
        role=role,
        near=site.lookup.near(role) if role else (),
        most=MOST,
        section=page.file.src_uri.partition("/")[0].removesuffix(".md"),
        description=_description(site, found) if found else str(page.meta.get("description", "")),
        scripts=[name for name in needs if name.endswith(".js")],
        sheets=[name for name in sheets if not name.startswith("print-")],
        print_sheets=[name for name in sheets if name.startswith("print-")],
        translate=site.translate,
        plain=plain,
    )


def frame_context(site: Site, page: Page | None, config: MkDocsConfig) -> Mapping[str, Any]:
    """Return what the frame and its parts say of a page, for whatever template begins with them.

    `kind` is the page's, `lost` where there is none; `title` and `description` are HTML and text.
    """
    known = theme_context(site, page) if page else None
    home = bool(page and page.is_homepage)
    kind = "home" if home else known.kind if known else "lost"
    wide = kind == "page" and known and not _WIDE.isdisjoint(known.scripts)
    return {
        "site": site,
        "say": site.translate,
        "home": home,
        "kind": kind,
        "title": _title(page, kind) if page else site.translate("Page not found"),
        "description": (known and known.description) or config.site_description or site.translate(_ABOUT),
        "outlined": not home and kind in _OUTLINED and not wide,
    }


def _title(page: Page, kind: str) -> str:
    """Return a page's title as HTML; that of a hand-written page may hold any."""
    title = str(page.meta.get("title") or page.title)
    return title if kind != "page" else str(escape(do_striptags(title)))


def _description(site: Site, page: GeneratedPage) -> str:
    """Return a role's summary, or what an index lists."""
    if page.role:
        return plain(page.role.meta.summary)
    return site.translate(INDEXES[page.kind][1])
