"""Generated pages made past MkDocs: content in a frame, or a page of before of which nothing has changed."""

from collections.abc import Callable, Iterable, Set
from functools import cached_property

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from rolebook.engine.content import Content, Contents
from rolebook.engine.engine import Pages
from rolebook.engine.frames import Frames
from rolebook.engine.generated import GeneratedMkDocsPage, prepare
from rolebook.engine.search import read_page
from rolebook.engine.site import Site
from rolebook.model.problem import Problem
from rolebook.render.answers import Answers
from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade, Traits


class PageFraming:
    """Makes the pages that MkDocs leaves alone, for `pages` that take them if there are any.

    `read` are the kinds that the search reads; `tell` takes what is wrong with a page.
    """

    def __init__(
        self,
        site: Site,
        contents: Contents,
        frames: Frames,
        nav: Navigation,
        read: Set[str],
        pages: Pages | None,
        tell: Callable[[Iterable[Problem]], object],
    ) -> None:
        self._site, self._contents, self._frames = site, contents, frames
        self._nav, self._read, self._pages, self._tell = nav, read, pages, tell

    @cached_property
    def _answers(self) -> Answers:
        return self._site.answers()

    @property
    def _files(self) -> Files:
        return self._frames.files

    def made(self, page: GeneratedMkDocsPage) -> FramedPage:
        """Return a page in its frame."""
        content = self._content(page, records=False)
        traits = _traits(page, content)
        framed = self._frames.framed(page, traits, self._frames.around(page, traits))
        page.forget()
        return framed

    def is_taken(self, page: GeneratedMkDocsPage) -> bool:
        """Make a page, unless nothing of it has changed, and tell whether somebody takes it."""
        if self._pages and not self._is_kept(page, self._pages):
            self._add(page, self._pages)
        return bool(self._pages)

    def _is_kept(self, page: GeneratedMkDocsPage, pages: Pages) -> bool:
        """Keep a page as it was made before, if it would be the same now."""
        path = page.file.dest_uri
        made = None if page.rolebook.kind in self._read else pages.made(path)
        if not made or not made.holds(self._answers):
            return False
        prepare(page, self._site, self._read)
        around = self._frames.around(page, made.traits)
        if not around or around.digest != made.around:
            return False
        page.present_anchor_ids = set(made.anchors.splitlines())
        pages.keep(path)
        return True

    def _add(self, page: GeneratedMkDocsPage, pages: Pages) -> None:
        content = self._content(page, records=True)
        traits = _traits(page, content)
        around = self._frames.around(page, traits)
        made = None
        if around and not content.problems and not page.links_to_anchors:
            answered = tuple(self._answers.answered(question) for question in content.questions)
            anchors = "\n".join(sorted(page.present_anchor_ids or ()))
            made = PageMade(answered, traits, around.digest, anchors)
        pages.add(page.file.dest_uri, self._frames.framed(page, traits, around), made)
        page.forget()

    def _content(self, page: GeneratedMkDocsPage, *, records: bool) -> Content:
        content = self._contents.generated(page, self._files, records=records)
        self._tell(content.problems)
        if page.rolebook.kind in self._read:
            read_page(self._frames.config, page, self._nav)
        return content


def _traits(page: GeneratedMkDocsPage, content: Content) -> Traits:
    return Traits(content.needs, "<h1" in (page.content or ""), any(page.toc))
