"""Inline Markdown as plain text, for matching, titles and slugs."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rolebook.reading.tags import is_tag

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_\[\]<>&~!]")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?[\ufe0f\u20e3]*|[ivxIVX]+[.)]|[a-zA-Z][.)])\s+")
_SHORTCODE = re.compile(r":[\w+-]+:")
_WRAPPED = re.compile(r"(\*\*\*|\*\*|__|\*|_)((?:(?!\1).)+)\1", re.DOTALL)
_UNSPOKEN = re.compile(r"[\u200b-\u200f\u2060\ufeff'\u2019`\u00b4]")
_NOT_WORD = re.compile(r"[^\w\s]|_")

_ABBREVIATIONS = frozenset(
    {
        "ai",
        "api",
        "bi",
        "cs",
        "ehs",
        "esg",
        "gtm",
        "hr",
        "ict",
        "it",
        "ml",
        "pm",
        "pmo",
        "pr",
        "qa",
        "rd",
        "seo",
        "sre",
    }
    | {"bp", "ceo", "cfo", "cio", "ciso", "coo", "cpo", "cto", "ui", "ux", "vp"}
)
"""Words of file names that are spoken letter by letter."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return inline Markdown as the words a reader sees."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    shown = "".join(_shown(token) for token in _inline().parseInline(text)[0].children or ())
    return " ".join(shown.split())


@cache
def _inline() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - who only stamps reads no Markdown

    return MarkdownIt("commonmark").enable("strikethrough")


def _shown(token: "Token") -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline" and is_tag(token.content):
        return ""
    return token.content


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """Return what is compared when headings, labels and titles are recognised.

    Case, emoji, numbering, punctuation and the difference between `&` and "and" do not count.
    """
    compared = _SHORTCODE.sub("", unicodedata.normalize("NFKC", plain(text)))
    compared = _NUMBERING.sub("", _leading_symbols_off(compared))
    compared = _UNSPOKEN.sub("", compared).replace("&", " and ")
    return " ".join(_NOT_WORD.sub(" ", compared).casefold().split())


def _leading_symbols_off(text: str) -> str:
    return re.sub(r"^[^\w&]+", "", text)


def unwrapped(text: str) -> str:
    """Return inline Markdown without the emphasis that wraps all of it."""
    whole = _WRAPPED.fullmatch(text.strip())
    return unwrapped(whole[2]) if whole else text.strip()


def name_of_file(name: str) -> str:
    """Return the name of a file or folder as a title: `qa-engineer` as "QA engineer", `R&D` as it is."""
    words = name.replace("-", " ").replace("_", " ").split()
    cased = [word.upper() if word in _ABBREVIATIONS else word for word in words]
    first = [word.capitalize() if word.islower() else word for word in cased[:1]]
    return " ".join([*first, *cased[1:]])
