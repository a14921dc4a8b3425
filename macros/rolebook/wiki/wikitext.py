"""A page as MediaWiki's wikitext, by way of pandoc.

pandoc knows the form of wikitext, but lets some text through that MediaWiki reads as markup: templates,
links, tables, signatures. So characters that could begin any of these travel through it as private-use
characters, and leave as character references, which MediaWiki prints and never interprets.
"""

import re
from collections.abc import Callable, Collection, Sequence

import pypandoc
from lxml import html
from lxml.html import HtmlElement

from rolebook.wiki.page import FILE, LINK

_HARD = "{}[]|<>&'~_*#:;=!-+\"\\"
_FIRST = 0xF100
_GUARD = {ord(character): _FIRST + at for at, character in enumerate(_HARD)}
_REFERENCES = {_FIRST + at: f"&#{ord(character)};" for at, character in enumerate(_HARD)}
_ALWAYS = frozenset("{}[]|<>&~")
_AT_START = frozenset("*#:;=!-+|")
_PAIRS = re.compile(r"''+|__+|--+")
_OPEN, _BAR, _CLOSE = "\uf180", "\uf181", "\uf182"
_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCKS = frozenset({"p", "li", "td", "th", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "pre"})
_EMPTY_BOX = "☐ "
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_READER = "html-auto_identifiers"
_OPTIONS = ("--wrap=none", "--quiet")
_NEXT = "\uf190"
_AT_ONCE = 50
"""Pages that one run of pandoc converts; starting it takes longer than most pages do."""


Target = Callable[[str], str]
"""Returns what a `page:` or `file:` address is called in the wiki, with its anchor; empty for none."""


def wikitexts(bodies: Sequence[str], anchors: Sequence[Collection[str]], target: Target) -> list[str]:
    """Return the HTML of pages as wikitext; `anchors` are, for each page, the ids that links lead to."""
    found: list[str] = []
    for start in range(0, len(bodies), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        prepared = [_prepared(*page, target) for page in zip(bodies[some], anchors[some], strict=True)]
        joined = f"<p>{_NEXT}</p>".join(prepared)
        written = pypandoc.convert_text(joined, "mediawiki", _READER, extra_args=_OPTIONS)
        found += [_BLANK_LINES.sub("\n\n", _restored(text)).strip() for text in written.split(_NEXT)]
    return found


def _prepared(body: str, anchors: Collection[str], target: Target) -> str:
    article = html.fromstring(body)
    _anchors(article, anchors)
    _tasks(article)
    _row_heads(article)
    _guard(article)
    _links(article, target)
    return str(html.tostring(article, encoding="unicode"))


def literal(text: str) -> str:
    """Return a text as wikitext that prints it as it is, wherever in a line it stands."""
    return text.translate(_GUARD).translate(_REFERENCES)


def _restored(text: str) -> str:
    linked = text.replace(_OPEN, "[[").replace(_BAR, "|").replace(_CLOSE, "]]")
    return linked.translate(_REFERENCES)


def _anchors(article: HtmlElement, wanted: Collection[str]) -> None:
    """Keep the ids that links lead to: those of headings, and others as empty spans."""
    for element in article.cssselect("[id]"):
        identifier = element.get("id", "")
        if identifier in wanted and element.tag in _HEADINGS:
            continue
        del element.attrib["id"]
        if identifier in wanted and element.tag not in ("table", "tr", "ul", "ol"):
            anchor = html.Element("span", id=identifier)
            anchor.tail, element.text = element.text, None
            element.insert(0, anchor)


def _tasks(article: HtmlElement) -> None:
    for item in article.cssselect("li.task"):
        del item.attrib["class"]
        item.text = _EMPTY_BOX + (item.text or "").lstrip()


def _row_heads(article: HtmlElement) -> None:
    """Write a head beside a row in bold, for pandoc makes a plain cell of it."""
    for head in article.cssselect("tbody th, table > tr > th"):
        inner = html.Element("strong")
        inner.text, head.text = head.text, None
        inner.extend(list(head))
        head.append(inner)
        head.tag = "td"


def _guard(article: HtmlElement) -> None:
    """Put hard characters of the text out of pandoc's and MediaWiki's reach."""
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue
        begins = element.tag in _BLOCKS
        element.text = _guarded(element.text, begins)
        element.tail = _guarded(element.tail, begins=element.tag == "br")


def _guarded(text: str | None, begins: bool) -> str | None:
    if not text:
        return text
    guarded = "".join(chr(_GUARD[ord(found)]) if found in _ALWAYS else found for found in text)
    guarded = _PAIRS.sub(lambda match: match[0].translate(_GUARD), guarded)
    start = len(guarded) - len(guarded.lstrip())
    if begins and guarded[start : start + 1] in _AT_START:
        guarded = guarded[:start] + guarded[start].translate(_GUARD) + guarded[start + 1 :]
    return guarded


def _links(article: HtmlElement, target: Target) -> None:
    """Write links to pages and files as brackets around their words, and pictures as files."""
    for link in article.cssselect("a[href]"):
        to = link.get("href", "")
        _trim(link)
        if to.startswith((LINK, FILE)):
            name = target(to)
            if name:
                link.text = f"{_OPEN}{name}{_BAR}{link.text or ''}"
                _append(link, _CLOSE)
            link.drop_tag()
        elif to.startswith("#"):
            link.text = f"{_OPEN}{to}{_BAR}{link.text or ''}"
            _append(link, _CLOSE)
            link.drop_tag()
    for picture in article.cssselect("img[src]"):
        name = target(picture.get("src", ""))
        shown = f"{_OPEN}{name.replace('Media:', 'File:', 1)}{_BAR}alt={picture.get('alt') or ''}{_CLOSE}"
        span = html.Element("span")
        span.text, span.tail = shown if name else picture.get("alt", ""), picture.tail
        picture.getparent().replace(picture, span)


def _trim(link: HtmlElement) -> None:
    link.text = (link.text or "").lstrip() if len(link) else (link.text or "").strip()
    if len(link):
        link[-1].tail = (link[-1].tail or "").rstrip()


def _append(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
