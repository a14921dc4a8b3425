"""Links from one page of the site to another, relative, so that a site works from any sub-path."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote

from markupsafe import Markup

from rolebook.facts.token import OPEN, Place, in_place
from rolebook.model.role import Role, Workflow

_TO_HANDBOOK = re.compile(r'<a([^>]*) href="handbook:([^"#]*)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)
_FOLLOWED = re.compile(rf"(?:https?://|mailto:|tel:|#|{OPEN})", re.IGNORECASE)
_IMAGE = re.compile(r'src="handbook:([^"]*)"')


@dataclass(frozen=True)
class Links:
    """Knows the address of every page, and the page it links from.

    `urls` maps a page's source path, such as `roles/qa-engineer.md`, to its address in the site.
    """

    urls: Mapping[str, str]
    current: str

    def to(self, page: str, fragment: str = "") -> str:
        """Return the relative address of a page. Raises `KeyError` when there is no such page."""
        target = quote(page) if page.startswith("assets/") else self.urls[page]
        return _relative(target, self.current) + (f"#{fragment}" if fragment else "")

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
        if url.startswith("handbook:"):
            page, hash_mark, fragment = url.removeprefix("handbook:").partition("#")
            return self.to(page, fragment) if page in self.urls or page.startswith("assets/") else ""
        return in_place(url, Place.URL) if _FOLLOWED.match(url) else ""

    def resolve(self, text: Markup) -> Markup:
        """Return role text with its `handbook:` links made relative; those that lead nowhere are undone."""
        if "handbook:" not in text:
            return text
        resolved = _IMAGE.sub(lambda match: f'src="{self.to(match[1])}"', _TO_HANDBOOK.sub(self._link, text))
        return Markup(resolved)  # noqa: S704 - role text was cleaned before it came here

    def _link(self, match: re.Match[str]) -> str:
        before, page, fragment, after, text = match.groups()
        if page not in self.urls and not page.startswith("assets/"):
            return text
        return f'<a{before} href="{self.to(page)}{fragment or ""}"{after}>{text}</a>'


def role_page(role_id: str) -> str:
    """Return the source path of a role's page."""
    return f"roles/{role_id}.md"


def ladder_page(role_id: str) -> str:
    """Return the source path of a role's career ladder."""
    return f"ladders/{role_id}.md"


def checklist_page(role_id: str) -> str:
    """Return the source path of a role's checklist."""
    return f"checklists/{role_id}.md"


def workflow_page(role_id: str, workflow_id: str) -> str:
    """Return the source path of a workflow's page."""
    return f"workflows/{role_id}/{workflow_id}.md"


def _relative(target: str, current: str) -> str:
    if target.startswith(("http:", "https:")):
        return target
    folder = current.rpartition("/")[0]
    path = relpath(f"/{target}", f"/{folder}")
    return f"{path}/" if target.endswith("/") or not target else path
