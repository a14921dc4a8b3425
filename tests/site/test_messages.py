"""What the handbook says by itself: in its pages, in its scripts, on paper and in wikis."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from pygments.lexers import JavascriptLexer
from pygments.token import String, Token

from rolebook.load.messages import messages, script_messages
from rolebook.pages import _PARTS, INDEXES
from rolebook.render.prints import _NAMES
from rolebook_wiki.sentences import Sentences
from tests.site.conftest import REPOSITORY

THEME = REPOSITORY / "overrides"
LANGUAGES = sorted(file.stem for file in (THEME / "languages").glob("*.yml"))
SOURCES = THEME / "assets/rolebook/src"
SCRIPTS = sorted(file for file in SOURCES.rglob("*.js") if file.parent.name != "tools")
TEMPLATES = sorted(
    [*THEME.rglob("*.html"), *(THEME / "pages").glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
)
SHOWN = ("aria-label", "title", "placeholder", "alt")
TRANSLATES = {"_", "_n"}
NAMES = {"CSV", "JSON", "Markdown", "PDF", "PNG", "SVG", "Material", "MkDocs", "for"}
TAG = re.compile(r"(?<=<)\{\{.*?\}\}|(?<=</)\{\{.*?\}\}")
PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
CODE = re.compile(r"\{#.*?#\}|\{%-? set \w+ -?%\}.*?\{%-? endset -?%\}|\{%.*?%\}", re.DOTALL)
NO_WORDS = re.compile(r"use strict|userSpaceOnUse|preserveAspectRatio|viewBox|Enter|Escape")
"""What scripts say to browsers in words."""


def _messages_in(template: Path, functions: set[str]) -> Iterator[str]:
    """Yield the messages that a template gives to functions, wherever in their arguments they stand."""
    for call in Environment(autoescape=True).parse(template.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in functions:
            yield from (found.value for found in call.find_all(nodes.Const) if isinstance(found.value, str))


def _strings_in(script: Path) -> Iterator[tuple[str, bool]]:
    """Yield the strings of a script, and whether a reader is told them: they stand in a call of `translate`."""
    before, open_calls = "", [""]
    for kind, text in JavascriptLexer().get_tokens(script.read_text(encoding="utf-8")):
        for mark in text if kind in Token.Punctuation else "":
            if mark in "([{":
                open_calls.append(before if mark == "(" else "")
            elif mark in ")]}":
                open_calls.pop()
            before = mark
        if kind in String.Double:
            yield json.loads(text), open_calls[-1] == "translate"
        elif kind in String and text.strip("`"):
            yield text, open_calls[-1] == "translate"
        before = text if kind in Token.Name else before


def _looks_like_words(text: str) -> bool:
    """Tell whether a string is not a selector, a class or a name for programs."""
    technical = re.search(r"[.#\[\]=]\w|\brb-|^[\s\d]|^(article|tbody|thead) |^[a-z]+[A-Z]", text)
    return bool(re.search(r"^[A-Z][a-z]|\w \w", text)) and not technical and not NO_WORDS.fullmatch(text)


HANDED = {message for said in script_messages().values() for message in said}


def _on_paper() -> Iterator[str]:
    for file in THEME.rglob("*.typ"):
        yield from re.findall(r"""\b(?:translate|fill)\(\s*"([^"]+)\"""", file.read_text(encoding="utf-8"))


def _everything_said() -> dict[str, set[str]]:
    return {
        "templates": {message for template in TEMPLATES for message in _messages_in(template, TRANSLATES)},
        "scripts": HANDED,
        "paper": set(_on_paper()),
        "indexes": {text for entry in INDEXES.values() for text in entry},
        "titles": {*_PARTS.values(), *_NAMES.values()},
        "wikis": {str(word.default) for word in fields(Sentences)},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    """A German handbook does not fall back into English anywhere."""
    translated = set(messages([THEME], language))
    for where, said in _everything_said().items():
        assert said, where
        assert said - translated == set(), where


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.relative_to(SOURCES).as_posix())
def test_what_a_script_tells_is_handed_to_it(script: Path) -> None:
    """What a script says, and whatever in it looks like words, is in the list of what is translated for it."""
    lone = {
        text for text, told in _strings_in(script) if text not in HANDED and (told or _looks_like_words(text))
    }
    assert lone == set()


def test_scripts_say_what_is_handed_to_them() -> None:
    """Nothing is listed that no script says any more."""
    assert HANDED - {text for script in SCRIPTS for text, _ in _strings_in(script)} == set()


class _Shown(HTMLParser):
    """The words that stand in a template itself."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        self._inside = [tag] if tag in ("script", "style") else []
        self.words += [value for name, value in attributes if name in SHOWN and value]

    def handle_endtag(self, _tag: str) -> None:
        self._inside = []

    def handle_data(self, data: str) -> None:
        self.words += [] if self._inside else [data]


@pytest.mark.parametrize("template", sorted(THEME.rglob("*.html")), ids=lambda file: file.stem)
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    """What readers see is a message, so that it can be translated; what has a name of its own keeps it."""
    shown = _Shown()
    shown.feed(CODE.sub("", PRINTED.sub("0", TAG.sub("p", template.read_text(encoding="utf-8")))))
    lone = {word for text in shown.words for word in re.findall(r"[^\W\d_]{2,}", text)}
    assert lone - NAMES == set()
