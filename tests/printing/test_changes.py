"""The new words of an expectation: those that the level before does not say, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.printing.changes import with_new_words
from rolebook.printing.nodes import TextNode, TextNodes, texts_of


def new(*words: str) -> TextNode:
    """Return words as they are marked."""
    return {"t": "new", "c": list(words)}


CASES: list[tuple[str, str, TextNodes]] = [
    ("Tests changes", "Tests changes alone", ["Tests changes ", new("alone")]),
    ("One two three four", "One two five six four", ["One two ", new("five six"), " four"]),
    ("Reviews small code.", "Reviews small code, and design", ["Reviews small code, ", new("and design")]),
    ("LISTENS to users", "Listens to users", ["Listens to users"]),
    ("One", "Something else", ["Something else"]),
    ("", "Something", ["Something"]),
    ("One two", "", []),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES, ids=[after for _, after, _ in CASES])
def test_new_words(before: str, after: str, expected: TextNodes) -> None:
    """Words are new whatever their capitals and points; what is mostly new is left unmarked as a whole."""
    assert with_new_words([before] if before else [], [after] if after else []) == expected


def test_new_words_within_elements() -> None:
    """A new word is marked within what its author made bold, and across what has no words."""
    before: TextNodes = ["reviews small code every day"]
    after: TextNodes = ["reviews ", {"t": "strong", "c": ["large code"]}, {"t": "br"}, " every day"]
    assert with_new_words(before, after) == [
        "reviews ",
        {"t": "strong", "c": [new("large"), " code"]},
        {"t": "br"},
        " every day",
    ]


@given(st.text(), st.text())
def test_nothing_but_marks_is_added(before: str, after: str) -> None:
    """Whatever two expectations say, marking the new words of one leaves its text as it was."""
    assert "".join(texts_of(with_new_words([before], [after]))) == after
