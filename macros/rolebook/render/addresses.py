"""Addresses in role text: the facts in them, and which of them a reader may follow."""

import re
from urllib.parse import quote

from rolebook.facts.browser import is_of_any_kind
from rolebook.facts.token import OPEN, Place, in_place, token

_ENCODED = re.compile(f"{quote(OPEN)}([A-Za-z0-9_.]+?)(?:{'|'.join(map(quote, Place))})")
_FOLLOWED = re.compile(rf"(?:https?://|mailto:|tel:|#|{OPEN})", re.IGNORECASE)


def encoded(address: str) -> str:
    """Return an address percent-encoded but for its facts, which stay tokens."""
    return _decoded_facts(quote(address, safe="%/:?#[]@!$&'()*+,;=~"))


def _decoded_facts(address: str) -> str:
    return _ENCODED.sub(lambda match: token(match[1]), address)


def fact_address(address: str) -> str | None:
    """Return an address with its facts standing in one; None where a fact could make up the scheme.

    A fact in a fragment of the handbook's
    own pages is part of a heading's id.
    """
    decoded = _decoded_facts(address)
    if OPEN not in decoded:
        return decoded
    if is_of_any_kind(decoded):
        return None
    page, hash_mark, fragment = decoded.partition("#")
    own = not page or page.startswith("handbook:")
    return in_place(page, Place.URL) + hash_mark + in_place(fragment, Place.SLUG if own else Place.URL)


def followed(address: str) -> str:
    """Return where a link leads, or nothing when it is of a kind that is not followed."""
    target = fact_address(address)
    return target if target and _FOLLOWED.match(target) else ""
