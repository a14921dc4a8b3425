"""The theme's style sheets as one: a page waits for one file instead of twenty."""

from collections.abc import Sequence
from pathlib import Path

STYLE_SHEET = "assets/rolebook/rolebook.css"
_PARTS = (
    *("brand", "fonts", "tokens", "text", "header", "search", "nav", "head", "parts", "role", "ladder"),
    *("workflow", "checklist", "index", "organization", "home", "docs", "footer"),
)
STYLE_PARTS = tuple(f"assets/rolebook/{name}.css" for name in _PARTS)
"""What every page is styled by, in the order in which one rule overrides another."""


def style_sheet(folders: Sequence[Path]) -> str:
    """Return all parts as one sheet; a part in an earlier folder wins over that of a later one."""
    files = (next(path for folder in folders if (path := folder / part).is_file()) for part in STYLE_PARTS)
    return "\n".join(path.read_text(encoding="utf-8") for path in files)
