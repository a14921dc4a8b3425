"""Role text as HTML.

A spec is anybody's text: markdown-it-py renders it, nh3 cleans it, and only then does it join a
page. Links to other pages leave here as `handbook:` addresses (see `rolebook.render.links`).
"""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from rolebook.facts.slug import slugify
from rolebook.facts.token import OPEN, Place, in_place

_PLAIN = re.compile(r"[^\\`*_\[\]<>&~!\n\"'|:@/]*")
_LOOKS_LIKE_LINK = re.compile(r"://|www\.|@|\.\w{2}", re.IGNORECASE)
_HIGHEST_HEADING = 4
_TAGS = (nh3.ALLOWED_TAGS - {"article", "aside", "footer", "header", "nav", "map", "area"}) | {"input"}
_TOKEN_CLASSES = set(STANDARD_TYPES.values()) - {""}
_CLASSES = {
    "div": {"highlight"},
    "span": _TOKEN_CLASSES,
    "ul": {"contains-task-list"},
    "li": {"task-list-item"},
    "input": {"task-list-item-checkbox"},
}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "input": {"checked", "disabled"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "handbook"}
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(cssclass="highlight", wrapcode=True)


def _highlighted(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return f'<div class="highlight"><pre><code>{html.escape(code, quote=False)}</code></pre></div>'
    return highlight(code, lexer, _FORMATTER)


def _fence(tokens: Sequence[Token], index: int, options: Any, _env: Any) -> str:
    words = tokens[index].info.split()
    return _highlighted(tokens[index].content, words[0] if words else "", "")


_RENDERER = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
_RENDERER.use(tasklists_plugin)
_RENDERER.add_render_rule("fence", lambda _renderer, *rest: _fence(*rest))
_RENDERER.add_render_rule("code_block", lambda _renderer, *rest: _fence(*rest))


@lru_cache(maxsize=65536)
def inline_html(text: str) -> Markup:
    """Return inline Markdown as clean HTML."""
    if _PLAIN.fullmatch(text) and not _LOOKS_LIKE_LINK.search(text):
        return Markup(html.escape(text))  # noqa: S704 - escaped right here
    rendered = _RENDERER.renderInline(text)
    return Markup(_clean(rendered))  # noqa: S704 - cleaned right here


@lru_cache(maxsize=4096)
def block_html(markdown: str) -> Markup:
    """Return block Markdown as clean HTML; its headings never stand above those of the page."""
    tokens = _RENDERER.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), _HIGHEST_HEADING), 6)}"
    return Markup(_clean(_RENDERER.renderer.render(tokens, _RENDERER.options, {})))  # noqa: S704 - cleaned


def _clean(rendered: str) -> str:
    if "<" not in rendered and OPEN not in rendered:
        return rendered
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        allowed_classes=_CLASSES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _attribute(_tag: str, name: str, value: str) -> str:
    """Say where a token in an attribute stands, so that its value is escaped for that place."""
    if OPEN not in value:
        return value
    if name in ("href", "src", "cite"):
        return in_place(value, Place.URL)
    return slugify(value) if name in ("id", "name") else value
