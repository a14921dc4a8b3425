"""What the tests share: file trees and roles, drawn where they are used."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import settings

from rolebook.model.role import Role
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role

settings.register_profile("rolebook", deadline=None)
settings.load_profile("rolebook")

_CACHE = tempfile.TemporaryDirectory(prefix="rolebook-cache-")
os.environ["ROLEBOOK_CACHE"] = _CACHE.name


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their paths below a folder, and return the folder."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def spec(title: str = "", reports_to: str = "", body: str = "", front: str = "") -> str:
    """Return the text of a spec; Title stands in line 5, Reports To in the line after it."""
    lines = [f"---\n{front}\n---"] if front else []
    identity = {"Title": title, "Reports To": reports_to}
    listed = [f"- **{label}**: {value}" for label, value in identity.items() if value]
    return "\n".join([*lines, f"# {title or 'Role'}", "", "## Identity", "", *listed, "", body, ""])


def role(place: str, text: str) -> Role:
    """Return the role of a spec at `roles/<place>.md`."""
    found = parse_role(text, f"roles/{place}.md", kinds_by_name()).role
    assert found, f"roles/{place}.md is no role spec"
    return found
