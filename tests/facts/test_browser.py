"""Addresses, read as browsers read them; `tests/browser/test_addresses.py` holds the same against Chromium."""

import pytest

from rolebook.facts.browser import is_elsewhere, is_followed, is_of_any_kind, scheme_of
from rolebook.facts.token import token

X = token("X")

ELSEWHERE = [
    "//host/x.png",
    "/\\host/x.png",
    "\\\\host\\x.png",
    "\\/host",
    "https://host/x",
    "HTTPS:/host/x",
    "https:host",
    "http:\\host",
    "h\tttps://host/x",
    "/\t/host/x",
    "/\n/host",
    " \x01//host",
    "\x00//host",
    "///host/x",
    "ftp://host/x",
    "file:///etc/passwd",
    "wss://host",
    f"{X}/a.png",
    f"/{X}/host/a.png",
    f" {X}",
]
OWN = [
    "",
    "x.png",
    "../a/x.png",
    "/x.png",
    "./https:/host",
    "a//b.png",
    "a\\\\b",
    "#//x",
    "?//x",
    "%2F%2Fhost",
    "data:image/png;base64,AA",
    "handbook:assets/x.png",
    "\u00a0//host",
    f"a/{X}.png",
    f"a/{X}//b.png",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_another_host(address: str) -> None:
    """Slashes of either kind, white space within, one slash after a scheme: browsers ask another host."""
    assert is_elsewhere(address)


@pytest.mark.parametrize("address", OWN)
def test_the_own_site(address: str) -> None:
    """Paths are the site's own, however many slashes stand further on."""
    assert not is_elsewhere(address)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("java\nscript:alert(1)", "javascript"),
        ("\x01 JavaScript:x", "javascript"),
        ("DATA:text/html,x", "data"),
        ("mailto:a@b.example", "mailto"),
        ("a/b:c", ""),
        ("1a:b", ""),
    ],
)
def test_a_scheme(address: str, scheme: str) -> None:
    """A scheme is read as browsers do, without what they take away."""
    assert scheme_of(address) == scheme
    assert is_followed(address) is (scheme in ("", "mailto"))


@pytest.mark.parametrize(
    ("address", "any_kind"),
    [
        (f"java{X}:alert(1)", True),
        (f"{X}:alert(1)", True),
        (f"{X}\t:alert(1)", True),
        (f"{X}/a:b", False),
        (f"https://{X}:80/", False),
        (f"a?{X}:b", False),
    ],
)
def test_a_fact_before_a_colon(address: str, *, any_kind: bool) -> None:
    """A value that could be a scheme could be that of a script."""
    assert is_of_any_kind(address) is any_kind
