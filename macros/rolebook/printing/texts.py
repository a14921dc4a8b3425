"""Role text as nodes for one document: stamped, its links resolved, their addresses numbered."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias
from unicodedata import category, normalize
from urllib.parse import quote, unquote

from rolebook.model.role import Markdown, Text
from rolebook.printing.nodes import TextNode, TextNodes, nodes_of, texts_of
from rolebook.reading.plain import plain
from rolebook.render.text import block_html, inline_html
from rolebook.stamp.escape import Format
from rolebook.stamp.text import stamped
from rolebook.stamp.values import Values

CanSet: TypeAlias = Callable[[str], bool]

_HANDBOOK = "handbook:"
_ROLE = re.compile(r"roles/([^#]+)\.md(?:#.*)?")
_SCHEME = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)")
_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+")
"""Matches what is encoded and no ASCII, which stands for itself or means something else than encoded."""

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_FOLLOWED = ("http://", "https://", "mailto:", "tel:")
_PRINTED_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


class Texts:
    """Turns the text of specs into nodes, with one company's values.

    `site` is the address of the company's handbook, or empty; `suffix` what ends the address of a page
    in it. `pictures` are the site paths of the pictures that can be printed, `can_set` tells whether there
    are letters for a text. `here` is the page whose text is set, to whose places no link leads on paper.
    `notes` collects the addresses that links lead to, in the order of their numbers.
    """

    def __init__(
        self,
        values: Values,
        site: str,
        suffix: str,
        pictures: Iterable[str],
        can_set: CanSet = bool,
        here: str = "",
    ) -> None:
        self.notes: list[str] = []
        self._values = values
        self._site = site
        self._suffix = suffix
        self._can_set = can_set
        self._here = here
        self._pictures = frozenset(path for path in pictures if path.lower().endswith(_PRINTED_PICTURES))

    def anew(self, here: str) -> "Texts":
        """Return the same for another document, or another chapter, which numbers its links anew."""
        return Texts(self._values, self._site, self._suffix, self._pictures, self._can_set, here)

    def plain(self, text: Text) -> str:
        """Return the words of a text."""
        return self.value(plain(text))

    def value(self, text: str) -> str:
        """Return a text that is no Markdown, such as the token of a level, with its facts in it."""
        return stamped(text, Format.PLAIN, self._values)

    def inline(self, text: Text) -> TextNodes:
        """Return inline Markdown as nodes."""
        return self._resolved(nodes_of(stamped(inline_html(text), Format.HTML, self._values)))

    def block(self, markdown: Markdown) -> TextNodes:
        """Return block Markdown as nodes."""
        return self._resolved(nodes_of(stamped(block_html(markdown), Format.HTML, self._values)))

    def address(self, url: str) -> str:
        """Return where a link of a spec leads; nothing where that cannot be said on paper."""
        return self._address(self.value(url))

    def readable(self, url: str) -> str:
        """Return an address as it is read on paper: without what everybody types anyway."""
        return _SCHEME.sub("", decoded(url, self._can_set)).rstrip("/")

    def _address(self, url: str) -> str:
        if not url.startswith(_HANDBOOK):
            return url if url.startswith(_FOLLOWED) else ""
        page, mark, fragment = url.removeprefix(_HANDBOOK).partition("#")
        if not page or not self._site or (mark and unquote(page) == self._here):
            return ""
        if page.endswith(".md"):
            page = f"{page.removesuffix('.md')}{self._suffix}"
        return f"{self._site.rstrip('/')}/{page}{mark}{fragment}"

    def _resolved(self, nodes: TextNodes) -> TextNodes:
        return [resolved for node in nodes for resolved in self._resolved_node(node)]

    def _resolved_node(self, node: TextNode) -> TextNodes:
        if isinstance(node, str):
            return [node]
        if node["t"] == "img":
            return [self._picture(node)]
        inside = self._resolved(node["c"]) if "c" in node else []
        if node["t"] == "a":
            return self._link(node["to"], inside)
        return [{**node, "c": inside} if "c" in node else node]

    def _picture(self, node: dict[str, Any]) -> TextNode:
        path = unquote(node["src"].removeprefix(_HANDBOOK))
        alt: str = node["alt"]
        return {"t": "img", "src": f"/{path}", "alt": alt} if path in self._pictures else alt

    def _link(self, to: str, inside: TextNodes) -> TextNodes:
        url = self._address(to)
        if not url:
            return inside
        label = "".join(texts_of(inside))
        if unquote(label) == unquote(url):  # as Markdown shows an address: decoded, whatever that makes of it
            inside = [decoded(url, self._can_set)]
        link: dict[str, Any] = {"t": "a", "url": url, "c": inside}
        role = _ROLE.fullmatch(to.removeprefix(_HANDBOOK)) if to.startswith(_HANDBOOK) else None
        if role:
            link["role"] = unquote(role[1])
        if not _says(label, url):
            link["note"] = self._number(url)
        return [link]

    def _number(self, url: str) -> int:
        if url not in self.notes:
            self.notes.append(url)
        return self.notes.index(url) + 1


def _says(label: str, url: str) -> bool:
    """Tell whether a link's label is its address already."""
    return _bare(label.strip()) == _bare(url)


def _bare(url: str) -> str:
    return unquote(_SCHEME.sub("", url)).rstrip("/")


def decoded(url: str, can_set: CanSet) -> str:
    """Return an address with its encoded letters as such, where who types them comes to the same place.

    What is no letter (`%2F`, `%20`), and what the fonts have none for, is encoded.
    """
    return _ENCODED.sub(lambda match: _letters(match[0], can_set), quote(url, safe=_ASCII))


def _letters(encoded: str, can_set: CanSet) -> str:
    """Return the letters of a run of encoded bytes; the run itself where it is not all letters."""
    letters = unquote(encoded, errors="replace")
    # What a letter before it would join, and what is put together otherwise, is another address when typed.
    is_typed = not category(letters[0]).startswith("M") and normalize("NFC", letters) == letters
    is_same = quote(letters) == encoded and is_typed and letters.isprintable()
    return letters if is_same and can_set(letters) else encoded
