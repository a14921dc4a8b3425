"""Slugs that carry tokens, so that heading ids can be stamped too."""

import re
import unicodedata

from rolebook.facts.token import TOKEN, Place, token

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")
_EMOJI_SELECTORS = {chr(code) for code in range(0xFE00, 0xFE10)}
_LONGEST = 80


def slugify(text: str) -> str:
    """Return the slug of plain text, in the way of Python-Markdown's `slugify_unicode`.

    Letters of every script stay with their marks, `&` goes, an underscore stays. Tokens stay, as
    tokens that will be stamped with the slug of their value.
    """
    pieces = TOKEN.split(text)
    slugs = [_slug(piece) for piece in pieces[::3]]
    tokens = [token(name, Place.SLUG) for name in pieces[1::3]] + [""]
    joined = "".join(f"{slug}{carried}" for slug, carried in zip(slugs, tokens, strict=True))
    return joined.strip("-")


def _slug(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return _GAP.sub("-", _NOT_IN_SLUG.sub(_mark_or_nothing, folded))


def _mark_or_nothing(match: re.Match[str]) -> str:
    """Return a vowel sign or accent, without which words of many scripts are others; drop the rest."""
    is_mark = unicodedata.category(match[0]) in ("Mn", "Mc") and match[0] not in _EMOJI_SELECTORS
    return match[0] if is_mark else ""


def short(slug: str) -> str:
    """Return a slug without tokens, cut to what a file name can hold, between words where it has any."""
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[:_LONGEST]
    return (cut.rpartition("-")[0] or cut).strip("-")


def unique(slug: str, taken: set[str]) -> str:
    """Return the slug, numbered when it is taken, and take it."""
    candidate, number = slug or "section", 1
    while candidate in taken:
        number += 1
        candidate = f"{slug or 'section'}-{number}"
    taken.add(candidate)
    return candidate
