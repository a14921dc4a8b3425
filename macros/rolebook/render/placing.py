"""Parts of a page, put where their macros stand once Markdown is HTML: nothing reads a part as Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Self, TypeAlias

from rolebook.render.unique_ids import ids_in, with_ids

_PLACEHOLDER = re.compile(r'<div data-rolebook-part="([0-9a-f]{64})"></div>')
_PARTS_ONLY = re.compile(rf"(?:\s*{_PLACEHOLDER.pattern})+\s*")
_QUOTED = re.compile(rf"=\s*[\"']{_PLACEHOLDER.pattern}")
"""A place that was meant for an attribute, even where Markdown no longer takes its tag for one."""
_KEY = re.compile(r'data-rolebook-part="([0-9a-f]{64})"')
_BROKEN = re.compile(rf"(?:<p[^<>]*>\s*</p>\s*)?({_PLACEHOLDER.pattern})(?:\s*<p>\s*</p>)?")
_HEADING = re.compile(r"<h([1-6])\b")
_HEADING_TAG = re.compile(r"(</?h)([1-6])\b")
_VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_NO_BLOCK = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "a heading"),
    **dict.fromkeys(["code", "pre", "kbd"], "code"),
    **dict.fromkeys(
        ["strong", "em", "b", "i", "del", "ins", "mark", "sub", "sup", "span", "label"], "emphasised words"
    ),
    **dict.fromkeys(["a"], "a link"),
    **dict.fromkeys(["summary", "button", "dt"], "a title"),
}
"""Elements that hold a line of text, and what their author calls them."""

TemplateLine: TypeAlias = tuple[str, int]
"""A template, and a line of it."""


@dataclass(frozen=True)
class RenderedPart:
    """What a macro shows, the scripts and style sheets it needs, the template and line it is called at."""

    html: str
    needs: tuple[str, ...] = ()
    called_at: TemplateLine = ("", 0)


@dataclass(frozen=True)
class Placed:
    """A page with its parts; `misplaced` are those whose place holds no block, each with what it is."""

    html: str
    needs: tuple[str, ...]
    misplaced: tuple[tuple[RenderedPart, str], ...] = ()


def stands_amid_words(what: str) -> str:
    """Return what is told of a block that stands in a heading, a link, code."""
    if what == "code":
        return "a macro stands in code; wrap that code in {% raw %} … {% endraw %}"
    if what == "an attribute or a script":
        return f"a macro stands in {what}; what it shows belongs between tags"
    return f"a macro stands in {what}, which holds words only; put it on a line of its own"


def placeholder(key: str) -> str:
    """Return the empty element that keeps the place of a part, by its digest, until Markdown is HTML."""
    return f'<div data-rolebook-part="{key}"></div>'


def is_parts_only(markdown: str) -> bool:
    """Tell whether a page consists of the places of parts and nothing else."""
    return bool(_PARTS_ONLY.fullmatch(markdown))


def numbered(markdown: str) -> tuple[str, Sequence[str]]:
    """Return a page with its places numbered, the same for all that say the same around them.

    What is returned beside it are the digests of their parts.
    """
    keys: list[str] = []

    def number(match: re.Match[str]) -> str:
        keys.append(match[1])
        return placeholder(_key(len(keys) - 1))

    return _PLACEHOLDER.sub(number, markdown), keys


def named(content: str, keys: Sequence[str]) -> str:
    """Return what numbered places became with the digests of the parts that belong there."""
    digests = {_key(number): key for number, key in enumerate(keys)}
    return _KEY.sub(lambda match: match[0].replace(match[1], digests.get(match[1], match[1])), content)


def _key(number: int) -> str:
    return f"{number:064x}"


def joined(
    markdown: str, parts: Mapping[str, RenderedPart], called_at: TemplateLine = ("", 0)
) -> RenderedPart:
    """Return as one part what consists of places only, so that it stands in a list or a tab as one."""
    inner = [parts[key] for key in _PLACEHOLDER.findall(markdown)]
    return RenderedPart("\n\n".join(part.html for part in inner), needs_of(inner), called_at)


def needs_of(parts: Sequence[RenderedPart]) -> tuple[str, ...]:
    """Return what parts need, each once; a part names what its own scripts need before them."""
    return tuple(dict.fromkeys(name for part in parts for name in part.needs))


def put(content: str, parts: Mapping[str, RenderedPart]) -> Placed:
    """Return a page's HTML with its parts in place: ids unique, headings below those of the page."""
    if is_parts_only(content):
        return _filled(content, parts)
    around = _Surroundings.of(content)
    amid_words = around.misplaced()
    misplaced = tuple((parts[key], what) for key, what in amid_words if key in parts)
    return replace(_filled(_out_of_paragraphs(content, around), parts), misplaced=misplaced)


