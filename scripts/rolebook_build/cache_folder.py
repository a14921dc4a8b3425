"""Where the user's cache lies."""

import os
from pathlib import Path

from platformdirs import user_cache_path


def named_cache() -> Path:
    """Return the folder that is the user's cache."""
    named = os.environ.get("ROLEBOOK_CACHE")
    return Path(named).absolute() if named else user_cache_path("rolebook")
