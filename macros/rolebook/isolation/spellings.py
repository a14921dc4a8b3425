r"""A text in each way that it can be read: `&#71;`, `%47`, `\u0047`, `\47 `, `=47`, `_x47_` are all a G."""

import html
import quopri
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote

_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_ESCAPED_IN_STYLES = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_ESCAPED_IN_NAMES = re.compile(r"_x([0-9a-fA-F]{2,6})_")
"""How programs that draw and calculate write what no name in XML may hold, such as a space."""

_JOINT = "\u2063"
_JOINED = re.compile(rf"\w{_JOINT}+\w")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010]\s+(?=[^\W\d_])")
_PLAIN = re.compile(rf"(?:[^&%\\={_JOINT}_]|_(?!x))*")
_OLD = re.compile(r"%[89A-Fa-f][0-9A-Fa-f](?!%[89ABab])")
"""A letter that is no UTF-8, as old forms and servers write it in an address."""

_ROUNDS = 3


def spellings(text: str) -> Iterator[str]:
    """Yield a text, and what it is when what is escaped in it is read, once or again.

    What tags cut is read as one word and as two; so is what a line's end divides with a hyphen.
    """
    if "- " in text or "-\n" in text or "\u2010" in text:
        yield _HYPHENATED.sub("", text)
    if _PLAIN.fullmatch(text):
        yield text
        return
    if _JOINT in text and _JOINED.search(text):
        yield from _unescaped(text.replace(_JOINT, " "))
    yield from _unescaped(text.replace(_JOINT, ""))


def _unescaped(text: str) -> Iterator[str]:
    yield text
    if _PLAIN.fullmatch(text):
        return
    for decode in _DECODERS:
        decoded = text
        for _ in range(_ROUNDS):
            before, decoded = decoded, decode(decoded)
            if decoded == before:
                break
            yield decoded


def _markup(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _address(text: str) -> str:
    return unquote(text.replace("+", " ")) if "%" in text else text


def _western_address(text: str) -> str:
    return unquote(text.replace("+", " "), "cp1252") if _OLD.search(text) else text


def _name(text: str) -> str:
    return _ESCAPED_IN_NAMES.sub(_character, text) if "_x" in text else text


def _everything(text: str) -> str:
    return _script(unquote(_markup(text)))


def _script(text: str) -> str:
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _style(text: str) -> str:
    return _ESCAPED_IN_STYLES.sub(_character, text) if "\\" in text else text


def _mail(text: str) -> str:
    if "=" not in text or not re.search(r"=[0-9A-F]{2}|=$", text):
        return text
    data = quopri.decodestring(text.encode("utf-8", "replace"))
    try:
        return data.decode()
    except UnicodeError:
        return data.decode("cp1252", "replace")


def _character(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code <= sys.maxunicode and unicodedata.category(chr(code)) != "Cs" else " "


_DECODERS: tuple[Callable[[str], str], ...] = (
    _markup,
    _address,
    _western_address,
    _script,
    _style,
    _mail,
    _name,
    _everything,
)
