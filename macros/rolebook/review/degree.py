"""Texts that differ only in words of degree: "Good data checks", "Very good data checks"."""

import re
from functools import cache
from importlib.resources import files

import yaml

from rolebook.reading.plain import normal
from rolebook.review.alike import Words

_WITHOUT_SPACES = ("ja", "zh")
"""Languages in which a word of degree stands within what spaces part."""


def same_but_for_degree(one: Words, other: Words) -> bool:
    """Tell whether two texts say the same of the same thing, one of them more of it."""
    bare = _without_degree(one)
    return bool(bare) and bare == _without_degree(other)


def _without_degree(words: Words) -> Words:
    spaced, within = _degrees()
    return tuple(bare for word in words if word not in spaced and (bare := within.sub("", word)))


@cache
def _degrees() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the words of degree that stand alone, and what matches those that do not, the longest first."""
    text = files("rolebook.review").joinpath("degrees.yml").read_text(encoding="utf-8")
    by_language = {language: normal(words).split() for language, words in yaml.safe_load(text).items()}
    within = [word for language in _WITHOUT_SPACES for word in by_language.pop(language)]
    pattern = "|".join(map(re.escape, sorted(within, key=len, reverse=True)))
    return frozenset(word for words in by_language.values() for word in words), re.compile(pattern)
