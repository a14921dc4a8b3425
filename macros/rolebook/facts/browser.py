"""An address as browsers read it, so that what is decided about it is decided about what they open.

The rules are those of https://url.spec.whatwg.org, as far as they say whose an address is.
"""

import re

from rolebook.facts.token import OPEN, TOKEN

SCRIPTS = frozenset({"javascript", "vbscript", "data"})
"""Schemes of addresses that are, or may be, a program."""

_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans(dict.fromkeys("\t\n\r"))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[/\\]{2}")
_FOLLOWED = frozenset({"", "http", "https", "mailto", "tel", "handbook"})
_OWN = frozenset({"", "data", "blob", "about", "handbook"})
"""Schemes of what lies on the page itself, or in the handbook (`handbook:` is Rolebook's own)."""


def as_read(address: str) -> str:
    """Return an address without what browsers take away before they read it."""
    return address.strip(_AROUND).translate(_WITHIN)


def scheme_of(address: str) -> str:
    """Return the scheme of an address, in small letters; empty where it has that of its page."""
    match = _SCHEME.match(as_read(address))
    return match[1].lower() if match else ""


def is_elsewhere(address: str) -> bool:
    """Tell whether what a page loads from an address may be asked of another than the page's own site.

    `https:/host/x` is, for on a page of `http:` it names a host. So is what begins with a fact, whose value
    may be a whole address, and what names a host once a fact is empty: `/{{X}}/host/x`.
    """
    read = as_read(address)
    spellings = (read, as_read(TOKEN.sub("", read)))
    return read.startswith(OPEN) or any(_HOST.match(one) or scheme_of(one) not in _OWN for one in spellings)


def is_followed(address: str) -> bool:
    """Tell whether an address is of a kind that a link may lead to: a page or file, a mail, a call."""
    return scheme_of(address) in _FOLLOWED


def is_of_any_kind(address: str) -> bool:
    """Tell whether a fact could make up the scheme: `java{{X}}:alert(1)` is a script when X is "script"."""
    scheme, colon, _ = re.split("[/?#]", as_read(address), maxsplit=1)[0].partition(":")
    return bool(colon) and OPEN in scheme
