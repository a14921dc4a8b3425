"""The handbook as Markdown files of a git wiki."""

from collections.abc import Iterator, Mapping

from rolebook_wiki.git.file_names import SIDEBAR, file_names, full_title
from rolebook_wiki.git.links import address, linked
from rolebook_wiki.git.mark import digest
from rolebook_wiki.git.markdown import markdown, text
from rolebook_wiki.page import HOME, WikiHandbook, WikiPage
from rolebook_wiki.page_tree import PageTree
from rolebook_wiki.plan import Wanted
from rolebook_wiki.sentences import Sentences

NAVIGATION = "navigation:"
"""The id of the sidebar."""

_SIDEBAR_ROLES = 100
"""A sidebar that lists more roles than these only leads to their list."""


def git_pages(handbook: WikiHandbook, sentences: Sentences) -> Iterator[Wanted]:
    """Yield the pages as files of the wiki, `QA-Engineer.md`, each before those below it."""
    names = file_names(handbook)
    bodies = linked(handbook, names)
    texts = markdown([bodies[page.id] for page in handbook.pages])
    site = _Site(handbook, names, sentences)
    for page, body in zip(handbook.pages, texts, strict=True):
        yield _wanted(page.id, names[page.id], site.page(page, body))
    yield _wanted(NAVIGATION, SIDEBAR, site.sidebar())


def moved_page(title: str, name: str, sentences: Sentences) -> str:
    """Return the text of a page that says where another one is now."""
    link = f"[{text(title)}]({address(name)})"
    return sentences.moved.format(page=link) + "\n"


def _wanted(page_id: str, name: str, content: str) -> Wanted:
    return Wanted(page_id, f"{name}.md", content, digest(content))


class _Site:
    """What a page says of those around it."""

    def __init__(self, handbook: WikiHandbook, names: Mapping[str, str], sentences: Sentences) -> None:
        self._names = names
        self._sentences = sentences
        self._home = tuple(page for page in handbook.pages if page.id == HOME)
        self._tree = PageTree(handbook)

    def page(self, page: WikiPage, body: str) -> str:
        """Return the text of a page: its title where the file's name lacks it, its place, content, note."""
        parts = (self._title(page), self._trail(page), self._own_pages(page), body, self._note(page))
        return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"

    def sidebar(self) -> str:
        """Return the sidebar: the home page, those at the top, and the roles where they are not too many."""
        lines = [line for home in self._home for line in (f"**{self._link(home)}**", "")]
        for page in self._tree.below(HOME):
            lines.append(f"- {self._link(page)}")
            roles = self._tree.below(page.id) if page.id == "roles" else ()
            if len(roles) <= _SIDEBAR_ROLES:
                lines.extend(f"  - {self._link(role)}" for role in sorted(roles, key=_by_title))
        return "\n".join(lines) + "\n"

    def _title(self, page: WikiPage) -> str:
        """Return a heading where the wiki, which shows a file's name as title, would not show the page's."""
        shown = self._names[page.id].replace("-", " ")
        return "" if shown == full_title(page) else f"# {text(full_title(page))}"

    def _trail(self, page: WikiPage) -> str:
        return " › ".join(self._link(above) for above in self._tree.above(page))

    def _own_pages(self, page: WikiPage) -> str:
        """Return links to a role's own pages; lists of roles are on the pages that list them."""
        own_pages = self._tree.below(page.id) if page.parent == "roles" else ()
        return " · ".join(
            f"[{text(own.kind or own.title)}]({address(self._names[own.id])})" for own in own_pages
        )

    def _note(self, page: WikiPage) -> str:
        where = text(self._sentences.edit_in_folder)
        if page.edited_at:
            where = f"[{text(self._sentences.edit)}]({page.edited_at})"
        return f"---\n\n*{text(self._sentences.generated)}* {where}"

    def _link(self, page: WikiPage) -> str:
        return f"[{text(page.title)}]({address(self._names[page.id])})"


def _by_title(page: WikiPage) -> str:
    return page.title.casefold()
