"""A page while it is rendered: the parts that its macros place, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from rolebook.docs.misplaced import misplaced, said_of
from rolebook.engine.page_environment import call_place
from rolebook.engine.site import Site
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem
from rolebook.model.role import Role
from rolebook.render.answers import WHOLE_ROLE, Question
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.placing import RenderedPart, is_parts_only, joined, placeholder, put, stands_amid_words
from rolebook.render.recorded import recorded_handbook, recorded_indexes, recorded_urls
from rolebook.render.templates import page_context


@dataclass(frozen=True)
class PageOrigin:
    """A page's address, the file its author knows, where to edit it, the lines above its Markdown."""

    url: str
    file: str
    edit_url: str = ""
    lines_above: int = 0


class Rendering:
    """One page on its way. With `records`, it keeps what is asked of the handbook meanwhile."""

    def __init__(self, site: Site, origin: PageOrigin, *, records: bool = False) -> None:
        self._site, self._origin = site, origin
        self._parts: dict[str, RenderedPart] = {}
        self._needs: list[str] = []
        self.problems: list[Problem] = []
        self.questions: set[Question] = set()
        self._records = records

    @cached_property
    def handbook(self) -> Handbook:
        """Return the handbook as this page sees it."""
        whole = self._site.handbook
        return recorded_handbook(whole, self.questions.add) if self._records else whole

    def role(self, role_id: str) -> Role:
        """Return a role of which the page may show all. Raises `KeyError`."""
        self.questions.add((WHOLE_ROLE, role_id))
        return self._site.callable_names.roles[role_id]

    @cached_property
    def _context(self) -> Mapping[str, Any]:
        indexes, urls = self._site.lookup.indexes, self._site.urls
        if self._records:
            indexes = recorded_indexes(indexes, self.questions.add)
            urls = recorded_urls(urls, self.questions.add)
        lookup, links = Lookup(self.handbook, indexes), Links(urls, self._origin.url)
        return page_context(
            lookup,
            links,
            self._origin.edit_url,
            self._site.prints,
            self._needs.extend,
            lambda script: self._site.told.get(script, ()),
            self._site.translate,
        )

    def report(self, template: str, line: int, message: str) -> None:
        """Note a problem where its author finds it: in the page, or in a template it is made of."""
        folders = (folder for folder in self._site.overrides if Path(template).is_relative_to(folder))
        own_templates = [f"overrides/{Path(template).relative_to(folder).as_posix()}" for folder in folders]
        own = line + self._origin.lines_above if line else 0
        place = (own_templates[0], line) if own_templates else (self._origin.file, own)
        self.problems.append(Problem(*place, message))

    def block(self, name: str, /, **given: Any) -> str:
        """Render a part, and return an empty element that keeps its place.

        So role text never meets Python-Markdown, which would read it as Markdown once more, and
        which takes longer to look through HTML than to convert the Markdown around it. The place is named
        by the part's digest: whoever can write it can write the part.
        """
        return self._placed(self._part(name, **given))

    def inline(self, name: str, /, **given: Any) -> str:
        """Render a part that stands within a sentence."""
        return self._part(name, **given).html

    def page(self, env: Any, name: str, /, **given: Any) -> str:
        """Render a page's template, with places for its parts; `env` is mkdocs-macros."""
        template: str = env.env.get_template(f"pages/{name}.md").render(**given)
        return (
            self._placed(joined(template, self._parts, call_place())) if is_parts_only(template) else template
        )

    def _placed(self, part: RenderedPart) -> str:
        key = sha256(part.html.encode()).hexdigest()
        self._parts[key] = part
        return placeholder(key)

    def _part(self, name: str, /, **given: Any) -> RenderedPart:
        self._needs.clear()
        html = self._site.parts.get_template(f"parts/{name}.html").render(**self._context, **given)
        return RenderedPart(html, tuple(self._needs), call_place())

    def expanded(self, content: str) -> tuple[str, tuple[str, ...]]:
        """Return a page's HTML with its parts in the places that their macros kept, and what they need."""
        placed = put(content, self._parts)
        for part, what in placed.misplaced:
            self.report(*part.called_at, stands_amid_words(what))
        self.problems += (Problem(self._origin.file, 0, said_of(fact)) for fact in misplaced(placed.html))
        return placed.html, placed.needs


class Current:
    """Which page is rendered now: macros are registered once, and speak for it."""

    def __init__(self) -> None:
        self._rendering: Rendering | None = None

    def __call__(self) -> Rendering:
        """Return the page that is rendered. Raises `RuntimeError` where there is none."""
        if self._rendering is None:
            raise RuntimeError("a macro is called while no page is rendered")
        return self._rendering

    def enter(self, rendering: Rendering) -> Rendering:
        """Say which page comes next."""
        self._rendering = rendering
        return rendering

    @contextmanager
    def at(self, rendering: Rendering) -> Iterator[Rendering]:
        """Render a page amid whatever else is rendered."""
        before, self._rendering = self._rendering, rendering
        try:
            yield rendering
        finally:
            self._rendering = before
