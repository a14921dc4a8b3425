"""The search for secrets in what files say."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from rolebook.isolation.extracted import ExtractedText, TextKind
from rolebook.isolation.secrets import Secret, Secrets
from rolebook.isolation.text_as_words import GRAM, WORD, Words, words_in

_EXCERPT = 80
_HEAD = 2
"""By how many letters secrets are looked up."""

_LONG_ENOUGH = 6
"""Of how many letters a value must be to be found within a word, or where a text divides it otherwise."""

_LONG = 8
"""Of how many letters one word must be to be found as several."""

_IN_BYTES = 5
_LONGEST_WORD = 40
"""What is longer is no word, but a digest or the like, in which any letters may stand."""

_ENDINGS = frozenset(
    "d ed ing ly er ers al able ation ations ion ions ity ive es ment ic ism ist ists".split()  # noqa: SIM905
)
"""What makes a word of a word: a company Stripe is not meant by striped."""

_LONGEST_NAME = 20
"""Of how many words a name is at most that is looked for within others."""

_PREFIX = 3
"""How many letters of other words may stand before a name, in scripts whose words are written so."""

_SPELLED_OUT = 5
"""Of how many letters a value must be to be found where each stands apart, as in G l o b e x."""


@dataclass(frozen=True)
class Match:
    """A secret in a text: its words, and where among the text's letters, run together, it stands."""

    words: Words
    start: int
    end: int
    letters: str


class KnownPhrases:
    """The phrases of texts, by which it is told quickly that a value stands in none of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = list(phrases)
        self._runs = frozenset(phrase.replace(" ", "") for phrase in known)
        self._grams = frozenset(gram for phrase in known if " " not in phrase for gram in _grams(phrase))

    def may_hold(self, words: Words) -> bool:
        """Tell whether a value may stand in the texts: run together, word by word, or within a word."""
        letters = "".join(words)
        return (
            self._holds(letters)
            or self._holds_each(words)
            or (len(letters) >= _LONG_ENOUGH and all(gram in self._grams for gram in _grams(letters)))
        )

    def _holds(self, run: str) -> bool:
        return run in self._runs or f"{run}s" in self._runs

    def _holds_each(self, words: Words) -> bool:
        pairs = (a + b for a, b in pairwise(words))
        return len(words) > 1 and all(map(self._holds, words)) and all(map(self._holds, pairs))


def _grams(word: str) -> Iterator[str]:
    return (word[start : start + GRAM] for start in range(len(word) - GRAM + 1))


class Search:
    """Looks for every secret at once.

    Within words that are `ordinary` there is none, nor are words in code that the `theme` uses too.
    """

    def __init__(
        self,
        secrets: Secrets,
        ordinary: Container[str] = frozenset(),
        theme: Callable[[], Container[str]] = frozenset,
    ) -> None:
        self.secrets = secrets
        self._ordinary = ordinary
        self._theme = theme
        self._starting: dict[str, list[tuple[str, Words]]] = {}
        for words in self.secrets:
            letters = "".join(words)
            self._starting.setdefault(letters[:_HEAD], []).append((letters, words))
        self._within = lru_cache(maxsize=65536)(self._in_word)

    def among(self, known: KnownPhrases) -> "Search":
        """Return a search for those secrets only that may stand in texts whose phrases are known."""
        likely = {words: one for words, one in self.secrets.items() if known.may_hold(words)}
        return Search(likely, self._ordinary, self._theme)

    def find(self, one: ExtractedText) -> Iterator[Match]:
        """Yield each secret in a text."""
        if not self.secrets:
            return
        words = words_in(one.text)
        letters, at = "".join(words), 0
        for index, word in enumerate(words):
            for start, end, wanted in self._at(letters, at, index, words, one):
                if self.secrets[wanted].is_meant_by(one.text, in_code=one.kind is TextKind.CODE):
                    yield Match(wanted, start, end, letters)
            at += len(word)

    def _at(
        self, letters: str, at: int, index: int, words: Words, one: ExtractedText
    ) -> Iterator[tuple[int, int, Words]]:
        """Yield the secrets that begin with a word or stand within it."""
        for run, wanted in self._starting.get(letters[at : at + _HEAD], ()):
            if letters.startswith(run, at):
                here, longer = _ending(words, index, len(run)), words[index : index + len(wanted)]
                if self._stands(here, wanted, run, one) or self._is_inflected(longer, wanted, one.kind):
                    yield at, at + len(run), wanted
        word = words[index]
        if one.kind is TextKind.PROSE and not one.text.isascii():
            yield from self._prefixed(letters, at, words[index : index + _LONGEST_NAME])
        if len(word) > _LONG_ENOUGH and one.kind is not TextKind.BINARY:
            for start, run, wanted in self._within(word):
                if not (one.kind is TextKind.CODE and word in self._theme()):
                    yield at + start, at + start + len(run), wanted

    def _stands(self, here: Words, wanted: Words, run: str, one: ExtractedText) -> bool:
        """Tell whether words, if there are any, are a secret and end where it does."""
        return bool(here) and self._is(here, wanted, run, one.kind) and self._may_end(here, wanted, run, one)

    def _prefixed(self, letters: str, at: int, words: Words) -> Iterator[tuple[int, int, Words]]:
        """Yield the secrets of several words that begin within the first of a text's."""
        for prefix in range(1, min(_PREFIX, len(words[0]) - 1) + 1):
            start = at + prefix
            for run, wanted in self._starting.get(letters[start : start + _HEAD], ()):
                here = words[: len(wanted)]
                if letters.startswith(run, start) and self._is_inflected(
                    here, wanted, TextKind.PROSE, prefix
                ):
                    yield start, start + len(run), wanted

    def _is(self, here: Words, wanted: Words, run: str, kind: TextKind) -> bool:
        """Tell whether words are those wanted, divided likewise or too long for chance."""
        if kind is TextKind.BINARY and len(run) < _IN_BYTES:
            return False
        if kind is TextKind.CODE and all(word in self._theme() for word in here):
            return False
        if len(here) == len(run) >= _SPELLED_OUT and kind is TextKind.PROSE:
            return True
        as_given = here == wanted or (*here[:-1], here[-1].removesuffix("s")) == wanted
        if here != wanted and (here in self.secrets or self._are_ordinary(here)):
            return False
        enough = _LONG if len(here) > len(wanted) else _LONG_ENOUGH
        return as_given or len(run) >= enough

    def _is_inflected(self, here: Words, wanted: Words, kind: TextKind, prefix: int = 0) -> bool:
        """Tell whether words are a name of several that a language writes together with other words.

        Finnish does so with endings (Globex Systemsissa), Hebrew and Arabic with "in", "to" and "and".
        """
        if kind is not TextKind.PROSE or len(wanted) == 1 or sum(map(len, wanted)) < _LONG:
            return False
        as_given = (here[0][prefix:], *here[1:-1]) == wanted[:-1]
        return as_given and _may_go_on(here[-1], wanted[-1]) and not self._are_ordinary(here)

    def _are_ordinary(self, words: Words) -> bool:
        return all(word in self._ordinary for word in words)

    def _may_end(self, here: Words, wanted: Words, run: str, one: ExtractedText) -> bool:
        """Tell whether words may end in an s that the value lacks: names keep their capital, as Stripes."""
        name = self.secrets[wanted].text
        if len("".join(here)) == len(run) or name == name.lower():
            return True
        written = (word for word in WORD.findall(one.text) if words_in(word)[-1:] == here[-1:])
        return any(word != word.lower() for word in written)

    def _in_word(self, word: str) -> tuple[tuple[int, str, Words], ...]:
        """Return the secrets within a longer word that is none of its own."""
        if len(word) > _LONGEST_WORD or word in self._ordinary:
            return ()
        return tuple(
            (start, run, wanted)
            for start in range(len(word) - _LONG_ENOUGH + 1)
            for run, wanted in self._starting.get(word[start : start + _HEAD], ())
            if len(run) >= _LONG_ENOUGH and word.startswith(run, start) and _is_other(word, start, run)
        )

    def first_of_each(self, texts: Iterable[ExtractedText]) -> Mapping[Words, str]:
        """Return the secrets that are in texts, each with the first text that holds it."""
        first: dict[Words, str] = {}
        if self.secrets:
            for one in texts:
                for match in self.find(one):
                    first.setdefault(match.words, one.text)
        return first


