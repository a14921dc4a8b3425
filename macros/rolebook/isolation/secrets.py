"""What tells companies apart: the values that only some of them have."""

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rolebook.assemble.declared import Declared
from rolebook.facts.slug import slugify
from rolebook.isolation.words import Words, words
from rolebook.model.company import Company

_SHORT = 4


@dataclass(frozen=True)
class Secret:
    """A value that belongs to companies, whom it must not leave. `name` is that of the fact, or `name`."""

    text: str
    name: str
    companies: frozenset[str]

    def is_meant_by(self, text: str) -> bool:
        """Tell whether a text that holds the value's words holds the value.

        A short one, such as SAP or #eng, is meant only where it is written just so.
        """
        return len(self.text) > _SHORT or bool(re.search(rf"(?<![\w-]){re.escape(self.text)}(?![\w-])", text))


Secrets = Mapping[Words, Secret]
"""The secrets of all companies, by the words of their values, and by those of their slugs."""


def secrets(companies: Collection[Company], declared: Declared) -> Secrets:
    """Return every value that some companies have and others have not.

    What a fact is by default is no secret, nor is one, or one value, that `facts.yml` declares public.
    """
    found: dict[Words, list[tuple[str, str, str]]] = {}
    for company in companies:
        for name, value in _values(company):
            for spoken in {words(value), words(slugify(value))}:
                found.setdefault(spoken, []).append((value, name, company.id))
    public = {words(value) for value in _public(companies, declared)} | {()}
    return MappingProxyType(
        {
            spoken: Secret(uses[0][0], uses[0][1], frozenset(company for _, _, company in uses))
            for spoken, uses in found.items()
            if spoken not in public
        }
    )


def _values(company: Company) -> Iterator[tuple[str, str]]:
    yield from company.facts.items()
    yield "name", company.name
    if company.url:
        yield "site.url", company.url


def _public(companies: Collection[Company], declared: Declared) -> Iterator[str]:
    for fact in declared.values():
        yield from (fact.default or "", *fact.public_values)
    open_to_all = [name for name, fact in declared.items() if fact.public]
    for company in companies:
        yield from (company.facts[name] for name in open_to_all if name in company.facts)


def is_ordinary(spoken: Words, ordinary: Container[str]) -> bool:
    """Tell whether a value is made of words that any handbook may use, and so tells nobody apart.

    `ordinary` are the words that texts write without capitals: who calls a company Target, or a team
    the platform team, finds these words in every handbook.
    """
    return all(word in ordinary or _is_short(word) for word in spoken)


def _is_short(word: str) -> bool:
    return word.isascii() and (len(word) == 1 or (word.isdecimal() and len(word) < _SHORT))
