"""When the specs of a folder last changed, as git knows it."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_LOG = ("log", "--no-renames", "--relative", "--date=short", "--format=%x01%h %cd", "--name-only", "-z")
_CHANGED = ("status", "--porcelain", "--no-renames", "-z")
_STATUS_LETTERS = 3
_HEAD = "\x01"
KEPT = ".rolebook-revisions.json"
"""What git knew of a handbook folder, in a copy of it that was sent to another machine."""


@dataclass(frozen=True)
class Revision:
    """The commit that changed a file last, its day, and whether the file has changed since."""

    commit: str
    day: date
    changed_since: bool = False


def revisions(root: Path, folder: str = "roles") -> Mapping[str, Revision]:
    """Return the revision of each file below a folder, by its path in `root`; none where git keeps none."""
    if (root / KEPT).is_file():
        return _kept((root / KEPT).read_text(encoding="utf-8"))
    try:
        inside = _git(root, "rev-parse", "--show-prefix").strip()
        changed = {path.removeprefix(inside) for path in _changed(_git(root, *_CHANGED, "--", folder))}
        return dict(_last(_git(root, *_LOG, "--", folder), changed))
    except (OSError, subprocess.CalledProcessError):
        return {}


def revisions_text(root: Path) -> str:
    """Return the revisions of a handbook folder as `KEPT` holds them."""
    found = revisions(root).items()
    return json.dumps([[path, one.commit, one.day.isoformat(), one.changed_since] for path, one in found])


def _kept(text: str) -> dict[str, Revision]:
    return {
        path: Revision(commit, date.fromisoformat(day), changed_since)
        for path, commit, day, changed_since in json.loads(text)
    }


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    return subprocess.run(  # noqa: S603 - the arguments are ours
        command, check=True, capture_output=True, encoding="utf-8", errors="surrogateescape"
    ).stdout


def _changed(status: str) -> Iterator[str]:
    return (entry[_STATUS_LETTERS:] for entry in status.split("\0") if entry)


def _last(log: str, changed: set[str]) -> Iterator[tuple[str, Revision]]:
    """Yield each file with the first commit, the newest, that names it."""
    seen: set[str] = set()
    commit, day = "", date.min
    for entry in log.split("\0"):
        if entry.startswith(_HEAD):
            commit, _, written = entry.removeprefix(_HEAD).partition(" ")
            day = date.fromisoformat(written)
        elif (path := entry.removeprefix("\n")) and path not in seen:
            seen.add(path)
            yield path, Revision(commit, day, path in changed)
