"""Links that readers would not get: misspelt addresses, brackets that are not closed or not in order."""

import re
from collections.abc import Iterator

from rolebook.facts.token import FACT
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.reading.links import CODE_SPAN, destinations
from rolebook.reading.source import code_lines, lines_with

FOLLOWED = ("http", "https", "mailto", "tel")
"""The schemes of addresses that a reader may follow."""

_WORTH_A_LOOK = re.compile(r"\]\s*\(|\)\[|//|https?:|\bwww\.", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<slashes>/*)(?P<rest>.*)", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w/.:@-])(?P<scheme>[a-z]{3,8})(?P<joint>://?|//)(?P<rest>[\w\[][^\s)>\"'`]*)", re.IGNORECASE
)
_NOT_WHOLE = re.compile(r"(?<![\\!])!?\[[^\[\]]*(?<!\\)\]\((?P<rest>.*)")
_APART = re.compile(r"(?<!\\)\[[^\[\]]+\]\s+\((?:https?:|www\.|mailto:)[^\s)]*\)", re.IGNORECASE)
_REVERSED = re.compile(r"\([^()\[\]]+\)\[(?:https?:|www\.|mailto:)[^\s\]]*\]", re.IGNORECASE)
_GOES_ON = (")", '"', "'", "(")
_ALIKE = 0.7


def link_slips(text: str, path: str) -> Iterator[Problem]:
    """Yield what looks like a link and is none, and links to addresses that are not followed; code stays."""
    text = FACT.sub(
        lambda match: f"{match['escape']}{{{{{match['name']}}}}}", text
    )  # `{{ X }}` is an address
    worthy = list(lines_with(_WORTH_A_LOOK, text))
    code, lines = (code_lines(text), [*text.split("\n"), ""]) if worthy else (frozenset(), [])
    for index, line in worthy:
        if index not in code:
            for message in dict.fromkeys(_slips(line, lines[index + 1].strip())):
                yield warning(Problem(path, index + 1, message))


def meant_address(link: str) -> str:
    """Return `; did you mean "https://x.example"?` for a link that lacks its scheme's colon, or all of it."""
    match = re.fullmatch(r"(?:(https?)//*|(?=www\.))(\w.*)", link, re.IGNORECASE)
    return f'; did you mean "{match[1] or "https"}://{match[2]}"?' if match else ""


def _slips(line: str, following: str) -> Iterator[str]:
    rest = CODE_SPAN.sub(lambda match: " " * len(match[0]), line)
    for link, start, end in destinations(rest):
        yield from _wrong_address(link)
        if not rest[end:].strip() and not following.startswith(_GOES_ON):
            yield f'the link to "{link}" is never closed; end it with ")"'
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    yield from _not_whole(rest, following)
    for pattern in (_APART, _REVERSED):
        yield from (f'"{match[0]}" is no link; write [words](address)' for match in pattern.finditer(rest))
    for match in _BARE.finditer(rest):
        yield from _misspelt(match)


def _wrong_address(link: str) -> Iterator[str]:
    match = _SCHEME.match(link)
    if not match or match["scheme"] == "handbook":
        return
    scheme = match["scheme"].lower()
    if scheme not in FOLLOWED:
        near = did_you_mean(scheme, FOLLOWED, _ALIKE)
        hint = near or f" ({', '.join(FOLLOWED)} are)"
        yield f'links to "{link}", but addresses that begin with "{match["scheme"]}:" are not followed{hint}'
    elif scheme.startswith("http") and len(match["slashes"]) != len("//"):
        yield f'links to "{link}"; did you mean "{match["scheme"]}://{match["rest"]}"?'


def _not_whole(rest: str, following: str) -> Iterator[str]:
    """Yield a link whose address is not one, unless it stands in the next line."""
    match = _NOT_WHOLE.search(rest)
    if match and (match["rest"].strip() or not following):
        yield f'"{match[0].strip()}" is no link; write [words](address), an address with spaces as <address>'


def _misspelt(match: re.Match[str]) -> Iterator[str]:
    scheme = match["scheme"].lower()
    known = [name for name in ("http", "https") if did_you_mean(scheme, [name], _ALIKE)]
    exact = scheme in known and match["joint"] == "://"
    if known and not exact:
        meant = scheme if scheme in known else known[-1]
        yield f'"{match[0]}" is no address; did you mean "{meant}://{match["rest"]}"?'
