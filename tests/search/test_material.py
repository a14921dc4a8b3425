"""Search entries as Material's script reads them."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from material.plugins.search import plugin as material

from rolebook.engine.search import _write
from rolebook.search.entry import SearchEntry

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&;'\"/")
_WORDS = st.text(_LETTERS).map(lambda text: " ".join(text.split())).filter(bool)


def _entry(title: str, *lines: str) -> SearchEntry:
    return SearchEntry("roles/x/", title, lines, "role")


def _written(entry: SearchEntry) -> Mapping[str, Any]:
    index = material.SearchIndex()
    _write(entry, index)
    (written,) = index.entries
    return dict(written)


@given(_WORDS, st.lists(_WORDS))
@example("<b>", ["</p><script>alert(1)</script>", "&lt;i&gt; &copy", "<!--", "]]>"])
def test_words_are_no_markup(title: str, lines: list[str]) -> None:
    """Whatever is told, a result shows it letter by letter, each line a paragraph."""
    written = _written(_entry(title, *lines))
    shown = BeautifulSoup(written["text"], "html.parser")
    assert [element.name for element in shown.find_all(True)] == ["p"] * len(lines)
    assert [paragraph.get_text() for paragraph in shown.find_all("p")] == lines
    assert BeautifulSoup(f"<h1>{written['title']}</h1>", "html.parser").get_text() == title


def test_what_is_not_known_is_not_written() -> None:
    """An entry without a role, a level or other names says nothing of them."""
    assert _written(_entry("X")) == {
        "location": "roles/x/",
        "title": "X",
        "text": "",
        "kind": "role",
        "boost": 1,
    }


def test_chinese_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where jieba is installed, Chinese words are told apart as Material does on the pages that it reads."""
    cuts = SimpleNamespace(cut=lambda text: [text.decode()[:2], text.decode()[2:]])
    monkeypatch.setattr(material, "jieba", cuts)
    written = _written(_entry("软件工程", "QA 软件工程"))
    assert (written["title"], written["text"]) == ("软件\u200b工程", "<p>QA \u200b软件\u200b工程\u200b</p>")
