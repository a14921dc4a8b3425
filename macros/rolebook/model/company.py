"""A company: its facts, settings, brand, and its choice of roles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

FACT_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
"""What a fact is called, in a company's file as in a text."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class FactKind(StrEnum):
    """What a fact's value is: any text, or the address of something."""

    TEXT = "text"
    URL = "url"


@dataclass(frozen=True)
class DeclaredFact:
    """A fact as `companies/facts.yml` declares it; without a default, every company must give it.

    The values of a `public` fact may stand in any company's handbook, of another those in `public_values`.
    """

    name: str
    meaning: str = ""
    default: str | None = None
    kind: FactKind = FactKind.TEXT
    public: bool = False
    public_values: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Brand:
    """Colours as `#rrggbb`, pictures and fonts as paths relative to `companies/`; empty where not given."""

    logo: str = ""
    favicon: str = ""
    primary: str = "#1f4e79"
    accent: str = "#b4480f"
    fonts: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Return every file of the brand, once."""
        return tuple(dict.fromkeys(filter(None, (self.logo, self.favicon, *self.fonts))))


@dataclass(frozen=True)
class WikiTarget:
    """A wiki that a handbook is published to.

    `url` is the address of its API, or the remote of a git wiki; `root` the title of the page that all
    others stand below. `space` and `parent`, the number of a page, are Confluence's; `branch` is git's.
    """

    kind: str
    url: str
    root: str = "Handbook"
    space: str = ""
    parent: str = ""
    branch: str = ""


@dataclass(frozen=True)
class Company:
    """One reader organisation; `levels` maps a level's name in the specs to the company's own.

    `settings` holds what the company gives: Rolebook's own switches, which are booleans, and flags of
    any type for pages to ask for.
    """

    id: str
    path: str
    name: str
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    url: str = ""
    language: str = "en"
    brand: Brand = field(default_factory=Brand)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    settings: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    wiki: Mapping[str, WikiTarget] = field(default_factory=lambda: _NOTHING)
    lines: Mapping[str, int] = field(default_factory=lambda: _NOTHING, compare=False)

    def line(self, *keys: str) -> int:
        """Return the line of a value in the company's file, such as `line("brand", "logo")`."""
        return self.lines.get(".".join(keys), 0)
