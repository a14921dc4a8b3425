"""Links between pages and files of a handbook: `page:roles/qa-engineer#tools`, `file:assets/a%20map.png`."""

from urllib.parse import quote, unquote

from rolebook_wiki.page import FILE, LINK


def page_link(page_id: str, fragment: str = "") -> str:
    """Return a link to a page; `fragment` is percent-encoded already."""
    return f"{LINK}{quote(page_id)}{f'#{fragment}' if fragment else ''}"


def file_link(path: str) -> str:
    """Return a link to a file by its site path."""
    return f"{FILE}{quote(path)}"


def linked_page(link: str, page_id: str) -> tuple[str, str] | None:
    """Return the page and the place on it that a page's link leads to; None for one that leads elsewhere."""
    path, _, fragment = link.removeprefix(LINK).partition("#")
    if link.startswith(LINK):
        return unquote(path), unquote(fragment)
    return (page_id, unquote(fragment)) if link.startswith("#") else None


def linked_file(link: str) -> str:
    """Return the site path of the file that a link leads to; empty for one that leads elsewhere."""
    return unquote(link.removeprefix(FILE).partition("#")[0]) if link.startswith(FILE) else ""
