"""One edition, read as it lies on disk: what of it is another company's, or was never stamped."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rolebook.facts.token import OPEN
from rolebook.isolation.extracted import ExtractedText
from rolebook.isolation.search import Own, Search, excerpt, owners
from rolebook.stamp.text import MARKS, STAMPED_SUFFIXES

_UNSTAMPED = "holds the token of a fact that was not stamped"
_BRACES = re.compile(r"\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}")

Read = Callable[[str, bytes], Iterable[ExtractedText]]
"""What a file of an edition says that may be somebody's, given its path and its bytes."""


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


def telling(texts: Iterable[ExtractedText], search: Search) -> Iterator[ExtractedText]:
    """Yield the texts that some company must not read, whoever reads them."""
    for one in texts:
        if OPEN in one.text or "{{" in one.text or any(search.find(one)):
            yield one


def findings(edition: Path, reader: Reader, search: Search, read: Read) -> Iterator[Finding]:
    """Yield what an edition's files hold that they must not, each thing once in a file. Raises `OSError`."""
    own = Own(reader.own)
    for file in _files(edition):
        path = file.relative_to(edition).as_posix()
        data = file.read_bytes()
        messages: dict[str, str] = {}
        if path.endswith(STAMPED_SUFFIXES) and any(mark in data for mark in MARKS):
            messages[OPEN] = _UNSTAMPED
        for one in read(path, data):
            for what, message in wrong(one, reader, own, search):
                messages.setdefault(what, message)
        yield from (Finding(path, message) for message in messages.values())


def _files(folder: Path, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Path]:
    """Yield the files that a web server may send, those behind links too; `above` are the folders on the way.

    A folder that cannot be read is none that holds nothing. Raises `OSError`.
    """
    status = folder.stat()
    here = status.st_dev, status.st_ino
    for path in sorted(folder.iterdir()) if here not in above else ():
        if path.is_dir():
            yield from _files(path, above | {here})
        elif path.is_file():
            yield path


def wrong(one: ExtractedText, reader: Reader, own: Own, search: Search) -> Iterator[tuple[str, str]]:
    """Yield what of a text a company must not read, each thing with what to say of it."""
    text = one.text
    for match in search.find(one):
        secret = search.secrets[match.words]
        if reader.company not in secret.companies and not own.explains(match):
            yield secret.text, f'says "{secret.text}", {owners(secret)}, in "{excerpt(text, secret.text)}"'
    if OPEN in text:
        yield OPEN, _UNSTAMPED
    for braces in _BRACES.finditer(text):
        is_own = any(braces[0] in value for value in reader.own)
        if braces[1] in reader.facts and braces[1] not in reader.spelled_out and not is_own:
            yield braces[0], f'says {braces[0]} instead of its value, in "{excerpt(text, braces[0])}"'


def spelled_out(lines: Iterator[str]) -> frozenset[str]:
    r"""Return the names that sources print in braces on purpose: after a `\`, or in a raw block."""
    names: set[str] = set()
    raw = False
    for line in lines:
        raw = raw or "{% raw %}" in line
        escaped = re.findall(r"\\\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}", line)
        names.update(escaped, _BRACES.findall(line) if raw else ())
        raw = raw and "{% endraw %}" not in line
    return frozenset(names)
