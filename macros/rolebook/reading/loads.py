"""What a text makes a browser load: its pictures, and whatever else its HTML names."""

import html
import re
import sys
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rolebook.facts.browser import as_read, is_elsewhere
from rolebook.facts.token import facts_to_tokens, replace_tokens
from rolebook.reading.markup import Attribute, Piece, pieces

_LOADING = frozenset({"src", "poster", "background", "data", "lowsrc", "dynsrc"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_LINKS = frozenset({"href", "xlink:href"})
_LEADS_ON_A_CLICK = frozenset({"a", "area"})
_STYLING = frozenset(
    {"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"}
    | {"marker", "marker-start", "marker-mid", "marker-end"}
)
"""Attributes that are styles; those of drawings may name files too."""

_REFRESH = re.compile(r"[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_LONGEST_REFRESH = 4096
_PAGE_IN_ADDRESS = re.compile(
    r"data:(?!image/(?:png|jpe?g|gif|webp|avif)\b)([^,]*),(.*)", re.IGNORECASE | re.DOTALL
)
_DEEPEST = 3
"""So many pages may stand in attributes of one another."""

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_COMMENT = re.compile(
    r"(\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n])*+'?|url\(\s*+[^\"'\s)][^)]*+)|/\*.*?(?:\*/|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, but in a string or an address, where `/*` begins none."""

_CSS_ADDRESS = re.compile(
    r"(?:url|src)\(\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\"')\s][^)\s;]*))|@import\s*(?:\"([^\"]*)\"?|'([^']*)'?)",
    re.IGNORECASE,
)
_CSS_SET = re.compile(r"image-set\(([^;{}]*)", re.IGNORECASE)
_CSS_STRING = re.compile(r"\"([^\"]*)\"?|'([^']*)'?")
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_DESTINATION = re.compile(r"\]\(\s*<[^<>\n]*>")
_ESCAPED = re.compile(r"\\<")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")
_WITHIN = re.compile(r"[^\n]")


class _AddressParser(MarkdownIt):
    """CommonMark whose addresses stay as they are written, of whatever kind."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


_MARKDOWN = _AddressParser("commonmark").enable("table")


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
    yield from _of_others((*addresses_in_markdown(tokens), *addresses_in_html(without_code(tokens))))


def elsewhere_in_html(page: str) -> Iterator[Address]:
    """Yield what a finished page would ask another host for; facts in it are tokens."""
    return _of_others(addresses_in_html(page))


def _of_others(addresses: Iterable[Address]) -> Iterator[Address]:
    for address in addresses:
        if address.tag not in _LEADS_ON_A_CLICK and is_elsewhere(address.address):
            shown = replace_tokens(address.address, lambda name, _: f"{{{{{name}}}}}")
            yield Address(address.tag, shown, address.line)


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


def addresses_in_html(text: str, depth: int = 0) -> Iterator[Address]:
    """Yield the addresses that the HTML in a text names, that of pages in its attributes included."""
    for piece in pieces(text):
        line = text.count("\n", 0, piece.start) + 1
        if piece.kind == "style":
            yield from (Address("style", address, line) for address in css_addresses(piece.text))
        elif piece.kind == "noscript" and depth < _DEEPEST:
            yield from _moved(addresses_in_html(piece.text, depth + 1), line)
        for attribute in piece.attributes:
            at = text.count("\n", 0, attribute.start) + 1
            yield from _moved(_in_attribute(piece, attribute, depth), at)


def _moved(addresses: Iterator[Address], line: int) -> Iterator[Address]:
    return (Address(one.tag, one.address, line + one.line - 1) for one in addresses)


def _in_attribute(piece: Piece, attribute: Attribute, depth: int) -> Iterator[Address]:
    for address in _of_attribute(piece, attribute):
        yield Address(piece.text, address, 1)
    if depth < _DEEPEST and piece.text not in _LEADS_ON_A_CLICK:
        yield from addresses_in_html(_page_in(attribute), depth + 1)


def _of_attribute(piece: Piece, attribute: Attribute) -> Iterator[str]:
    value = html.unescape(attribute.value)
    if attribute.name in _LOADING | _LINKS:
        yield value
    elif attribute.name in _LISTS:
        yield from (fields[0] for part in value.split(",") if (fields := part.split()))
    elif attribute.name in _STYLING:
        yield from css_addresses(value)
    elif attribute.name == "content" and refreshes(piece):
        yield from _REFRESH.findall(value[:_LONGEST_REFRESH])


def refreshes(piece: Piece) -> bool:
    """Tell whether a tag leads its reader elsewhere without a click (`<meta http-equiv="refresh">`)."""
    kinds = (html.unescape(one.value).strip().lower() for one in piece.attributes if one.name == "http-equiv")
    return piece.text == "meta" and "refresh" in kinds


def _page_in(attribute: Attribute) -> str:
    """Return the page or drawing that an attribute holds; empty where it holds none."""
    value = html.unescape(attribute.value)
    if attribute.name == "srcdoc":
        return value
    match = _PAGE_IN_ADDRESS.match(as_read(value)) if attribute.name in _LOADING | _LINKS else None
    if not match:
        return ""
    data = unquote_to_bytes(match[2])
    if match[1].lower().replace(" ", "").endswith(";base64"):
        data = b64decode(data + b"=" * (-len(data) % 4)) if len(data) % 4 != 1 else b""
    return data.decode("utf-8", "replace")


def css_addresses(css: str) -> Iterator[str]:
    """Yield the addresses that a style sheet, or a part of one, would load."""
    plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub(lambda match: match[1] or " ", css))
    listed = (text for part in _CSS_SET.findall(plain) for text in _CSS_STRING.findall(part))
    for quoted in (*_CSS_ADDRESS.findall(plain), *listed):
        yield next(filter(None, quoted), "")


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
        shown = pattern.sub(lambda match: _WITHIN.sub(" ", match[0]), shown)
    return shown
