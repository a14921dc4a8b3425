"""Generated pages among the pages of MkDocs."""

import html
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Self, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from rolebook.engine.site import Site
from rolebook.pages import GeneratedPage
from rolebook.reading.plain import plain
from rolebook.render.frame import FramedPage
from rolebook.render.placing import is_parts_only


class GeneratedFile(File):
    """A page that no file in `docs/` stands for."""

    rolebook: GeneratedPage

    @property
    def own_page(self) -> "GeneratedMkDocsPage":
        """Return its page, which it has from the beginning."""
        return cast("GeneratedMkDocsPage", self.page)


class FramedFile(GeneratedFile):
    """A generated page that MkDocs leaves alone: to it a file, whose content is made when it is written.

    `taken` has pages taken elsewhere, in the order of files, whenever the next one is asked for.
    """

    framed: Callable[["GeneratedMkDocsPage"], FramedPage]
    taken: Iterator[object] | None = None

    def is_documentation_page(self) -> bool:
        """Say that there is nothing to render."""
        return False

    @property
    def _content(self) -> bytes:  # type: ignore[override]
        return self.framed(self.own_page).html.encode(errors="xmlcharrefreplace")

    def copy_file(self, dirty: bool = False) -> None:
        """Have the next page taken, which is this one, or write it where nobody takes pages."""
        if self.taken is None:
            super().copy_file(dirty)
        elif next(self.taken) is not self.page:
            raise RuntimeError(f"{self.src_uri} is not copied in its turn")


class WrittenFile(File):
    """A file that is no page, written when it is wanted and not before."""

    written: Callable[[], str]

    @classmethod
    def of(cls, path: str, config: MkDocsConfig, written: Callable[[], str]) -> Self:
        """Return the file of a path, and how to write it."""
        file = cls(path, None, config.site_dir, config.use_directory_urls)
        file.generated_by = "rolebook"
        file.written = written
        return file

    @property
    def _content(self) -> str:  # type: ignore[override]
        # Where MkDocs looks for the content of a file that is not on disk, whoever asks.
        return self.written()


class GeneratedMkDocsPage(Page):
    """The page of a generated file; one of nothing but parts is HTML already."""

    @property
    def rolebook(self) -> GeneratedPage:
        """Return what it shows."""
        return cast("GeneratedFile", self.file).rolebook

    def forget(self) -> None:
        """Let go of what the page says, once it is framed: MkDocs holds all pages to the end."""
        self.content = self.markdown = None
        self.toc = TableOfContents([])

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, where an author's template has any."""
        markdown = self.markdown or ""
        if markdown and not is_parts_only(markdown):
            before, config._current_page = config._current_page, self  # noqa: SLF001 - extensions may ask
            super().render(config, files)
            config._current_page = before  # noqa: SLF001
            return
        self.content = markdown
        self.toc = TableOfContents([])
        self.links_to_anchors = {}


def pages_in(files: Iterable[File]) -> list[File]:
    """Return the files of pages that are not left out, those among them that MkDocs leaves alone."""
    pages = (file for file in files if file.is_documentation_page() or isinstance(file, FramedFile))
    return [file for file in pages if file.inclusion is not InclusionLevel.EXCLUDED]


def generated_page(page: Page) -> GeneratedPage | None:
    """Return what a page was generated from; None for a hand-written one."""
    return page.file.rolebook if isinstance(page.file, GeneratedFile) else None


def title_of(page: GeneratedPage, site: Site) -> str:
    """Return a page's title as HTML, which is known before the page is rendered."""
    title = page.shown_title(site.translate)
    return html.escape(title).replace("{", "&#123;").replace("}", "&#125;")


def pages_built(files: Files) -> Iterator[tuple[GeneratedPage, str]]:
    """Yield the generated pages that are built, each with its address in the site."""
    for file in pages_in(files):
        if isinstance(file, GeneratedFile):
            yield file.rolebook, file.url


def prepare(page: GeneratedMkDocsPage, site: Site, read: Set[str]) -> None:
    """Give a page its title and its weight in the search, and its macro what it names.

    The search reads pages of the kinds in `read`; of others it is told.
    """
    generated = page.rolebook
    page.meta["title"] = title_of(generated, site)
    is_left_out = generated.is_empty or generated.kind not in read
    page.meta["search"] = {"exclude": True} if is_left_out else {"boost": generated.boost}
    page.meta.update(generated.given)
    if generated.kind == "role" and generated.role and generated.role.meta.aliases:
        # Material's search shows tags as HTML, beside the title that readers may not have looked for.
        page.meta["tags"] = [html.escape(plain(name)) for name in generated.role.meta.aliases]
