"""What tells companies apart: the values that only some of them have."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from rolebook.assemble.declared_facts import Declared
from rolebook.facts.slug import slugify
from rolebook.isolation.legal_forms import without_legal_form
from rolebook.isolation.text_as_words import Words, is_unspaced, words_in
from rolebook.isolation.vocabulary import Vocabulary
from rolebook.model.company import Company

_SHORT = 4
_LONG_ENOUGH = 5
_WEAK = frozenset(("id", "settings", "levels"))
"""Values that are often words like others: secrets only where no two files of the base have their words."""

_HOSTS_OF_MANY = frozenset(("api.atlassian.com", "github.com", "gitlab.com", "bitbucket.org", "codeberg.org"))
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)
_UMLAUT = re.compile(r"(?<=[aouAOU])e")
_AND = re.compile(r"\s*[&+]\s*")


@dataclass(frozen=True)
class Secret:
    """A value that belongs to companies, whom it must not leave.

    `name` is that of the fact, or such as `name` and `id`. `exactly` is what must be written just so to be
    meant, because its words alone are too short or too common.
    """

    text: str
    name: str
    companies: frozenset[str]
    exactly: str = field(default="", compare=False)

    def is_meant_by(self, text: str, *, in_code: bool = False) -> bool:
        """Tell whether a text that holds the value's words holds the value.

        A short one, such as SAP or #eng, is meant only where it is written just so; ids and classes have
        no capitals.
        """
        if not self.exactly or self._exact.search(text):
            return True
        small = in_code and len(self.exactly) == _SHORT and self.exactly.isalpha()
        return small and bool(re.search(rf"(?<![^\W_]){re.escape(self.exactly.lower())}(?![a-z0-9])", text))

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile("|".join(_ways(self.exactly)))


def _ways(text: str) -> Iterator[str]:
    """Yield patterns of how a short value is written where it is meant: alone, in CamelCase, as a domain."""
    if not text.isascii():
        yield from _ways("".join(words_in(text)).capitalize())
    escaped = re.escape(text)
    joint = r"\w" if any(map(str.isupper, text)) else r"\w-"
    yield rf"(?<![{joint}]){escaped}(?:s|['’]s)?(?![{joint}])"
    if len(text) >= _SHORT:
        yield rf"(?<![^\W_]){re.escape(text.upper())}(?![^\W_])"
    if text.isalpha() and len(text) == _SHORT:
        capital = re.escape(text.capitalize())
        yield rf"(?:(?<![^\W_])|(?<=[a-z0-9])){capital}(?![a-z])"
    if text.isalpha():
        yield rf"(?://|@)(?:[\w-]+\.)*(?i:{escaped})\.[a-z]"


Secrets = Mapping[Words, Secret]
"""The secrets of all companies, by the words of their values in each way that they may be written."""


def secrets(companies: Collection[Company], declared: Declared, vocabulary: Vocabulary) -> Secrets:
    """Return every value that some companies have and others have not, but for words like others.

    What a fact is by default is no secret, nor is one, or one value, that `facts.yml` declares public.
    """
    public = {words for value in _public(companies, declared) for words, _ in ways_to_say(value)}
    uses_by_words: dict[Words, list[tuple[str, str, str, str]]] = {}
    for company in companies:
        for name, value in _values(company):
            for words, spelled in _all_ways(value):
                uses_by_words.setdefault(words, []).append((value, name, company.id, spelled))
    return MappingProxyType(
        {
            words: Secret(
                *uses[0][:2], frozenset(use[2] for use in uses), _exactly(words, uses[0][3], vocabulary)
            )
            for words, uses in uses_by_words.items()
            if words not in public
            and any(_tells(words, value, name, vocabulary) for value, name, _, _ in uses)
        }
    )


def _tells(words: Words, value: str, name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a value tells who has it."""
    letters = "".join(words)
    if len(letters) < 2:  # noqa: PLR2004 - a letter is nobody's
        return False
    if name in _WEAK:
        return not vocabulary.is_common(words) and (len(letters) >= _LONG_ENOUGH or not letters.isascii())
    if name == "name" and _is_joined(value):
        return True
    if name == "name" and value == value.lower():
        return not vocabulary.is_ordinary_name(words)
    return not vocabulary.is_ordinary(words)


