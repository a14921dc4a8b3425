"""The frame of a kind of page: the theme's HTML with slots for what differs from page to page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Self
from urllib.parse import quote

from rolebook.facts.token import OPEN, Place, token

_PREFIX = "frame."
_SLOT = re.compile(rf"{OPEN}{re.escape(_PREFIX)}([^{OPEN}{Place.TEXT}]*){Place.TEXT}")
_CHANGED = (quote(OPEN + _PREFIX), f"\\u{ord(OPEN):04x}{_PREFIX}", f"&#{ord(OPEN)};{_PREFIX}")
"""A slot that something encoded: what is put there would have to be encoded likewise."""


class SlotError(ValueError):
    """A template made something else of a slot than to leave it where it is."""


def slot(name: str) -> str:
    """Return what keeps a place in a frame; no input may hold it, since it is a token."""
    return token(_PREFIX + name)


@dataclass(frozen=True)
class Frame:
    """The texts between slots, one more than there are slots, and the slots' names."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Self:
        """Cut HTML at its slots. Raises `SlotError` where one of them is no longer what it was."""
        if any(changed in html for changed in _CHANGED):
            raise SlotError
        cut = _SLOT.split(html)
        return cls(tuple(cut[::2]), tuple(cut[1::2]))

    @cached_property
    def digest(self) -> str:
        """Return what tells a frame from any other."""
        return sha256("\0".join((*self.pieces, *self.slots)).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def empty(self) -> str:
        """Return the HTML with nothing in its slots."""
        return "".join(self.pieces)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the HTML with a value in each slot. Raises `KeyError` for a slot without one."""
        written = [self.pieces[0]]
        for name, piece in zip(self.slots, self.pieces[1:], strict=True):
            written += (values[name], piece)
        return "".join(written)


@dataclass(frozen=True)
class FramedPage:
    """A page: a frame that many share, and what stands in its slots here."""

    frame: Frame
    values: Mapping[str, str]

    @property
    def html(self) -> str:
        """Return all of the page."""
        return self.frame.filled(self.values)
