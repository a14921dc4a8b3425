"""When two names are one, and in what order names stand."""

import re
import unicodedata
from functools import lru_cache

from rolebook.facts.token import replace_tokens
from rolebook.model.role import Text
from rolebook.reading.plain import plain

_NUMBERING = re.compile(r"^\W*\d+(?:\.\d+)*[.)]\s+")
_UNSPOKEN = re.compile(r"[\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff'\u2019`\u00b4]")


@lru_cache(maxsize=65536)
def name_key(name: Text) -> str:
    """Return what makes two names the same.

    Case, emoji, numbering, punctuation and the difference between `&` and "and" do not count; letters
    of every script do, with their marks, and so do `+` and `#`: `C`, `C++` and `C#` differ.
    """
    text = unicodedata.normalize("NFKC", _NUMBERING.sub("", plain(name))).casefold()
    text = _UNSPOKEN.sub("", text).replace("&", " and ")
    words = "".join(character if _counts(character) else " " for character in text).split()
    return " ".join(words) or plain(name).casefold()


def _counts(character: str) -> bool:
    return character in "+#" or unicodedata.category(character)[0] in "LNM"


def as_written(name: Text) -> str:
    """Return a name as its author wrote it, for a message: plain words, facts as `{{NAME}}`."""
    return replace_tokens(plain(name), lambda fact, _: f"{{{{{fact}}}}}")


@lru_cache(maxsize=65536)
def order_key(name: Text) -> tuple[str, str, str]:
    """Return what names are sorted by: letters before their accents, accents before case and markup."""
    text = plain(name).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare, text, name
