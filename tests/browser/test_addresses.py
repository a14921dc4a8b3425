"""What Rolebook says of an address is what Chromium does with it, on a page of any kind."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from rolebook.facts.browser import as_read, is_elsewhere, scheme_of
from tests.facts.test_browser import ELSEWHERE, OWN, X

BASES = ("http://own.example/a/b/", "https://own.example/a/b/", "file:///a/b/c.html")
OF_THE_PAGE = ("data:", "blob:", "about:", "handbook:")
READ = """([addresses, bases]) => addresses.map(address => bases.map(base => {
  try { const url = new URL(address, base); return [url.protocol, url.host]; } catch { return null; }
}))"""
PARTS = [
    *"/\\:#?@.%aX \t\n\r\x00\x1f\u00a0\u3000\ufeff\u200b[]|",
    "http",
    "HTTPS",
    "file",
    "ftp",
    "host",
    "2F",
    "C:",
]


_FEW = settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
"""Each example holds many addresses; to make them shorter would ask the browser again and again."""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open a page that has nothing on it."""
    page = browser.new_page()
    yield page
    page.close()


def others(page: Page, addresses: list[str]) -> list[bool | None]:
    """Return for each address whether it is another's on a page of any kind; None where it is none on some."""
    bases = [[base.partition("/")[0], base.split("/")[2]] for base in BASES]
    found = page.evaluate(READ, [addresses, list(BASES)])
    return [
        any(of and of[0] not in OF_THE_PAGE and of != base for of, base in zip(read, bases, strict=True))
        or (False if all(read) else None)
        for read in found
    ]


def test_known_addresses(blank: Page) -> None:
    """The table of addresses without facts is Chromium's."""
    addresses = [address for address in (*ELSEWHERE, *OWN) if X not in address]
    assert [is_elsewhere(address) for address in addresses] == others(blank, addresses)


@_FEW
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=9).map("".join), min_size=60, max_size=60))
def test_any_address(blank: Page, addresses: list[str]) -> None:
    """Neither is another's address taken for the site's own, nor the other way round."""
    for address, other in zip(addresses, others(blank, addresses), strict=True):
        assert other is None or other is is_elsewhere(address), ascii((address, as_read(address)))


@_FEW
@given(
    st.lists(
        st.tuples(st.text(" \t\n\x00\x0b", max_size=2), st.text("\t\n\r:aZ1+-.", max_size=4)),
        min_size=30,
        max_size=30,
    )
)
def test_any_script(blank: Page, around: list[tuple[str, str]]) -> None:
    """A scheme is Chromium's, with white space around and within."""
    addresses = [f"{before}java{within}script:alert(1)" for before, within in around]
    for address, read in zip(addresses, blank.evaluate(READ, [addresses, [BASES[0]]]), strict=True):
        own = "http" if read[0] and not scheme_of(address) else scheme_of(address)
        assert not read[0] or read[0][0] == f"{own}:", ascii(address)