def _is_joined(name: str) -> bool:
    """Tell whether a name is words that only a sign between them makes a name: AT&T, H&M, 7-Eleven."""
    return (name != name.lower() or "-" not in name) and bool(
        re.fullmatch(r"[^\W_]+(?:[&+./-][^\W_]+)+", name)
    )


def _exactly(words: Words, spelled: str, vocabulary: Vocabulary) -> str:
    is_short = len(spelled) <= _SHORT or (_is_joined(spelled) and vocabulary.is_ordinary(words))
    return spelled if is_short and not is_unspaced(spelled) else ""


@lru_cache(maxsize=4096)
def _all_ways(value: str) -> tuple[tuple[Words, str], ...]:
    """Return all ways to say a value; a company's name is a fact too, and what many say alike is no news."""
    return tuple(ways_to_say(value))


def ways_to_say(value: str) -> Iterator[tuple[Words, str]]:
    """Yield the words of a value in each way that it may be written, and what of the value that is."""
    for spelled in dict.fromkeys(_spellings(value)):
        yield words_in(spelled), spelled
        yield words_in(slugify(spelled)), spelled
        for bare in (without_legal_form(spelled), without_legal_form(slugify(spelled))):
            if bare and bare != words_in(spelled):
                yield bare, _part(spelled, bare)


def _spellings(value: str) -> Iterator[str]:
    yield value
    if "://" in value:
        address = value.partition("://")[2].rstrip("/")
        yield address
        yield address.removeprefix("www.")
        return
    plain = _UMLAUT.sub("", value) if len(value) > _LONG_ENOUGH else value
    for spelled in (value, value.translate(_UMLAUTS), plain):
        yield spelled
        if _AND.search(spelled) and not _is_joined(spelled):
            yield from (_AND.sub(f" {word} ", spelled) for word in ("and", "und", "et", "y"))


def _part(value: str, words: Words) -> str:
    """Return what of a value its words are, as it is written there."""
    tokens = value.split()
    parts = (tokens[start:end] for start in range(len(tokens)) for end in range(len(tokens), start, -1))
    return next(
        (" ".join(part).strip(",;") for part in parts if words_in(" ".join(part)) == words), " ".join(words)
    )


def _values(company: Company) -> Iterator[tuple[str, str]]:
    yield from company.facts.items()
    yield "name", company.name
    yield "id", company.id
    yield from (("levels", level) for level in company.levels.values())
    yield from (("settings", text) for text in texts_in(company.settings))
    for name, address in (("site.url", company.url), *(("wiki", wiki.url) for wiki in company.wiki.values())):
        yield from ((name, part) for part in _address(address))


def _address(address: str) -> Iterator[str]:
    """Yield an address, and the name of the computer that it leads to, if that serves this company alone."""
    if not address:
        return
    yield address
    if address.endswith(".git"):
        yield address.removesuffix(".git").removesuffix(".wiki")
    host = urlsplit(address).hostname or ""
    if "." in host and host.removeprefix("www.") not in _HOSTS_OF_MANY:
        yield f"https://{host}/"


def texts_in(settings: Any) -> Iterator[str]:
    """Yield the texts among settings, however deep."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, Mapping):
        for value in settings.values():
            yield from texts_in(value)
    elif isinstance(settings, list | tuple):
        for value in settings:
            yield from texts_in(value)


def own_values(company: Company) -> Iterator[str]:
    """Yield all that is a company's own to say."""
    yield from (value for _, value in _values(company))


def _public(companies: Collection[Company], declared: Declared) -> Iterator[str]:
    for fact in declared.values():
        yield from (fact.default or "", *fact.public_values)
    open_to_all = [name for name, fact in declared.items() if fact.public]
    for company in companies:
        yield from (company.facts[name] for name in open_to_all if name in company.facts)
