"""Frames: HTML with slots, filled for each page."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from rolebook.facts.token import RESERVED, token
from rolebook.render.frame import Frame, SlotError, slot


def as_entities(text: str) -> str:
    """Return a text as one writes it where only ASCII is known."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


ANY_TEXT = st.text(st.characters(exclude_characters=RESERVED, exclude_categories=["Cs"]))


def test_a_frame_is_filled() -> None:
    """What stands in a slot is written wherever the slot stands, as it is."""
    frame = Frame.of(f"<title>{slot('title')}</title><h1>{slot('title')}</h1>{slot('content')}")
    filled = frame.filled({"title": "A &amp; B", "content": "<p>Text</p>"})
    assert filled == "<title>A &amp; B</title><h1>A &amp; B</h1><p>Text</p>"


def test_tokens_of_facts_are_no_slots() -> None:
    """A fact in a frame stays for the stamp."""
    frame = Frame.of(f"{token('COMPANY_NAME')} {slot('title')}")
    assert frame.filled({"title": "Roles"}) == f"{token('COMPANY_NAME')} Roles"


@pytest.mark.parametrize(
    "encoded", [quote(slot("title")), json.dumps(slot("title")), as_entities(slot("title"))]
)
def test_a_slot_that_something_encoded_is_refused(encoded: str) -> None:
    """What a template encodes cannot be filled in: the value would have to be encoded likewise."""
    with pytest.raises(SlotError):
        Frame.of(f"<a href='{encoded}'>")


@given(st.lists(ANY_TEXT, min_size=1), st.data())
def test_any_text_in_any_place(texts: list[str], data: st.DataObject) -> None:
    """Whatever stands between slots and whatever is put into them comes out as it is."""
    values = {f"v{index}": data.draw(ANY_TEXT) for index in range(len(texts) - 1)}
    html = "".join(f"{text}{slot(name)}" for text, name in zip(texts, values, strict=False)) + texts[-1]
    expected = "".join(f"{text}{value}" for text, value in zip(texts, values.values(), strict=False))
    assert Frame.of(html).filled(values) == expected + texts[-1]
    assert "".join(Frame.of(str(escape(html))).pieces) == str(escape("".join(texts)))
