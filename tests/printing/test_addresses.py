"""Addresses on paper: who types them comes to the same place, and there are letters for them."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.model.document import Product
from rolebook.printing.texts import decoded
from tests.printing.conftest import SPEC, Draw

CHINESE = "https://zh.wikipedia.org/wiki/%E4%BD%A0"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://x.example/caf%C3%A9", "https://x.example/café"),
        ("https://x.example/café", "https://x.example/café"),
        ("https://x.example/a%2Fb%20c?q=x%26y", "https://x.example/a%2Fb%20c?q=x%26y"),
        ("https://x.example/%41", "https://x.example/%41"),
        ("https://x.example/caf%c3%a9", "https://x.example/caf%c3%a9"),
        ("https://x.example/%C3", "https://x.example/%C3"),
        ("https://x.example/e%CC%81", "https://x.example/e%CC%81"),
        ("https://x.example/%E2%80%8Bx", "https://x.example/%E2%80%8Bx"),
        (CHINESE, CHINESE),
        ("https://zh.wikipedia.org/wiki/你", CHINESE),
    ],
)
def test_an_address_as_it_is_read(address: str, shown: str) -> None:
    """Letters are decoded where that is no other address and they can be set; else they are encoded."""
    assert decoded(address, lambda text: "你" not in text) == shown


_PIECES = st.sampled_from([*"ab/?#&%= é你", "\u0301", "\u200b", "%2F", "%C3%A9", "%E4%BD%A0", "%C3", "%20"])


@given(st.lists(_PIECES).map("".join))
def test_who_types_it_comes_to_the_same_place(path: str) -> None:
    """Encoded as a browser does, what is shown is the address again."""
    safe = "".join(map(chr, range(0x20, 0x7F)))
    address = quote(f"https://x.example/{path}", safe=safe)
    assert quote(decoded(address, lambda text: "你" not in text), safe=safe) == address


def test_an_address_without_a_letter_for_it(draw: Draw) -> None:
    """As a reference, in a text and by itself it is printed as it is typed, and leads where it led."""
    texts = f"\n## GOLD_STANDARD References\n\n- [Wiki]({CHINESE})\n\n## Notes\n\nSee <{CHINESE}> or [this]({CHINESE}).\n"
    pdf = draw({"roles/quality/qa-engineer.md": SPEC + texts}).pdf(Product.BOOKLET, "qa-engineer")
    assert pdf.says("zh.wikipedia.org/wiki/%E4%BD%A0")
    assert set(pdf.links) == {CHINESE}
