"""Slugs that carry tokens, so that heading ids can be stamped too."""

import re
import unicodedata

from rolebook.facts.token import TOKEN, Place, token

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")


def slugify(text: str) -> str:
    """Return the slug of plain text, in the way of Python-Markdown's `slugify_unicode`.

    Letters of every script stay, `&` goes, an underscore stays. Tokens stay, as tokens that
    will be stamped with the slug of their value.
    """
    pieces = TOKEN.split(text)
    slugs = [_slug(piece) for piece in pieces[::3]]
    tokens = [token(name, Place.SLUG) for name in pieces[1::3]] + [""]
    joined = "".join(f"{slug}{carried}" for slug, carried in zip(slugs, tokens, strict=True))
    return joined.strip("-")


def _slug(text: str) -> str:
    folded = _NOT_IN_SLUG.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _GAP.sub("-", folded)


def unique(slug: str, taken: set[str]) -> str:
    """Return the slug, numbered when it is taken, and take it."""
    candidate, number = slug or "section", 1
    while candidate in taken:
        number += 1
        candidate = f"{slug or 'section'}-{number}"
    taken.add(candidate)
    return candidate