def _filled(content: str, parts: Mapping[str, RenderedPart]) -> Placed:
    taken = ids_in(content)
    is_alone = not taken and len(_PLACEHOLDER.findall(content)) == 1
    shown: list[str] = []
    placed: list[RenderedPart] = []
    level, end = 1, 0
    for match in _PLACEHOLDER.finditer(content):
        before, part = content[end : match.start()], parts.get(match[1], RenderedPart(match[0]))
        level = _last_level(before, level)
        html = _with_headings(part.html, level + 1)
        shown += [before, html if is_alone else with_ids(html, taken)]
        placed.append(part)
        level = 1 if "<h1" in part.html else level
        end = match.end()
    return Placed("".join([*shown, content[end:]]), needs_of(placed))


def _last_level(text: str, otherwise: int) -> int:
    levels = _HEADING.findall(text)
    return int(levels[-1]) if levels else otherwise


def _with_headings(html: str, top: int) -> str:
    """Return a part whose highest heading is of a level; the head of a page stays what it is."""
    levels = {int(level) for level in _HEADING.findall(html)}
    if not levels or 1 in levels or min(levels) == top:
        return html
    shift = top - min(levels)
    return _HEADING_TAG.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + shift)}", html)


def _out_of_paragraphs(content: str, around: "_Surroundings") -> str:
    """Return HTML in which no paragraph holds a place, since browsers end it there; nor a comment."""
    seen = {key for key, _inside in around.places}
    in_paragraph = {key for key, inside in around.places if inside and inside[-1] == "p"}

    def cut(placeholder: re.Match[str]) -> str:
        if placeholder[1] not in seen:
            return ""
        return f"</p>{placeholder[0]}<p>" if placeholder[1] in in_paragraph else placeholder[0]

    return _BROKEN.sub(r"\1", _PLACEHOLDER.sub(cut, content))


class _Surroundings(HTMLParser):
    """What is around the places of a page: elements for each place, comments, text in which it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[str, tuple[str, ...]]] = []
        self._all: tuple[str, ...] = ()
        self._quoted: frozenset[str] = frozenset()
        self._comments = ""
        self._text = ""
        self._open: list[str] = []

    @classmethod
    def of(cls, content: str) -> Self:
        """Return what is around the places of a page."""
        surroundings = cls()
        surroundings.feed(content)
        surroundings._all = tuple(_PLACEHOLDER.findall(content))
        surroundings._quoted = frozenset(_QUOTED.findall(content))
        return surroundings

    def misplaced(self) -> Iterator[tuple[str, str]]:
        """Yield the parts that stand where no block can, each with what stands there."""
        for key, inside in self.places:
            what = next((_NO_BLOCK[name] for name in inside if name in _NO_BLOCK), "")
            if what:
                yield key, what
        in_code = set(_KEY.findall(self._text))
        yield from ((key, "code") for key in sorted(in_code))
        seen = {key for key, _inside in self.places}
        gone = set(_KEY.findall(self._comments))
        yield from (
            (key, "an attribute or a script") for key in ({*self._all} - seen - in_code - gone) | self._quoted
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that keeps a place notes what is around it."""
        key = dict(attrs).get("data-rolebook-part")
        if key:
            self.places.append((key, tuple(self._open)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that were left open."""
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Note the text, across the tags that highlight code."""
        if not self._open or self._open[-1] not in ("script", "style"):
            self._text += data

    def handle_comment(self, data: str) -> None:
        """Note what no reader sees."""
        self._comments += data
