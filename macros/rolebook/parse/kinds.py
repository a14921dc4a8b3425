"""Which kind of section a heading opens."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from rolebook.model.problem import did_you_mean
from rolebook.model.role import SectionKind
from rolebook.parse.identity import is_label_heading, manager_in_heading
from rolebook.reading.plain import normal, plain

Kinds = Mapping[str, SectionKind]

_ASIDE = re.compile(r"\s*[(\[\uff08][^()\[\]\uff08\uff09]*[)\]\uff09]")
_JOINING = frozenset({"and"})
_QUALIFIERS = _JOINING | {
    *("the", "your", "our", "my", "this", "its", "core", "key", "main", "primary", "major", "essential"),
    *("general", "specific", "typical", "daily", "role", "roles", "job", "position"),
}


@cache
def default_names() -> Mapping[str, Sequence[str]]:
    """Return the names that each kind of section goes by in every handbook."""
    text = files("rolebook.parse").joinpath("sections.yml").read_text(encoding="utf-8")
    names: Mapping[str, Sequence[str]] = yaml.safe_load(text)
    return MappingProxyType(names)


def kinds_by_name(own: Mapping[str, Sequence[str]] | None = None) -> Kinds:
    """Return the kind of each normalised heading; a folder's own names win over the defaults.

    Raises `ValueError` where `own` names no kind of section, or gives it no list of names.
    """
    for kind, listed in (own or {}).items():
        if kind not in list(SectionKind):
            raise ValueError(f'no section is of kind "{kind}"{did_you_mean(str(kind), SectionKind)}')
        if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            raise ValueError(f"{kind} takes a list of headings, such as [{kind.title()}]")
    named = [
        (name, SectionKind(kind))
        for names in (default_names(), own or {})
        for kind, listed in names.items()
        for name in listed
    ]
    names = {normal(name): kind for name, kind in named}
    return MappingProxyType({_without(_JOINING, name): kind for name, kind in names.items()} | names)


def kind_of(heading: str, kinds: Kinds) -> SectionKind:
    """Return the kind a heading opens, `OTHER` when it is none we know.

    What stands in brackets does not count, nor do words such as "your" and "key"; but "Your
    profile" is about the reader, not the Identity of the role.
    """
    if manager_in_heading(heading) is not None or is_label_heading(heading):
        return SectionKind.IDENTITY
    *exact, bare, bare_of_aside = names_of(heading)
    for name in exact:
        if name in kinds:
            return kinds[name]
    kind = kinds.get(bare) or kinds.get(bare_of_aside)
    return SectionKind.OTHER if kind in (None, SectionKind.IDENTITY) else kind


def names_of(heading: str) -> tuple[str, str, str, str]:
    """Return the names a heading may go by: whole, without its aside, and both without qualifiers."""
    exact = (normal(heading), normal(_ASIDE.sub("", plain(heading))))
    return (*exact, _without(_QUALIFIERS, exact[0]), _without(_QUALIFIERS, exact[1]))


def without_qualifiers(heading: str) -> str:
    """Return a heading, as it is compared, without words such as "core" and "your"."""
    return _without(_QUALIFIERS, normal(heading))


def spelled(name: str) -> str:
    """Return a name of a section as the defaults spell it; a folder's own as it is compared."""
    return _spellings().get(name, name)


@cache
def _spellings() -> Mapping[str, str]:
    return {normal(name): name for names in default_names().values() for name in names}


def _without(left_out: frozenset[str], name: str) -> str:
    return " ".join(word for word in name.split() if word not in left_out)


@cache
def _own_names() -> Mapping[str, str]:
    return {kind: normal(names[0]) for kind, names in default_names().items()}


def is_own_name(heading: str, kind: SectionKind) -> bool:
    """Return whether a heading is the name that the spec format itself has for a kind."""
    return normal(heading) == _own_names()[kind]
