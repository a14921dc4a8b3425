"""Lists written on one line: `Python, Go (1.22, 1.23), Rust`."""

import re

from rolebook.reading.outside import all_outside

_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d)|[;\u3001\uff0c\uff1b\u060c\u061b]")
_LAST = re.compile(r"^(?:and|or|&)\s+", re.IGNORECASE)
_LAST_TWO = re.compile(r"([^\s()\[\]`]+(?: [^\s()\[\]`]+)?) and ([^\s()\[\]`]+(?: [^\s()\[\]`]+)?)")


def split_list(text: str) -> tuple[str, ...]:
    """Return the entries, cut at commas and semicolons that stand in no number and in nothing apart."""
    entries, start = [], 0
    for separator in all_outside(text, _SEPARATOR):
        entries.append(text[start : separator.start()])
        start = separator.end()
    last_two = _LAST_TWO.fullmatch(text[start:].strip().removesuffix(".")) if entries else None
    entries += last_two.groups() if last_two else [text[start:]]
    cleaned = (_LAST.sub("", entry.strip()) for entry in entries)
    return tuple(entry.removesuffix(".") if entry.count(".") == 1 else entry for entry in cleaned if entry)
