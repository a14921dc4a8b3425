"""What a page says, without the theme around it."""

from collections.abc import Set
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from rolebook.docs.links import foreign_in_page
from rolebook.engine.fact_links import facts_in_addresses
from rolebook.engine.generated import GeneratedMkDocsPage, generated_page, prepare
from rolebook.engine.site import Site
from rolebook.engine.toc import anchors, table_of_contents


def read_generated(
    page: GeneratedMkDocsPage, site: Site, config: MkDocsConfig, files: Files, read: Set[str] = frozenset()
) -> None:
    """Make the content of a generated page; what is wrong with its template is noted in the site.

    `read` are the kinds that the search reads.
    """
    macros: Any = config.plugins["macros"]
    markdown = page.rolebook.markdown
    prepare(page, site, markdown, read)
    template = macros._env.from_string(markdown)  # noqa: SLF001 - see configure_macros
    page.markdown = template.render(page=page, **page.meta)
    page.render(config, files)
    finish(page, site, page.content or "")


def finish(page: Page, site: Site, html: str) -> None:
    """Put the parts of a page in their places, and give it its outline, headings of parts included."""
    page.content = facts_in_addresses(site.expand(html))
    if not generated_page(page):
        source = page.file.content_string
        site.problems += foreign_in_page(page.content, f"docs/{page.file.src_uri}", source)
    page.toc = table_of_contents(page.content)
    page.present_anchor_ids = anchors(page.content)
