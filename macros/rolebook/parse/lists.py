"""Lists written on one line: `Python, Go (1.22, 1.23), Rust`."""

import re

_OPENING, _CLOSING = "([{", ")]}"
_SEPARATORS = ",;\u3001\uff0c\uff1b"
_LAST = re.compile(r"^(?:and|or|&)\s+", re.IGNORECASE)
_LAST_TWO = re.compile(r"([^\s()\[\]`]+(?: [^\s()\[\]`]+)?) and ([^\s()\[\]`]+(?: [^\s()\[\]`]+)?)")


def split_list(text: str) -> tuple[str, ...]:
    """Return the entries, cut at commas and semicolons outside of brackets, links and code."""
    entries, depth, in_code, start = [], 0, False, 0
    for index, character in enumerate(text):
        in_code ^= character == "`"
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in _SEPARATORS and depth <= 0 and not in_code:
            entries.append(text[start:index])
            start = index + 1
    last_two = _LAST_TWO.fullmatch(text[start:].strip().removesuffix(".")) if entries else None
    entries += last_two.groups() if last_two else [text[start:]]
    cleaned = (_LAST.sub("", entry.strip()) for entry in entries)
    return tuple(entry.removesuffix(".") if entry.count(".") == 1 else entry for entry in cleaned if entry)
