"""What of a text in angle brackets is HTML, and what an author's own words: `<b>`, `<your manager>`."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from textwrap import shorten

import yaml

from rolebook.model.problem import Problem, warning
from rolebook.reading.loads import without_code

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
_VALUED = re.compile(r"[^\s=/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)")
_HANDLER = re.compile(r"on[a-z]+|(?:data|aria)-.*")
_OF_WORD = re.compile(r"(?:[a-z]|st1):[a-z]+")
"""Matches what word processors leave in pasted text, such as `<o:p>`."""

_UNREAD = re.compile(r"<!--.*?-->|(?<=>)[^<]*(?=</(?:script|style)>)", re.DOTALL | re.IGNORECASE)
_WITHIN = re.compile(r"[^\n]")
_LONGEST = 40


def shown_tags() -> Set[str]:
    """Return the elements that a page shows."""
    return _names()["shown"]


def is_tag(text: str) -> bool:
    """Return whether what stands in angle brackets is HTML; a comment and its like are."""
    match = _TAG.fullmatch(text)
    return not match or _is_tag(match)


def words_kept(html: str) -> str:
    """Return HTML in which angle brackets around an author's own words are characters, not tags."""
    return _TAG.sub(lambda match: match[0] if _is_tag(match) else f"&lt;{match[0][1:-1]}&gt;", html)


def hidden_tags(text: str, path: str) -> Iterator[Problem]:
    """Yield the tags in a spec that readers do not see, though they may be meant as words."""
    if not _TAG.search(text):
        return
    text = _UNREAD.sub(lambda match: _WITHIN.sub(" ", match[0]), without_code(text))
    tags = [tag for tag in _TAG.finditer(text) if _is_tag(tag)]
    ended = {tag["name"].lower() for tag in tags if tag["end"]}
    for tag in tags:
        if not tag["end"] and (why := _hidden(tag["name"].lower(), tag[0], ended)):
            shown = shorten(tag[0], _LONGEST, placeholder="…>")
            yield warning(Problem(path, text.count("\n", 0, tag.start()) + 1, f'"{shown}" {why}'))


def _hidden(name: str, tag: str, ended: Set[str]) -> str:
    """Return what is to say of a tag, if anything."""
    names = _names()
    if name in names["left_out"]:
        return f"is HTML that no page shows; if it is a word, write \\<{name}>, else remove it"
    may_end = name in names["shown"] | names["wrappers"] and name not in names["without_end"]
    if may_end and name not in ended and not tag.endswith("/>"):
        return f"is read as HTML and never ended; if it is a word, write \\<{name}>, else add </{name}>"
    return ""


def _is_tag(tag: re.Match[str]) -> bool:
    names, name = _names(), tag["name"].lower()
    if not any(name in names[kind] for kind in ("shown", "wrappers", "drawn", "left_out")):
        return bool(_OF_WORD.fullmatch(name))
    bare = _VALUED.sub(" ", tag["rest"]).replace("/", " ").lower().split()
    return all(word in names["flags"] or _HANDLER.fullmatch(word) for word in bare)


@cache
def _names() -> Mapping[str, frozenset[str]]:
    text = files("rolebook.reading").joinpath("tags.yml").read_text(encoding="utf-8")
    return {kind: frozenset(names.split()) for kind, names in yaml.safe_load(text).items()}
