"""Links in a spec's text: reference links written out, links to other files of the handbook found."""

import html
import re
from collections.abc import Callable, Iterator, Mapping

from markdown_it.common.utils import normalizeReference

from rolebook.reading.source import clean, code_lines

References = Mapping[str, Mapping[str, str]]

_CODE = r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
"""Matches a code span, which is left alone."""
CODE_SPAN = re.compile(_CODE)
"""Matches a code span within a line."""

_REFERENCE = re.compile(
    rf"{_CODE}|(?<![\\\]])\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\]\([^()\s]*\))+)\]"
    r"(?:\[(?P<label>[^\[\]]*)\])?(?![\[(])",
    re.DOTALL,
)
"""Matches `[text][label]`, `[text][]`, `[text]`."""
_DESTINATION = re.compile(
    rf"{_CODE}|(?P<escaped>\\\[[^\[\]]*\\?\])|"
    r"(?P<before>(?<!\\)\]\(\s*)(?P<link><[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"(?=\s*(?:$|\)|\s(?:\"[^\"]*\"|'[^']*'|\([^()]*\))\s*\)))"
)
"""Matches a destination that ends as CommonMark has it: before `)` or a title; other text is no link."""
_DEFINITION = re.compile(
    r"^(?P<code>(?!))?(?P<before> {0,3}\[(?!\^)[^\]]+\]:\s*)(?P<link>\S+)(?=\s*$|\s+[\"'(])"
)
_HTML_LINK = re.compile(
    rf"{_CODE}|(?P<before><(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*)(?P<quote>[\"'])(?P<link>[^\"'<>]+)(?P=quote)",
    re.IGNORECASE,
)
_NOT_LOCAL = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|[{$]|$)")
_ELSEWHERE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#(?:top)?$|[{$]|$)")
"""Matches what leads neither to a file nor to a place on the page itself; every page has a top."""


def expand_references(text: str, references: References) -> str:
    """Return the text with `[title][label]` as `[title](address)`, so that it stands alone."""
    if not references or "[" not in text:
        return text

    def expand(match: re.Match[str]) -> str:
        reference = (
            None if match["code"] else references.get(normalizeReference(match["label"] or match["text"]))
        )
        return f"[{match['text']}](<{reference['href']}>{_tip(reference)})" if reference else match[0]

    return _REFERENCE.sub(expand, text)


def _tip(definition: Mapping[str, str]) -> str:
    """Return what a definition says beside the address, as a link says it."""
    tip = " ".join(definition.get("title", "").split()).replace("\\", "\\\\").replace('"', '\\"')
    return f' "{tip}"' if tip else ""


def local_links(text: str) -> tuple[tuple[str, int], ...]:
    """Return the links to files and to places on the page, with their lines, in order of replacement."""
    links: list[tuple[str, int]] = []

    def note(link: str, line: int) -> str:
        links.append((link, line))
        return "handbook:"

    replace_local_links(text, note, anchors=True)
    return tuple(links)


def destinations(line: str) -> Iterator[tuple[str, int, int]]:
    """Yield the links of a line, each with the columns where its address begins and ends."""
    for match in _DESTINATION.finditer(line):
        if match["link"]:
            link = match["link"].removeprefix("<").removesuffix(">")
            yield link, match.start(), match.end()


def replace_local_links(text: str, target: Callable[[str, int], str], *, anchors: bool = False) -> str:
    """Return the text, cleaned, with each link to a file replaced by `target(link, line)`; code stays.

    With `anchors` the links to places on the page itself, such as `#tools`, are replaced too.
    """
    kept = _ELSEWHERE if anchors else _NOT_LOCAL

    def replace(line: str, number: int) -> str:
        def destination(match: re.Match[str]) -> str:
            link = (match["link"] or "").removeprefix("<").removesuffix(">")
            return match[0] if kept.match(link) else f"{match['before']}<{target(link, number)}>"

        def attribute(match: re.Match[str]) -> str:
            link = "" if match["code"] else html.unescape(match["link"])
            return match[0] if kept.match(link) else f'{match["before"]}"{target(link, number)}"'

        in_markdown = _DEFINITION.sub(destination, _DESTINATION.sub(destination, line))
        return _HTML_LINK.sub(attribute, in_markdown) if "<" in line else in_markdown

    text = clean(text)
    code = code_lines(text)
    lines = enumerate(text.split("\n"))
    return "\n".join(line if index in code else replace(line, index + 1) for index, line in lines)
