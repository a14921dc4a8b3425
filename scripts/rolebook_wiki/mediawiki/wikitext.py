"""A page as MediaWiki's wikitext, by way of pandoc.

pandoc knows the form of wikitext, but lets some text through that MediaWiki reads as markup: templates,
links, tables, signatures. So characters that could begin any of these travel through it as private-use
characters, and leave as character references, which MediaWiki prints and never interprets.
"""

import re
from collections.abc import Callable, Collection, Sequence
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

from rolebook_wiki.page import FILE, LINK
from rolebook_wiki.pandoc import converted

_HARD = "{}[]|<>&'~_*#:;=!-+\"\\"
_FIRST = 0x10F100
_GUARD = {ord(character): _FIRST + at for at, character in enumerate(_HARD)}
_REFERENCES = {_FIRST + at: f"&#{ord(character)};" for at, character in enumerate(_HARD)}
_ALWAYS = frozenset("{}[]|<>&~")
_AT_START = frozenset("*#:;=!-+|")
_PAIRS = re.compile(r"''+|^'|'$|__+|--+|!!+")
"""What is markup only together; a quote at an end may stand beside others that mark bold words."""

_OPEN, _BAR, _CLOSE, _NEXT = "\U0010f180", "\U0010f181", "\U0010f182", "\U0010f183"
_MARKUP = {ord(_OPEN): "[[", ord(_BAR): "|", ord(_CLOSE): "]]"}
_OURS = re.compile("[\U0010f100-\U0010f1ff]")
"""What stands for something here; no text can say it."""

_NOT_IN_ADDRESSES = re.compile(r"[\s<>\[\]{}|\"'~^`\\]|_(?=_)|(?<=_)_")
_BLOCKS = frozenset({"p", "li", "td", "th", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "pre"})
_EMPTY_BOX = "☐ "
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_READER = "html-auto_identifiers"


Target = Callable[[str], str]
"""Returns what a `page:` link leads to (title and anchor), or a `file:` link (a name); empty for nothing."""


def wikitexts(bodies: Sequence[str], anchors: Sequence[Collection[str]], target: Target) -> list[str]:
    """Return the HTML of pages as wikitext; `anchors` are, for each page, the ids that links lead to."""
    prepared = [_prepared(*page, target) for page in zip(bodies, anchors, strict=True)]
    return [_restored(text).strip() for text in converted(prepared, "mediawiki", _READER, _NEXT)]


def literal(text: str) -> str:
    """Return a text as wikitext that prints it as it is, wherever in a line it stands."""
    return _restored(_OURS.sub("\ufffd", text).translate(_GUARD))


def address(url: str) -> str:
    """Return an address with everything percent-encoded that MediaWiki would read as markup."""
    return _NOT_IN_ADDRESSES.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)


def _prepared(body: str, anchors: Collection[str], target: Target) -> str:
    article = html.fromstring(body)
    _anchors(article, anchors)
    _tasks(article)
    _drop_empty(article)
    _row_heads(article)
    _guard(article)
    _links(article, target)
    return str(html.tostring(article, encoding="unicode"))


def _restored(text: str) -> str:
    return text.translate(_REFERENCES | _MARKUP)


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


def _drop_empty(article: HtmlElement) -> None:
    """Take away what marks no words; in wikitext its quotes would be seen."""
    for element in article.cssselect("strong, em, b, i, code"):
        if not element.text_content().strip() and not len(element):
            element.drop_tag()


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
    plain = _OURS.sub("\ufffd", text)
    guarded = "".join(
        chr(_GUARD[ord(character)]) if character in _ALWAYS else character for character in plain
    )
    guarded = _PAIRS.sub(lambda match: match[0].translate(_GUARD), guarded)
    start = len(guarded) - len(guarded.lstrip())
    if begins and guarded[start : start + 1] in _AT_START:
        guarded = guarded[:start] + guarded[start].translate(_GUARD) + guarded[start + 1 :]
    return guarded


def _links(article: HtmlElement, target: Target) -> None:
    """Write links to pages and files as brackets around their words, and pictures as files."""
    for link in article.cssselect("a[href]"):
        to = link.get("href", "")
        if not to.startswith((LINK, FILE, "#")):
            link.set("href", address(to))
            continue
        name = unquote(to) if to.startswith("#") else target(to)
        if name:
            _bracket(link, f"Media:{name}" if to.startswith(FILE) else name)
        link.drop_tag()
    for picture in article.cssselect("img[src]"):
        name = target(picture.get("src", ""))
        caption = _guarded(picture.get("alt"), begins=True) or ""
        shown = html.Element("span")
        shown.text = f"{_OPEN}File:{name}{_BAR}alt={caption}{_CLOSE}" if name else caption
        shown.tail = picture.tail
        picture.getparent().replace(picture, shown)


def _bracket(link: HtmlElement, name: str) -> None:
    """Put a link's words in brackets; without words it is called what it leads to."""
    link.text = (link.text or "").lstrip()
    if not link.text_content().strip():
        link.text = f"{_OPEN}{name}{_CLOSE}"
        return
    link.text = f"{_OPEN}{name}{_BAR}{link.text}"
    if len(link):
        link[-1].tail = f"{(link[-1].tail or '').rstrip()}{_CLOSE}"
    else:
        link.text = f"{link.text.rstrip()}{_CLOSE}"
