"""What HTML, SVG and other XML say: texts, whatever tags cut them, attributes, comments, scripts."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from rolebook.isolation.extracted import FilePart, Reading

_TAG = re.compile(r"<[a-zA-Z!/]")

_ENTITY = re.compile(r"<!ENTITY\s+([\w.:-]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_SUBSET = re.compile(
    r"(?<=<!DOCTYPE)[^\[>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\[>\"']*)*+\[(?:<!--.*?-->|\"[^\"]*\"|'[^']*'|[^\]\"'])*+\]",
    re.DOTALL,
)
_NAMED = re.compile(r"&([\w.:-]+);")
_ENTITIES_DEEP = 5
_LARGEST = 10_000_000

JOINT = "\u2063"
"""Stands where a tag cuts a text: it may cut a word, or stand between two."""

_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr tspan textPath textpath tref
    """.split()  # noqa: SIM905 - a table
)
_OFFICE = ("openxmlformats.org", "opendocument", "schemas.microsoft.com")
_OFFICE_BLOCKS = frozenset(
    """
    p h si tr tc c row is br tab cr table-cell title creator subject keywords
    """.split()  # noqa: SIM905 - a table
)
_ABOVE = frozenset(("rt", "rp"))
"""What stands above the letters of a word says how to speak it, and cuts no word."""

_FOR_PROGRAMS = frozenset(("script", "style"))
_FOR_PEOPLE = frozenset(
    """
    title alt content label placeholder summary value aria-label aria-description cite descr desc
    """.split()  # noqa: SIM905 - a table
)


def in_html(text: str) -> Reading:
    """Return what a page or a piece of one says."""
    target: Any = _MarkupReader()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    return _read(text, parser)


def in_xml(text: str) -> Reading:
    """Return what a document says; nothing that it declares is looked up elsewhere."""
    target: Any = _XmlReader()
    parser = etree.XMLParser(
        target=target, encoding="utf-8", huge_tree=True, recover=True, resolve_entities=False, no_network=True
    )
    if "<!DOCTYPE" not in text:
        return _read(text, parser)
    declared = {name: double or single for name, double, single in _ENTITY.findall(text)}
    # A parser that passes on what it meets says nothing of a document that declares something.
    reading = _read(_SUBSET.sub("", _with_entities(text, declared)), parser)
    reading.prose.update(declared.values())
    reading.code.update(_SUBSET.findall(text))
    return reading


def _with_entities(text: str, declared: Mapping[str, str]) -> str:
    """Return a document with what it declares put where it is named, as far as that has an end."""
    longest = max(map(len, declared.values()), default=0)
    for _ in range(_ENTITIES_DEEP):
        if not longest or text.count("&") * longest > _LARGEST:
            break
        text = _NAMED.sub(lambda named: declared.get(named[1], named[0]), text)
    return text


def _read(text: str, parser: Any) -> Reading:
    try:
        parser.feed(text.encode("utf-8", "replace"))
        reading: Reading = parser.close()
    except (etree.LxmlError, ValueError):
        reading = Reading({text})
    reading.code.update(piece.partition(">")[0] for piece in set(text.split("<")))
    return reading


class _MarkupReader:
    """Gathers the texts of a document as a parser meets them."""

    def __init__(self) -> None:
        self._reading = Reading()
        self._lines: list[str] = []
        self._block: list[str] = []
        self._program: list[str] | None = None
        self._above: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note the attributes of an element, and that it may begin a block."""
        if attributes:
            self._reading.code.update(attributes.values())
            for name in _FOR_PEOPLE.intersection(attributes):
                self._reading.prose.add(attributes[name])
        if self._block:
            self._cut(tag)
        if tag in _ABOVE:
            self._end_above()
            self._above = []
        if tag in _FOR_PROGRAMS:
            self._program = []

    def end(self, tag: str) -> None:
        """Note that a block may end here, or a script."""
        if self._program is not None:
            text = "".join(self._program)
            is_data = text.lstrip().startswith(("{", "["))
            self._reading.parts.add(FilePart(".json" if is_data else ".js", text))
            self._program = None
            return
        if tag in _ABOVE:
            self._end_above()
        if self._block:
            self._cut(tag)

    def data(self, text: str) -> None:
        """Note text."""
        target = self._above if self._above is not None else self._block
        (target if self._program is None else self._program).append(text)

    def comment(self, text: str) -> None:
        """Note what nobody sees but whoever looks at the source; it cuts no word."""
        self._block.append(JOINT)
        self._reading.prose.add(" ".join(text.split()))
        if "<" in text:
            self._reading.parts.add(FilePart(".html", text))

    def pi(self, target: str, data: str | None = None) -> None:
        """Note an instruction to programs."""
        self._reading.code.add(f"{target} {data or ''}")

    def doctype(self, *parts: str | None) -> None:
        """Note what sort of document it says it is."""
        self._reading.code.add(" ".join(filter(None, parts)))

    def close(self) -> Reading:
        """Return all that was said."""
        self._ended()
        self._reading.add_lines(self._lines)
        return self._reading

    def _cut(self, tag: str) -> None:
        if tag in _INLINE:
            self._block.append(JOINT)
        else:
            self._ended()

    def _end_above(self) -> None:
        if self._above is not None:
            self._reading.prose.add("".join(self._above))
            self._above = None

    def _ended(self) -> None:
        self._end_above()
        text = " ".join("".join(self._block).split())
        self._block.clear()
        if text.strip(JOINT):
            self._lines.append(text)
        if "<" in text and _TAG.search(text):
            self._reading.parts.add(FilePart(".html", text.replace(JOINT, "")))


class _XmlReader(_MarkupReader):
    """Takes elements of any namespace by their own names; in Office files only some begin a block."""

    def __init__(self) -> None:
        super().__init__()
        self._is_office: bool | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note the attributes of an element, and that it may begin a block."""
        if self._is_office is None:
            self._is_office = any(name in tag for name in _OFFICE)
        super().start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Note that a block may end here, or a script."""
        super().end(_local(tag))

    def _cut(self, tag: str) -> None:
        if self._is_office and tag not in _OFFICE_BLOCKS:
            self._block.append(JOINT)
        else:
            super()._cut(tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
