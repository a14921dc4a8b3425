"""What counts as an address, as the value of a fact or of a setting."""

import re
from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """Tell whether a text is an absolute web or mail address without spaces or control characters."""
    if not text or re.search(r"[\s\x00-\x1f\x7f\"<>\\]", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    return parts.scheme in ("mailto", "tel") and bool(parts.path)
