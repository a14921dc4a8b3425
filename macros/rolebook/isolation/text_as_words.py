"""Texts as words, so that a value is found however it is written: in capitals, in an address, as a slug."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])")
"""Where a word in CamelCase begins."""

_ALIKE = str.maketrans(
    "аеорсухіјѕԁһкмтвнАЕОРСУХІЈЅВКМНТαορνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhkmtbhAEOPCYXIJSBKMHTaopvikABEZHIKMNOPTYX",
)
_LATIN = re.compile(r"[a-zA-Z]")

_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ACCENTS = re.compile(
    r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u20d0-\u20f0]"
)
"""Marks above and below letters, the vowels of Hebrew and Arabic and what stretches their words included."""
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_UNSPACED = re.compile(rf"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff{_HAN}]")
"""Letters of scripts that put no spaces between words: each stands for itself."""

_IDEOGRAPH = re.compile(f"[{_HAN}]")
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]+)", re.IGNORECASE)
_NO_PROSE = re.compile(r"`[^`]*`|<[^>]*>|\S*(?:[/@\\]|\w[._-]\w)\S*|\{\{[^}]*\}\}")

Words = tuple[str, ...]


def words_in(text: str) -> Words:
    """Return the words of a text without case, accents and punctuation, in Latin letters where it has others.

    A word in CamelCase is several, an ideograph is one; a domain in Punycode reads as what it stands for.
    """
    if "--" in text:
        text = _PUNYCODE.sub(_domain, text)
    if text.isascii():
        return tuple(WORD.findall(_HUMP.sub(" ", text).casefold()))
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)))
    spaced = _UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFC", plain))
    return tuple(part for word in WORD.findall(spaced) for part in _latin(word))


@lru_cache(maxsize=65536)
def _latin(word: str) -> Words:
    if not word.isascii() and _LATIN.search(word):
        word = word.translate(_ALIKE)  # what looks like Latin letters among such is meant to be read so
    if not word.isascii() and not _IDEOGRAPH.match(word):
        from anyascii import anyascii  # noqa: PLC0415 - most handbooks have no need of it

        word = anyascii(word).replace("'", "").replace("`", "")
    return tuple(WORD.findall(_HUMP.sub(" ", word).casefold()))


def _domain(match: re.Match[str]) -> str:
    try:
        return match[1].encode().decode("punycode")
    except UnicodeError:
        return match[0]


def is_unspaced(text: str) -> bool:
    """Tell whether a text has letters of a script that puts no spaces between words."""
    return not text.isascii() and bool(_UNSPACED.search(text))


GRAM = 5
"""Of so many letters are the pieces by which a value is known that a text divides otherwise."""


def phrases(words: Words) -> Iterator[str]:
    """Yield the words of a text, each two that follow one another, and the pieces that cross their seams."""
    yield from words
    yield from map(" ".join, pairwise(words))
    letters = "".join(words)
    for seam in accumulate(map(len, words)):
        for start in range(max(seam - GRAM + 1, 0), min(seam, len(letters) - GRAM + 1)):
            yield letters[start : start + GRAM]


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that at least two of the texts write without capitals.

    Those in code, tags, addresses and names of files do not count; nor does one text alone, such as a
    command that calls a company's program.
    """
    counts: Counter[str] = Counter()
    for text in prose(texts):
        written = set(WORD.findall(unicodedata.normalize("NFKC", text)))
        counts.update({part for word in written if _is_small(word) for part in words_in(word)})
    return frozenset(word for word, times in counts.items() if times > 1)


def prose(texts: Iterable[str]) -> Iterator[str]:
    """Yield what of lines of Markdown are sentences: no code, no tags, no addresses."""
    fenced = False
    for text in texts:
        if text.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield _NO_PROSE.sub(" ", text) if text else text


def _is_small(word: str) -> bool:
    return word == word.lower() and not word.isdecimal()
