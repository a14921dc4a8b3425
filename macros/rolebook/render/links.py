"""Links from one page of the site to another, relative, so that a site works from any sub-path."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote, unquote

from markupsafe import Markup

from rolebook.model.role import Role, Workflow
from rolebook.presentation.source_paths import checklist_page, ladder_page, role_page, workflow_page
from rolebook.presentation.tree import Destination
from rolebook.render.addresses import fact_address, followed

_HANDBOOK = "handbook:"
_ASSETS = "assets/"
_LINK = re.compile(r'<a([^>]*) href="handbook:([^"#]*)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img([^>]*) src="handbook:([^"#]*)[^"]*"([^>]*)>')
_ALT = re.compile(r' alt="([^"]*)"')


@dataclass(frozen=True)
class Links:
    """Knows the address of every page, and the page it links from.

    `urls` maps a page's source path, such as `roles/qa-engineer.md`, to its address in the site.
    """

    urls: Mapping[str, str]
    current: str

    def to(self, page: str, fragment: str = "") -> str:
        """Return the relative address of a page. Raises `KeyError` when there is no such page."""
        target = quote(page) if page.startswith(_ASSETS) else self.urls[page]
        return _relative(target, self.current) + (f"#{fragment}" if fragment else "")

    def at(self, destination: Destination) -> str:
        """Return the relative address of a destination in the handbook."""
        return self.to(destination.page, destination.anchor)

    def _has(self, page: str) -> bool:
        return page in self.urls or page.startswith(_ASSETS)

    def role(self, role: Role, fragment: str = "") -> str:
        """Return the address of a role's page."""
        return self.to(role_page(role.id), fragment)

    def ladder(self, role: Role, fragment: str = "") -> str:
        """Return the address of a role's career ladder."""
        return self.to(ladder_page(role.id), fragment)

    def checklist(self, role: Role) -> str:
        """Return the address of a role's checklist."""
        return self.to(checklist_page(role.id))

    def workflow(self, role: Role, workflow: Workflow) -> str:
        """Return the address of a workflow."""
        return self.to(workflow_page(role.id, workflow.id))

    def address(self, url: str) -> str:
        """Return where a link of a spec leads, or nothing when it is of a kind that is not followed."""
        if not url.startswith(_HANDBOOK):
            return followed(url)
        page, _, fragment = (fact_address(url) or "").removeprefix(_HANDBOOK).partition("#")
        return self.to(unquote(page), fragment) if self._has(unquote(page)) else ""

    def resolve(self, text: Markup) -> Markup:
        """Return role text with its `handbook:` links made relative; those that lead nowhere are undone."""
        if _HANDBOOK not in text:
            return text
        resolved = _IMAGE.sub(self._image, _LINK.sub(self._link, text))
        return Markup(resolved)  # noqa: S704 - role text was cleaned before it came here

    def _link(self, match: re.Match[str]) -> str:
        before, page, fragment, after, text = match.groups()
        if not self._has(_source(page)):
            return text
        return f'<a{before} href="{self._on_page(_source(page), fragment or "")}"{after}>{text}</a>'

    def _on_page(self, page: str, fragment: str) -> str:
        """Return the address of a place, on the current page by its fragment alone."""
        here = fragment and self.urls.get(page) == self.current
        return fragment if here else f"{self.to(page)}{fragment}"

    def _image(self, match: re.Match[str]) -> str:
        """Return the image with its address, or its description where there is no such file."""
        before, page, after = match.groups()
        if self._has(_source(page)):
            return f'<img{before} src="{self.to(_source(page))}"{after}>'
        described = _ALT.search(match[0])
        return described[1] if described else ""


def _source(page: str) -> str:
    """Return the source path of a page as files are named, from how HTML spells it in an address."""
    return unquote(html.unescape(page))


def _relative(target: str, current: str) -> str:
    if target.startswith(("http:", "https:")):
        return target
    folder = current.rpartition("/")[0]
    if folder.strip(".") and target and target.partition("/")[0] != folder.partition("/")[0]:
        return "../" * (folder.count("/") + 1) + target
    path = relpath(f"/{target}", f"/{folder}")
    return f"{path}/" if target.endswith("/") or not target else path
