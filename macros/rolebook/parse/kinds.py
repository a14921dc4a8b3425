"""Which kind of section a heading opens."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from rolebook.model.role import SectionKind
from rolebook.parse.identity import manager_in_heading
from rolebook.parse.plain import normal

Kinds = Mapping[str, SectionKind]


@cache
def default_names() -> Mapping[str, Sequence[str]]:
    """Return the names that each kind of section goes by in every handbook."""
    text = files("rolebook.parse").joinpath("sections.yml").read_text(encoding="utf-8")
    names: Mapping[str, Sequence[str]] = yaml.safe_load(text)
    return MappingProxyType(names)


def kinds_by_name(own: Mapping[str, Sequence[str]] | None = None) -> Kinds:
    """Return the kind of each normalised heading; a folder's own names win over the defaults."""
    both = [default_names(), own or {}]
    return MappingProxyType(
        {
            normal(name): SectionKind(kind)
            for names in both
            for kind, listed in names.items()
            for name in listed
        }
    )


def kind_of(heading: str, kinds: Kinds) -> SectionKind:
    """Return the kind a heading opens, `OTHER` when it is none we know."""
    if manager_in_heading(heading) is not None:
        return SectionKind.IDENTITY
    return kinds.get(normal(heading), SectionKind.OTHER)
