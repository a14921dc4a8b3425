"""What a page says, without the theme around it."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from rolebook.docs.links import foreign_in_page
from rolebook.engine.fact_links import facts_in_addresses
from rolebook.engine.generated import GeneratedMkDocsPage, generated_page, prepare
from rolebook.engine.rendering import Current, PageOrigin, Rendering
from rolebook.engine.site import Site
from rolebook.engine.toc import anchors, table_of_contents
from rolebook.model.problem import Problem
from rolebook.render.answers import Question
from rolebook.render.placing import named, numbered

_LEADS_ON = re.compile(r"\b(?:href|src)\s*=")


@dataclass(frozen=True)
class PageContent:
    """What is known of a page's content: what its parts need, what is wrong, what was asked to make it."""

    needs: tuple[str, ...]
    problems: Sequence[Problem]
    questions: Set[Question]


class Contents:
    """Makes what the pages of a site say; `read` are the kinds of generated pages that the search reads."""

    def __init__(
        self, site: Site, config: MkDocsConfig, current: Current, read: Set[str] = frozenset()
    ) -> None:
        self._site, self._config, self._current, self._read = site, config, current, read
        self._prose: dict[str, str] = {}

    def generated(self, page: GeneratedMkDocsPage, files: Files, *, records: bool = False) -> PageContent:
        """Make the content of a generated page. With `records`, what is asked for it is noted."""
        macros: Any = self._config.plugins["macros"]
        markdown = page.rolebook.markdown
        prepare(page, self._site, self._read)
        rendering = Rendering(self._site, _origin(page, markdown), records=records)
        with self._current.at(rendering):
            template = macros._env.from_string(markdown)  # noqa: SLF001 - see configure_macros
            page.markdown = template.render(page=page, **page.meta)
            self._convert(page, files)
            return _finished(page, rendering, page.content or "")

    def _convert(self, page: GeneratedMkDocsPage, files: Files) -> None:
        """Make HTML of a page's Markdown; what a template says on many pages is converted once.

        A link may be another one on each page.
        """
        markdown = page.markdown or ""
        text, keys = numbered(markdown)
        if text in self._prose:
            page.content, page.links_to_anchors = self._prose[text], {}
        else:
            page.markdown = text
            page.render(self._config, files)
            page.markdown = markdown
            if not _LEADS_ON.search(page.content or ""):
                self._prose[text] = page.content or ""
        page.content = named(page.content or "", keys)

    def begin(self, page: Page, markdown: str) -> None:
        """Make ready for the macros of a page that MkDocs renders."""
        if isinstance(page, GeneratedMkDocsPage):
            prepare(page, self._site, self._read)
        self._current.enter(Rendering(self._site, _origin(page, markdown)))

    def finish(self, page: Page, html: str) -> PageContent:
        """Finish such a page."""
        return _finished(page, self._current(), html)


def _origin(page: Page, markdown: str) -> PageOrigin:
    generated = generated_page(page)
    file = generated.spec if generated and generated.spec else f"docs/{page.file.src_uri}"
    above = 0 if generated else page.file.content_string.count("\n") - markdown.count("\n")
    return PageOrigin(page.file.url, file, page.edit_url or "", above)


def _finished(page: Page, rendering: Rendering, html: str) -> PageContent:
    """Put the parts of a page in their places, and give it its outline, headings of parts included."""
    expanded, needs = rendering.expanded(html)
    page.content = facts_in_addresses(expanded)
    if not generated_page(page):
        source = page.file.content_string
        rendering.problems += foreign_in_page(page.content, f"docs/{page.file.src_uri}", source)
    page.toc = table_of_contents(page.content)
    page.present_anchor_ids = anchors(page.content)
    return PageContent(needs, rendering.problems, rendering.questions)
