"""Texts that differ only in words of degree: "Good data checks", "Very good data checks"."""

from functools import cache
from importlib.resources import files

import yaml

from rolebook.parse.plain import normal
from rolebook.review.alike import Words


def same_but_for_degree(one: Words, other: Words) -> bool:
    """Tell whether two texts say the same of the same thing, one of them more of it."""
    bare = _without_degree(one)
    return bool(bare) and bare == _without_degree(other)


def _without_degree(words: Words) -> Words:
    degrees = _degrees()
    return tuple(word for word in words if word not in degrees)


@cache
def _degrees() -> frozenset[str]:
    text = files("rolebook.review").joinpath("degrees.yml").read_text(encoding="utf-8")
    return frozenset(word for words in yaml.safe_load(text).values() for word in normal(words).split())
