"""Role text as HTML.

A spec is anybody's text: markdown-it-py renders it, nh3 cleans it, and only then does it join a
page. Links to other pages leave here as `handbook:` addresses (see `rolebook.render.links`).
"""

import html
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from rolebook.facts.browser import is_elsewhere, is_followed
from rolebook.facts.token import OPEN, TOKEN
from rolebook.reading.limits import READ_TO
from rolebook.reading.link_slips import FOLLOWED
from rolebook.reading.tags import shown_tags, words_kept
from rolebook.render.addresses import encoded, fact_address

_PLAIN = re.compile(r"[^\\`*_\[\]<>&~!\n\"'|:@/]*")
_OTHER_INPUT = re.compile(r'<input(?![^>]* type="checkbox")[^>]*>')
_NO_TAG = "0FACT"  # begins with a digit, so that <0FACT> is no element
_LETTERS = str.maketrans("0123456789", "GHIJKLMNOP")
_FACT_AUTOLINK = re.compile(rf"<({TOKEN.pattern}[^\s<>]*)>")
_HIGHEST_HEADING = 4
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
_SCHEMES = {*FOLLOWED, "handbook"}
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(cssclass="highlight", wrapcode=True)


def _highlighted(code: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return _uncoloured(code)
    named, restored = _words_for_facts(code, "FACT")
    coloured = restored(highlight(named, lexer, _FORMATTER))
    return coloured if TOKEN.findall(coloured) == TOKEN.findall(code) else _uncoloured(code)


def _uncoloured(code: str) -> str:
    return f'<div class="highlight"><pre><code>{html.escape(code, quote=False)}</code></pre></div>'


def _words_for_facts(text: str, word: str) -> tuple[str, Callable[[str], str]]:
    """Return the text with a word in the place of each fact, and what puts the facts back.

    For to a lexer a token is a mistake, and to a parser of addresses no host. No text can make such a word,
    whatever is read in it or taken out of it on the way: the word is made of the text's own digest.
    """
    facts = tuple(dict.fromkeys(match[0] for match in TOKEN.finditer(text)))
    if not facts:
        return text, lambda named: named
    word += sha256(text.encode("utf-8", "surrogatepass")).hexdigest().upper().translate(_LETTERS)
    numbers = {fact: number for number, fact in enumerate(facts, 1)}
    named = TOKEN.sub(lambda match: f"{word}{'Q' * numbers[match[0]]}Z", text)
    return named, lambda markup: re.sub(f"{word}(Q+)Z", lambda match: facts[len(match[1]) - 1], markup)


def _fence(tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    info = tokens[index].info.split()
    return _highlighted(tokens[index].content, info[0] if info else "")


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return a picture of the handbook's own; in the place of one from another host, a link to it."""
    token = tokens[index]
    source = str(token.attrs["src"])
    if not is_elsewhere(source):
        return renderer.image(tokens, index, options, env)
    described = renderer.renderInlineAsText(token.children or [], options, env) or source
    nested = [other.nesting for other in tokens[:index] if other.type in ("link_open", "link_close")]
    linked = f'<a href="{html.escape(source)}">{html.escape(described)}</a>'
    return html.escape(described) if sum(nested) else linked


class _RoleText(MarkdownIt):
    """Markdown whose addresses may hold facts."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        """Leave the host alone where a fact is part of it; Punycode would spell it as something else."""
        return encoded(url) if OPEN in url else super().normalizeLink(url)

    def normalizeLinkText(self, url: str) -> str:  # noqa: N802
        """Show such an address as it is written."""
        return url if OPEN in url else super().normalizeLinkText(url)


def _fact_autolink(state: StateInline, silent: bool) -> bool:
    """Read `<{{WIKI_URL}}/page>` as a link, as CommonMark does `<https://x.example/page>`."""
    match = _FACT_AUTOLINK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(match[1])}
        state.push("text", "", 0).content = match[1]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


_RENDERER = _RoleText("commonmark", {"linkify": True, **READ_TO}).enable(
    ["table", "strikethrough", "linkify"]
)
_RENDERER.use(tasklists_plugin)
_RENDERER.inline.ruler.before("autolink", "fact_autolink", _fact_autolink)
_RENDERER.linkify = LinkifyIt(options={"fuzzy_link": False})  # ASP.NET and README.md are no addresses
_RENDERER.add_render_rule("fence", lambda _renderer, *rest: _fence(*rest))
_RENDERER.add_render_rule("image", _image)
_RENDERER.add_render_rule("code_block", lambda _renderer, *rest: _fence(*rest))


@lru_cache(maxsize=65536)
def inline_html(text: str) -> Markup:
    """Return inline Markdown as clean HTML."""
    if _PLAIN.fullmatch(text):
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
    named, restored = _words_for_facts(words_kept(rendered), _NO_TAG)
    cleaned = nh3.clean(
        named,
        tags=set(shown_tags()),
        attributes=_ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        allowed_classes=_CLASSES,
        attribute_filter=lambda _tag, name, value: _attribute(name, restored(value)),
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return restored(_OTHER_INPUT.sub("", cleaned) if "<input" in cleaned else cleaned)


def _attribute(name: str, value: str) -> str | None:
    """Say where a fact in an attribute stands, so that its value is escaped for that place.

    What a browser would load from another host is left out: a page asks no other host for anything.
    """
    if name not in ("href", "src", "cite"):
        return value
    is_wanted = is_followed(value) and not (name == "src" and is_elsewhere(value))
    return fact_address(value) if is_wanted else None
