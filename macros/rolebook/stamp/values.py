"""What each token of a shape is replaced by, for one company."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rolebook.assemble.declared_facts import Declared, value_of
from rolebook.assemble.names import name_key
from rolebook.facts.token import replace_tokens, token
from rolebook.model.company import Company, FactKind
from rolebook.stamp.brand import css_string, palette

SITE_ORIGIN = "https://handbook.invalid"
"""Stands for the origin of a company's site until it is stamped; `.invalid` never resolves (RFC 6761)."""

SITE_PATH = "site.path"
"""The token that, between slashes, stands for the path of a company's site."""

SITE_URL = f"{SITE_ORIGIN}/{token(SITE_PATH)}/"
"""What a shape has for the address of its site."""


@dataclass(frozen=True)
class Value:
    """A value and its kind: an address stands as it is in a link, any other text is encoded there."""

    text: str
    kind: FactKind = FactKind.TEXT


Values = Mapping[str, Value]


def values(company: Company, levels: Sequence[str], declared: Declared, url: str = "") -> Values:
    """Return the values of a company: its facts, its name, its brand, its names for levels.

    `levels` are the levels of its handbook, as the specs spell them. `url` is the site's address where
    it is not the one in the company's file (a live preview).
    """
    facts = {name: Value(value, declared[name].kind) for name, value in _facts(company, declared).items()}
    address = urlsplit(url or company.url)
    inner = {
        "company.name": Value(company.name),
        "brand.name": Value(css_string(company.name)),
        "site.url": Value(url or company.url, FactKind.URL),
        SITE_PATH: Value(address.path or "/", FactKind.URL),
    }
    colours = {f"brand.{name}": Value(colour) for name, colour in palette(company.brand).items()}
    return facts | inner | colours | _levels(company, levels, facts)


def _facts(company: Company, declared: Declared) -> dict[str, str]:
    facts = {name: value_of(name, company, declared) for name in declared}
    return {name: value for name, value in facts.items() if value is not None}


def _levels(company: Company, levels: Sequence[str], facts: Values) -> dict[str, Value]:
    own = {name_key(name): value for name, value in company.levels.items()}
    return {
        f"level.{index}": Value(
            own.get(name_key(name)) or replace_tokens(name, lambda fact, _: facts[fact].text)
        )
        for index, name in enumerate(levels)
    }
