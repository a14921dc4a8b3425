"""One edition, read as it lies on disk: what of it is another company's, or was never stamped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rolebook.facts.token import OPEN
from rolebook.isolation.said import said
from rolebook.isolation.search import Own, Search, excerpt, owners
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES

_UNSTAMPED = "holds the token of a fact that was not stamped"
_BRACES = re.compile(r"\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}")


@dataclass(frozen=True)
class Reader:
    """A company that reads an edition: its id, the values that are its own, the facts that have a value.

    `spelled_out` are the facts whose names pages may print in braces, because a source says so.
    """

    company: str
    own: tuple[str, ...]
    facts: frozenset[str]
    spelled_out: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """What is wrong with a file of an edition."""

    path: str
    message: str


def findings(edition: Path, reader: Reader, search: Search) -> Iterator[Finding]:
    """Yield what an edition's files hold that they must not, each thing once in a file."""
    own = Own(reader.own)
    harmless: set[str] = set()
    for file in sorted(path for path in edition.rglob("*") if path.is_file()):
        path = file.relative_to(edition).as_posix()
        data = file.read_bytes()
        found: dict[object, str] = {}
        if path.endswith(STAMPED_SUFFIXES) and any(mark in data for mark in MARKS):
            found[OPEN] = _UNSTAMPED
        for text in said(path, data):
            if text not in harmless:
                wrong = dict(_wrong(text, reader, own, search))
                found |= {what: message for what, message in wrong.items() if what not in found}
                harmless.update(() if wrong else (text,))
        yield from (Finding(path, message) for message in found.values())


def _wrong(text: str, reader: Reader, own: Own, search: Search) -> Iterator[tuple[object, str]]:
    for spoken, place, around in search.find(text):
        secret = search.secrets[spoken]
        if reader.company not in secret.companies and not own.explains(spoken, place, around):
            yield spoken, f'says "{secret.text}", {owners(secret)}, in "{excerpt(text, secret.text)}"'
    if OPEN in text:
        yield OPEN, _UNSTAMPED
    for match in _BRACES.finditer(text):
        is_own = any(match[0] in value for value in reader.own)
        if match[1] in reader.facts and match[1] not in reader.spelled_out and not is_own:
            yield match[0], f'says {match[0]} instead of its value, in "{excerpt(text, match[0])}"'


def spelled_out(lines: Iterator[str]) -> frozenset[str]:
    r"""Return the names that sources print in braces on purpose: after a `\`, or in a raw block."""
    found: set[str] = set()
    raw = False
    for line in lines:
        raw = raw or "{% raw %}" in line
        escaped = re.findall(r"\\\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}", line)
        found.update(escaped, _BRACES.findall(line) if raw else ())
        raw = raw and "{% endraw %}" not in line
    return frozenset(found)
