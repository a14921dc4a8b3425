"""Generated pages made past MkDocs: content in a frame, or a page of before of which nothing has changed.

    template ──asks──► recorded handbook ──question──► noted ──┐
                             │ answer                          ├─► PageMade: questions, digests of answers,
                             ▼                                 │   digest of all that stands around
                           content                             ┘

A page depends on what it asked while it was made; nobody declares it. So a changed duty touches its role's
pages, a changed title those that show it, and what asks for whole lists is made whenever any role changes.
What all pages depend on (templates, language, configuration, engine) is no question: pages of before are
those of a shape that has all that in common. Pages that the search has to read are always made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from mkdocs.structure.nav import Navigation

from rolebook.cores import on_cores
from rolebook.engine.content import Contents, PageContent
from rolebook.engine.engine import FramedPages
from rolebook.engine.frames import Frames
from rolebook.engine.generated import GeneratedMkDocsPage, prepare
from rolebook.engine.search import read_page
from rolebook.engine.site import Site
from rolebook.model.problem import Problem
from rolebook.render.answers import Answered, Answers
from rolebook.render.frame import FramedPage
from rolebook.render.made import PageMade, Traits


@dataclass(frozen=True)
class _ContentResult:
    """A page's content as another process may have made it; `can_stay` tells whether it may be kept."""

    inside: dict[str, str]
    traits: Traits
    problems: Sequence[Problem]
    answered: tuple[Answered, ...]
    anchors: Set[str]
    can_stay: bool


class PageFraming:
    """Makes the pages that MkDocs leaves alone, one by one.

    `read` are the kinds that the search reads; `tell` takes what is wrong with a page.
    """

    def __init__(
        self,
        site: Site,
        contents: Contents,
        frames: Frames,
        nav: Navigation,
        read: Set[str],
        tell: Callable[[Iterable[Problem]], object],
    ) -> None:
        self._site, self._contents, self._frames = site, contents, frames
        self._nav, self._read, self._tell = nav, read, tell

    def framed(self, page: GeneratedMkDocsPage) -> FramedPage:
        """Return a page in its frame."""
        made = self._made(page)
        self._tell(made.problems)
        return self._around(page, made)[0]

    def put_into(
        self, pages: FramedPages, wanted: Sequence[GeneratedMkDocsPage], cores: int
    ) -> Iterator[object]:
        """Put pages in, one after the other, each when the next is asked for.

        Those stay of which nothing has changed; the content of others is made on so many cores.
        """
        kept = [self._kept(page, pages) for page in wanted]
        changed = [page for page, made in zip(wanted, kept, strict=True) if not made]
        made_now = on_cores(self._made, changed, cores)
        for page, made in zip(wanted, kept, strict=True):
            if made:
                page.present_anchor_ids = set(made.anchors.splitlines())
                pages.keep(page.file.dest_uri)
            else:
                self._put(page, next(made_now), pages)
            yield page

    def _kept(self, page: GeneratedMkDocsPage, pages: FramedPages) -> PageMade | None:
        """Return what a page was made of before, if it would be the same now."""
        made = None if page.rolebook.kind in self._read else pages.made(page.file.dest_uri)
        if not made or not made.holds(self._answers):
            return None
        prepare(page, self._site, self._read)
        around = self._frames.around(page, made.traits)
        return made if around and around.digest == made.around else None

    def _put(self, page: GeneratedMkDocsPage, made: _ContentResult, pages: FramedPages) -> None:
        self._tell(made.problems)
        prepare(page, self._site, self._read)
        page.present_anchor_ids = {*made.anchors}
        framed, around = self._around(page, made)
        anchors = "\n".join(sorted(made.anchors))
        can_stay = around and made.can_stay
        known = PageMade(made.answered, made.traits, around, anchors) if can_stay else None
        pages.add(page.file.dest_uri, framed, known)

    def _around(self, page: GeneratedMkDocsPage, made: _ContentResult) -> tuple[FramedPage, bytes]:
        """Return a page with all that stands around its content, and the digest of that.

        Nothing is the digest of what is made for one page alone.
        """
        around = self._frames.around(page, made.traits)
        if not around:
            return self._frames.alone(page, made.traits, made.inside["content"]), b""
        return FramedPage(around.frame, {**around.values, **made.inside}), around.digest

    def _made(self, page: GeneratedMkDocsPage) -> _ContentResult:
        """Make the content of a page, which lets go of it: MkDocs holds all pages to the end."""
        content = self._contents.generated(page, self._frames.files, records=True)
        if page.rolebook.kind in self._read:
            read_page(self._frames.config, page, self._nav)
        traits = _traits(page, content)
        made = _ContentResult(
            inside=self._frames.inside(page, traits),
            traits=traits,
            problems=content.problems,
            answered=tuple(self._answers.answered(question) for question in content.questions),
            anchors=page.present_anchor_ids or set(),
            can_stay=not content.problems and not page.links_to_anchors,
        )
        page.forget()
        return made

    @cached_property
    def _answers(self) -> Answers:
        return self._site.answers()


def _traits(page: GeneratedMkDocsPage, content: PageContent) -> Traits:
    return Traits(content.needs, "<h1" in (page.content or ""), any(page.toc))
