"""What a text makes a browser load: its pictures, and whatever else its HTML names."""

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rolebook.facts.browser import is_elsewhere
from rolebook.facts.token import facts_to_tokens, replace_tokens
from rolebook.parse.markup import Attribute, Piece, pieces

_LOADING = frozenset({"src", "poster", "background", "data", "lowsrc", "dynsrc"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_LINKS = frozenset({"href", "xlink:href"})
_LEADS_ON_A_CLICK = frozenset({"a", "area"})
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"(?:url\(\s*|(?:image-set\(|@import|src\()\s*)(?:\"([^\"]*)\"?|'([^']*)'?|([^\"')\s][^)\s;]*))",
    re.IGNORECASE,
)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_DESTINATION = re.compile(r"\]\(\s*<[^<>\n]*>")
_ESCAPED = re.compile(r"\\<")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")
_WITHIN = re.compile(r"[^\n]")


class _Reader(MarkdownIt):
    """CommonMark whose addresses stay as they are written, of whatever kind."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


_MARKDOWN = _Reader("commonmark").enable("table")


@dataclass(frozen=True)
class Address:
    """An address in a text: what names it (`img`, `script`, `style`, …; `a` for a link), and its line."""

    tag: str
    address: str
    line: int


def elsewhere(text: str) -> Iterator[Address]:
    """Yield what a page of this Markdown would ask another host for; facts in it are `{{NAME}}` or tokens."""
    if "![" not in text and "<" not in text:
        return
    tokens = facts_to_tokens(text)[0]
    for found in (*addresses_in_markdown(tokens), *addresses_in_html(without_code(tokens))):
        if found.tag not in _LEADS_ON_A_CLICK and is_elsewhere(found.address):
            shown = replace_tokens(found.address, lambda name, _: f"{{{{{name}}}}}")
            yield Address(found.tag, shown, found.line)


def addresses_in_markdown(text: str) -> Iterator[Address]:
    """Yield the addresses of Markdown's own pictures (`img`) and links (`a`)."""
    for block in _MARKDOWN.parse(text):
        line = block.map[0] + 1 if block.map else 1
        yield from _of_inline(block.children or (), line)


def _of_inline(tokens: "tuple[Token, ...] | list[Token]", line: int) -> Iterator[Address]:
    for token in tokens:
        if token.type in ("image", "link_open"):
            name = "img" if token.type == "image" else "a"
            yield Address(name, str(token.attrs.get("src") or token.attrs.get("href") or ""), line)
        line += 1 if token.type in ("softbreak", "hardbreak") else token.content.count("\n")


def addresses_in_html(text: str) -> Iterator[Address]:
    """Yield the addresses that the HTML in a text names."""
    for piece in pieces(text):
        for tag, address, start in _addresses(piece):
            yield Address(tag, address, text.count("\n", 0, start) + 1)


def _addresses(piece: Piece) -> Iterator[tuple[str, str, int]]:
    if piece.kind == "style":
        yield from (("style", address, piece.start) for address in css_addresses(piece.text))
    for attribute in piece.attributes:
        for address in _of_attribute(attribute):
            yield piece.text, address, attribute.start


def _of_attribute(attribute: Attribute) -> Iterator[str]:
    value = html.unescape(attribute.value)
    if attribute.name in _LOADING | _LINKS:
        yield value
    elif attribute.name in _LISTS:
        yield from (words[0] for part in value.split(",") if (words := part.split()))
    elif attribute.name == "style":
        yield from css_addresses(value)


def css_addresses(css: str) -> Iterator[str]:
    """Yield the addresses that a style sheet, or a part of one, would load."""
    plain = _CSS_ESCAPE.sub(_unescaped, re.sub(r"/\*.*?(?:\*/|\Z)", " ", css, flags=re.DOTALL))
    for double, single, bare in _CSS_ADDRESS.findall(plain):
        yield double or single or bare


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code <= sys.maxunicode else match[2] or "\ufffd"


def without_code(text: str) -> str:
    """Return Markdown with spaces in the place of code and addresses: what is left in `<>` is HTML."""
    lines = text.split("\n")
    for block in _MARKDOWN.parse(text) if any(mark in text for mark in ("```", "~~~", "    ", "\t")) else ():
        if block.map and block.type in ("fence", "code_block"):
            lines[slice(*block.map)] = ("" for _ in range(*block.map))
    shown = "\n".join(lines)
    for pattern in (_CODE_SPAN, _AUTOLINK, _DESTINATION, _ESCAPED):
        shown = pattern.sub(lambda found: _WITHIN.sub(" ", found[0]), shown)
    return shown
