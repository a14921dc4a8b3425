"""Handbooks drawn in a test, without a site."""

from collections.abc import Mapping
from pathlib import Path

from rolebook_wiki.page import HOME, WikiFile, WikiHandbook, WikiPage


def page(page_id: str, title: str, html: str, kind: str = "") -> WikiPage:
    """Return a page of the handbook; a role's ladder belongs under the role."""
    section, _, role = page_id.partition("/")
    parent = f"roles/{role}" if section == "ladders" else HOME
    return WikiPage(page_id, title, kind, f"<article>{html}</article>", "" if page_id == HOME else parent)


def drawn(
    titles: Mapping[str, str], files: tuple[Path, ...] = (), say: str = "Find what breaks"
) -> WikiHandbook:
    """Return a handbook with a home page and a page for each id and title, all of which say something."""
    links = "".join(f'<li><a href="page:{page_id}">{title}</a></li>' for page_id, title in titles.items())
    pictures = "".join(f'<p><img src="file:{file.name}" alt="way"></p>' for file in files)
    home = page(HOME, "Acme", f"<ul>{links}</ul>{pictures}")
    pages = (page(page_id, title, f"<p>{title}: {say}</p>") for page_id, title in titles.items())
    return WikiHandbook("acme", (home, *pages), tuple(WikiFile(file.name, file) for file in files))
