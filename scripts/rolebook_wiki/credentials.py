"""What wikis are opened with, which comes from the environment alone."""

import os

from rolebook_wiki.wiki import WikiError


def secret(name: str) -> str:
    """Return a secret, which is never in a file: `ROLEBOOK_WIKI_USER`. Raises `WikiError`."""
    value = os.environ.get(f"ROLEBOOK_WIKI_{name}", "")
    if not value:
        raise WikiError(f"set ROLEBOOK_WIKI_{name} in the environment")
    return value
