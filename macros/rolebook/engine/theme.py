"""What the theme's templates know of the handbook."""

from dataclasses import dataclass

from mkdocs.structure.pages import Page

from rolebook.engine.generated import generated_page
from rolebook.engine.site import Site
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.render.links import Links


@dataclass(frozen=True)
class ThemeContext:
    """The handbook, links from the current page, and what that page is."""

    handbook: Handbook
    links: Links
    kind: str
    role: Role | None
    section: str


def theme_context(site: Site, page: Page) -> ThemeContext:
    """Return what the templates of `overrides/` name `rolebook`; `section` is the address' first folder."""
    found = generated_page(page)
    return ThemeContext(
        handbook=site.handbook,
        links=Links(site.urls, page.file.url),
        kind=found.kind if found else "page",
        role=found.role if found else None,
        section=page.file.src_uri.partition("/")[0].removesuffix(".md"),
    )
