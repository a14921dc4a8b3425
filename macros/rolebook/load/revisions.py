"""When the specs of a folder last changed, as git knows it, and what keeps git from knowing."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rolebook.model.problem import Problem, warning

_LOG = ("log", "--no-renames", "--relative", "--no-color", "--no-show-signature", "--date=short")
_AS = ("--format=%x01%h %cd", "--name-only", "-z")
_CHANGED = ("status", "--porcelain", "--no-renames", "-z")
_SETTINGS = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
"""A folder's own configuration may name a program as its file system monitor; none is run."""
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""What a git hook sets: git would look into the repository of the commit, wherever the handbook lies."""
_OURS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
_STATUS_LETTERS = 3
_HEAD = "\x01"
KEPT = ".rolebook-revisions.json"
"""What git knew of a handbook folder, in a copy of it that was sent to another machine."""

_NOTHING_THERE = re.compile(r"not a git repository \(|does not have any commits yet|bad default revision")
_NOT_TRUSTED = re.compile(r"dubious ownership|unsafe repository")
_REMEDY = re.compile(r"git config --global --add safe\.directory .+")
_SHALLOW = (
    "this clone holds only the newest commits, which are not those that changed these specs; fetch all: "
    "`git fetch --unshallow`, in GitHub's workflows `fetch-depth: 0` for actions/checkout, in GitLab's "
    "`GIT_DEPTH: 0`"
)
_NO_GIT = "git is not installed here; install it"


@dataclass(frozen=True)
class Revision:
    """The commit that changed a file last, its day, and whether the file has changed since."""

    commit: str
    day: date
    changed_since: bool = False


@dataclass(frozen=True)
class KnownRevisions:
    """The revision of each file, by its path in a folder; `trouble` is why git tells none, and what to do."""

    revisions: Mapping[str, Revision] = field(default_factory=dict)
    trouble: str = ""


def revisions(root: Path) -> Mapping[str, Revision]:
    """Return the revision of each file in `roles/`, by its path in `root`; none where git keeps none."""
    return known_to_git(root).revisions


def revision_problems(root: Path) -> tuple[Problem, ...]:
    """Return what keeps documents from carrying the revisions of specs, if anything does."""
    trouble = known_to_git(root).trouble
    message = f"documents carry no revision of these specs: {trouble}"
    return (warning(Problem("roles", 0, message)),) if trouble else ()


def known_to_git(root: Path) -> KnownRevisions:
    """Return what git knows of the files in `roles/`, which may be a repository or hold others."""
    if (root / KEPT).is_file():
        return KnownRevisions(_kept((root / KEPT).read_text(encoding="utf-8")))
    asked = [(folder, _ask(folder)) for folder in _repositories(root / "roles")]
    by_path = {
        (folder / path).relative_to(root).as_posix(): revision
        for folder, known in asked
        for path, revision in known.revisions.items()
    }
    return KnownRevisions(
        by_path, "; ".join(dict.fromkeys(known.trouble for _, known in asked if known.trouble))
    )


def revisions_text(root: Path) -> str:
    """Return the revisions of a handbook folder as `KEPT` holds them."""
    known = revisions(root).items()
    return json.dumps([[path, one.commit, one.day.isoformat(), one.changed_since] for path, one in known])


def _kept(text: str) -> dict[str, Revision]:
    return {
        path: Revision(commit, date.fromisoformat(day), changed_since)
        for path, commit, day, changed_since in json.loads(text)
    }


def _repositories(folder: Path) -> Iterator[Path]:
    """Yield a folder, and those below it that are repositories of their own: submodules."""
    yield folder
    for inner, folders, names in os.walk(folder):
        if inner != str(folder) and ".git" in (*folders, *names):
            yield Path(inner)
        folders[:] = [name for name in folders if not name.startswith(".")]


def _ask(folder: Path) -> KnownRevisions:
    """Return what git knows of the files below a folder, by their paths in it."""
    try:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
            return KnownRevisions(trouble=_SHALLOW)
        inside = _git(folder, "rev-parse", "--show-prefix").removesuffix("\n")
        changed = {path.removeprefix(inside) for path in _changed(_git(folder, *_CHANGED, "--", "."))}
        return KnownRevisions(dict(_last(_git(folder, *_LOG, *_AS, "--", "."), changed)))
    except FileNotFoundError:
        within_a_repository = any((above / ".git").exists() for above in (folder, *folder.parents))
        return KnownRevisions(trouble=_NO_GIT if within_a_repository else "")
    except subprocess.CalledProcessError as error:
        return KnownRevisions(trouble=_trouble(error.stderr))
    except OSError as error:
        return KnownRevisions(trouble=f"git cannot be run: {error.strerror}")


def _trouble(said: str) -> str:
    """Return why git tells nothing, and what to do; nothing where there is nothing that it could tell."""
    if _NOTHING_THERE.search(said):
        return ""
    if _NOT_TRUSTED.search(said):
        remedy = _REMEDY.search(said)
        command = remedy[0] if remedy else "git config --global --add safe.directory <folder>"
        return f"git does not trust a repository that belongs to another user; if you do, run `{command}`"
    return f"git says: {' '.join(said.split())}"


def _git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return subprocess.run(  # noqa: S603 - the arguments are ours
        ["git", "-C", str(folder), *_SETTINGS, *arguments],  # noqa: S607 - git is where the user has it
        check=True,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=environment | _OURS,
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
