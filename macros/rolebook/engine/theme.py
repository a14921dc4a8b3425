"""What the theme's templates know of the handbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader, UndefinedError
from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir

from rolebook.engine.generated import generated_page
from rolebook.engine.site import Site
from rolebook.engine.theme_renames import no_such_name
from rolebook.model.role import Role
from rolebook.pages import INDEXES
from rolebook.reading.plain import plain
from rolebook.render.links import Links
from rolebook.render.nearby_roles import MOST
from rolebook.render.vocabulary import about_handbook

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
    """What only the theme knows, as `rolebook`; all but the first two are empty where there is no page.

    `urls` are the addresses of all pages by their source path, `has_own_menu` tells whether the folder says
    what stands in the menu. `near` are the roles that the menu names on a role's pages, `most` how long a
    list in it may be. `section` is the first folder of the page's address; `scripts`, `sheets` and
    `print_sheets` are what its parts need, beyond what every page has.
    """

    urls: Mapping[str, str]
    has_own_menu: bool
    near: Sequence[Role] = ()
    most: int = MOST
    section: str = ""
    scripts: Sequence[str] = ()
    sheets: Sequence[str] = ()
    print_sheets: Sequence[str] = ()

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse what is not there, which Jinja would take for nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise UndefinedError(no_such_name(name, {each.name for each in fields(self)}))


def theme_context(site: Site, page: Page | None, needs: Sequence[str] = ()) -> ThemeContext:
    """Return what the templates of `overrides/` name `rolebook`.

    `needs` are the scripts and style sheets that the parts of the page work with.
    """
    known = ThemeContext(site.urls, site.has_own_menu)
    if page is None:
        return known
    role = _role(page)
    sheets = [name for name in needs if name.endswith(".css")]
    return replace(
        known,
        near=site.lookup.near(role) if role else (),
        section=page.file.src_uri.partition("/")[0].removesuffix(".md"),
        scripts=[name for name in needs if name.endswith(".js")],
        sheets=[name for name in sheets if not name.startswith("print-")],
        print_sheets=[name for name in sheets if name.startswith("print-")],
    )


def theme_names(
    site: Site, page: Page | None, config: MkDocsConfig, needs: Sequence[str] = ()
) -> Mapping[str, Any]:
    """Return what all templates of the theme can name, beside what MkDocs gives them.

    `kind` is the page's, `lost` where there is none; `title` and `description` are HTML and text. `links`
    start from a page, so there are none where there is no page.
    """
    known = theme_context(site, page, needs)
    home = bool(page and page.is_homepage)
    generated = generated_page(page) if page else None
    kind = "home" if home else "lost" if page is None else generated.kind if generated else "page"
    wide = kind == "page" and not _WIDE.isdisjoint(known.scripts)
    description = _description(site, page) if page else ""
    return {
        **about_handbook(site.handbook),
        **({"links": Links(site.urls, page.file.url)} if page else {}),
        "role": _role(page) if page else None,
        "rolebook": known,
        "home": home,
        "kind": kind,
        "title": _title(page, kind) if page else site.translate("Page not found"),
        "description": description or config.site_description or site.translate(_ABOUT),
        "outlined": not home and kind in _OUTLINED and not wide,
    }


def _role(page: Page) -> Role | None:
    generated = generated_page(page)
    return generated.role if generated else None


def _title(page: Page, kind: str) -> str:
    """Return a page's title as HTML; that of a hand-written page may hold any."""
    title = str(page.meta.get("title") or page.title)
    return title if kind != "page" else str(escape(do_striptags(title)))


def _description(site: Site, page: Page) -> str:
    """Return a role's summary, what an index lists, or what a hand-written page says in its front matter."""
    generated = generated_page(page)
    if not generated:
        return str(page.meta.get("description", ""))
    return (
        plain(generated.role.meta.summary) if generated.role else site.translate(INDEXES[generated.kind][1])
    )
