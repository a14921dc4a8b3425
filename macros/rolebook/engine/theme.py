"""What the theme's templates know of the handbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs.structure.pages import Page

from rolebook.engine.generated import generated_page
from rolebook.engine.site import Site
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.pages import INDEXES, GeneratedPage
from rolebook.parse.plain import plain
from rolebook.render.links import Links
from rolebook.render.menu import MOST


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
    speak: Callable[[str], str]
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
        speak=site.speak,
        plain=plain,
    )


def _description(site: Site, page: GeneratedPage) -> str:
    """Return a role's summary, or what an index lists."""
    if page.role:
        return plain(page.role.meta.summary)
    return site.speak(INDEXES[page.kind][1])
