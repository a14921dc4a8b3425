"""What counts as an address."""

import pytest

from rolebook.facts.address import is_address


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "http://localhost:8000/x?y=1&z#a",
        "HTTPS://EXAMPLE.COM/",
        "https://bücher.example/ü",
        "mailto:people@example.com",
        "tel:+49-30-1234",
        "https://user@example.com/",
        "https://[::1]/",
    ],
)
def test_an_address(text: str) -> None:
    """Web, mail and telephone addresses are, in any script."""
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "/path",
        "#anchor",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.com",
        "https://",
        "https:///path",
        "https://:80/",
        "https://a b",
        "https://a\nb",
        "https://a\x00b",
        'https://a"b',
        "https://a<b>",
        "https:\\\\a",
        "mailto:",
        "http://[::1",
        " https://example.com",
        "//example.com",
    ],
)
def test_no_address(text: str) -> None:
    """Scripts, paths, and whatever could break out of an attribute are not."""
    assert not is_address(text)
