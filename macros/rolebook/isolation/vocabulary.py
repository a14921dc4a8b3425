"""Words that tell no company apart, by where and how the texts of a handbook write them."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from rolebook.isolation.text_as_words import Words, ordinary_words, words_in
from rolebook.resources import default_pages

_PROSE = (".md", ".markdown")
_SHORT = 4
_LEVELS = frozenset(
    """
    junior senior staff principal lead associate expert novice competent master professional
    specialist advanced intermediate beginner trainee apprentice intern assistant graduate entry mid
    executive chief head manager director fellow distinguished partner level levels grade band step
    stage tier i ii iii iv v vi vii viii ix x one two three four five six seven eight nine ten first
    second third fourth fifth
    """.split()  # noqa: SIM905 - a table
)


@dataclass(frozen=True)
class Vocabulary:
    """`small` are words that two texts write without capitals, `shipped` those of the pages that ship.

    `shared` are all words that two files have, however they write them.
    """

    small: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    shipped: frozenset[str] = frozenset()

    def is_ordinary(self, words: Words) -> bool:
        """Tell whether a value is made of words that any handbook may use.

        Who calls a company Target, or a team the platform team, finds these words in every handbook.
        """
        return all(word in self.small or _is_short(word) for word in words)

    def is_ordinary_name(self, words: Words) -> bool:
        """Tell the same of a name that is always written small, such as adidas, where that proves nothing."""
        return all(word in self.shipped or _is_short(word) for word in words)

    def is_common(self, words: Words) -> bool:
        """Tell whether all words are those of levels, or stand in the base's texts in more than one place."""
        return all(
            word in _LEVELS or word in self.small or word in self.shared or _is_short(word) for word in words
        )


def _is_short(word: str) -> bool:
    return word.isascii() and (len(word) == 1 or (word.isdecimal() and len(word) < _SHORT))


def vocabulary_of(lines: Iterable[tuple[str, int, str]], levels: Collection[str] = ()) -> Vocabulary:
    """Return the vocabulary of lines, each with its path and number; `levels` count as shared."""
    texts: dict[str, list[str]] = {}
    for path, _, line in lines:
        if PurePosixPath(path).suffix.lower() in _PROSE:
            texts.setdefault(path, []).append(line)
    in_files = Counter(word for text in texts.values() for word in {*words_in("\n".join(text))})
    shared = {word for word, files in in_files.items() if files > 1}
    shared.update(word for level in levels for word in words_in(level))
    shipped = (line for page in default_pages().values() for line in page.read_text("utf-8").splitlines())
    return Vocabulary(
        ordinary_words(line for text in texts.values() for line in text),
        frozenset(shared),
        ordinary_words(shipped),
    )