def _ending(words: Words, index: int, size: int) -> Words:
    """Return the words from a place on that are so long together, but for a last s; or none."""
    for end, length in enumerate(accumulate(map(len, words[index:])), index + 1):
        if length == size or (length == size + 1 and words[end - 1].endswith("s") and words[end - 1] != "s"):
            return words[index:end]
        if length > size:
            return ()
    return ()


def _is_other(word: str, start: int, run: str) -> bool:
    """Tell whether a word holds a value and more than an ending of it."""
    rest = word[start + len(run) :]
    return word != run and (start > 0 or rest != "s") and rest not in _ENDINGS


def _may_go_on(word: str, wanted: str) -> bool:
    """Tell whether a word is a name's last one, or that with an ending which makes no other word of it."""
    ending = word.removeprefix(wanted)
    return word == wanted or (
        word.startswith(wanted) and len(wanted) >= _SPELLED_OUT and ending != "s" and ending not in _ENDINGS
    )


class Own:
    """The values of one company, which its edition may say, and what they explain."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = tuple(dict.fromkeys(filter(None, ("".join(words_in(value)) for value in values))))

    def explains(self, match: Match) -> bool:
        """Tell whether what was found is part of a value of the company itself."""
        return any(
            self._covers(value, match) for value in self._values if len(value) >= match.end - match.start
        )

    @staticmethod
    def _covers(value: str, match: Match) -> bool:
        start = match.letters.find(value, max(match.end - len(value), 0))
        return 0 <= start <= match.start


def excerpt(text: str, value: str) -> str:
    """Return what stands around a value in a text, short enough for a message."""
    line = " ".join(text.replace("\ufffc", "…").split())
    start = max(line.casefold().find(value.casefold()) - _EXCERPT // 2, 0)
    cut = line[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(line) else ''}"


def owners(secret: Secret) -> str:
    """Return whose a secret is, in words."""
    return f"{secret.name} of {', '.join(sorted(secret.companies))}"
