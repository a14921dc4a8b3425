"""Drawings as they are published: an SVG that runs nothing and asks nobody for anything."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from rolebook.facts.browser import SCRIPTS, as_read, is_elsewhere, scheme_of
from rolebook.reading.loads import css_addresses

_PROGRAMS = frozenset({"script", "handler", "listener", "iframe", "frame", "object", "embed", "applet"})
_OF_A_PAGE = frozenset({"base", "meta", "link", "form"})
_ANIMATED = frozenset({"set", "animate", "animatemotion", "animatetransform", "animatecolor"})
_LOADING = frozenset({"href", "src", "data", "poster", "background", "base"})
_PICTURES = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_LARGEST = 20_000_000
_DEEPEST = 200


@dataclass(frozen=True)
class Unsafe:
    """What in a drawing a browser would run or load, and its line there."""

    line: int
    what: str


class _UnsafeError(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def unsafe_in(data: bytes, *, drawing: bool = True) -> Unsafe | None:
    """Return the first thing in an SVG that keeps it from being published; None where nothing does.

    A browser that opens a drawing by its own address reads it as a page of the site; so it does any XML,
    which need be no `drawing`.
    """
    if len(data) > _LARGEST:
        return Unsafe(0, f"is larger than {_LARGEST // 1_000_000} MB")
    reader = _SvgReader(drawing)
    try:
        reader.read(data)
    except _UnsafeError as unsafe:
        return Unsafe(reader.line, unsafe.what)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        return Unsafe(getattr(error, "lineno", 0), "is not XML that can be read to its end")
    return None


@dataclass
class _SvgReader:
    """Reads a drawing from its start, entities and default attributes included, as browsers do."""

    drawing: bool
    _path: list[str] = field(default_factory=list)
    _style: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.EntityDeclHandler = self._entity

    @property
    def line(self) -> int:
        """Return the line that is being read."""
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        """Read all of it. Raises what keeps it from being published, or what it cannot be read for."""
        self._parser.Parse(data, True)  # noqa: FBT003 - the signature is expat's

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _local(name)
        if self.drawing and not self._path and tag != "svg":
            _refuse("is no drawing: it begins with another element than <svg>")
        if len(self._path) > _DEEPEST:
            _refuse("is nested too deeply")
        self._path.append(tag)
        if tag in _PROGRAMS | _OF_A_PAGE:
            _refuse(f"holds <{tag}>")
        for key, value in attributes.items():
            _look_at(tag, _local(key), value)

    def _end(self, _name: str) -> None:
        if self._path.pop() == "style":
            _look_at_style("".join(self._style))
            self._style.clear()

    def _text(self, text: str) -> None:
        if self._path and self._path[-1] == "style":
            self._style.append(text)

    def _instruction(self, target: str, _data: str) -> None:
        _refuse(f"holds <?{target} …?>")

    def _entity(self, _name: str, _is_parameter: bool, value: str | None, *_where: object) -> None:
        if value is None:
            _refuse("takes in another file (<!ENTITY … SYSTEM>)")


def _refuse(what: str) -> NoReturn:
    raise _UnsafeError(what)


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2].lower()


def _look_at(tag: str, name: str, value: str) -> None:
    """Refuse an attribute that is a program, makes one, or loads from elsewhere."""
    if name.startswith("on"):
        _refuse(f"holds the attribute {name}=, which is a script")
    if name == "srcdoc":
        _refuse(f"holds the attribute {name}=, which is a page")
    if name == "attributename" and tag in _ANIMATED and _local(value.strip()).startswith(("on", "href")):
        _refuse(f"changes the address of a link by <{tag}>")
    for part in (value, *value.split(";")):
        if scheme_of(part) in SCRIPTS and not (_PICTURES.match(as_read(value)) and tag != "a"):
            _refuse(f"holds an address that begins with {scheme_of(part)}:")
    if name in _LOADING and tag not in ("a", "area") and is_elsewhere(value):
        _refuse(f"loads {value[:80]} from another host")
    if name not in _LOADING:
        _look_at_style(value)


def _look_at_style(css: str) -> None:
    for address in css_addresses(css):
        if is_elsewhere(address):
            _refuse(f"loads {address[:80]} from another host")
