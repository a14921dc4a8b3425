"""Git wikis as a server holds them, people who push to them, and handbooks drawn in a test."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rolebook.model.company import Company
from rolebook_wiki.git.process import Git
from rolebook_wiki.git.remote import GitRemote
from rolebook_wiki.git.wiki import GitWiki
from rolebook_wiki.page import FILE, HOME, LINK, WikiFile, WikiHandbook, WikiPage
from rolebook_wiki.plan import Action, ActionKind, OnConflict, Plan
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.sentences import sentences_for

ACME = Company("acme", "companies/acme.yml", "Acme")


@dataclass(frozen=True)
class Remote:
    """A bare repository on disk; `url` is where publishing finds it."""

    folder: Path
    url: str

    def files(self) -> Mapping[str, str]:
        """Return the texts of the wiki by file."""
        return {name: git(self.folder, "show", f"HEAD:{name}") for name in self.names()}

    def names(self) -> tuple[str, ...]:
        """Return the files of the wiki."""
        return tuple(git(self.folder, "ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0")[:-1])

    def log(self) -> tuple[str, ...]:
        """Return the subjects of the commits, the last one first."""
        return tuple(git(self.folder, "log", "--format=%s").splitlines())

    def person(self, changed: Mapping[str, str | None]) -> None:
        """Push files as a person does; None deletes one."""
        with tempfile.TemporaryDirectory() as place:
            git(place, "clone", "--quiet", str(self.folder), ".")
            for name, text in changed.items():
                file = Path(place) / name
                if text is None:
                    file.unlink()
                else:
                    file.write_bytes(text.encode())
            git(place, "add", "--all")
            git(place, "commit", "--quiet", "-m", "By a person")
            git(place, "push", "--quiet", "origin", "HEAD")

    def reached(self, url: str) -> "Remote":
        """Return this repository at another address."""
        return replace(self, url=url)


def git(place: Path | str, *arguments: str) -> str:
    """Return what git prints in a folder, as a person's git with no settings of its own."""
    person = {
        f"GIT_{who}_{what}": f"person{'@example.org' * (what == 'EMAIL')}"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=place,
        check=True,
        capture_output=True,
        env=os.environ | person | {"GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.decode(errors="replace")


def remote(folder: Path) -> Remote:
    """Make an empty wiki."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    return Remote(folder, folder.as_uri())


def handbook(*roles: str, says: str = "Finds what breaks.", files: tuple[WikiFile, ...] = ()) -> WikiHandbook:
    """Draw a handbook with a page for each role: `qa-engineer` or, renamed, `qa-engineer:Quality Engineer`."""
    titles = {
        name.partition(":")[0]: name.partition(":")[2] or name.replace("-", " ").title() for name in roles
    }
    links = "".join(f'<li><a href="{LINK}roles/{name}">{title}</a></li>' for name, title in titles.items())
    shown = "".join(f'<p><a href="{FILE}{file.path}">a file</a></p>' for file in files)
    pages = (
        WikiPage(HOME, "Acme", "", f'<div><p><a href="{LINK}roles">All roles</a></p>{shown}</div>'),
        WikiPage("roles", "Roles", "", f"<div><ul>{links}</ul></div>", HOME),
        *(
            WikiPage(f"roles/{name}", title, "", f"<div><p>{says}</p></div>", "roles")
            for name, title in titles.items()
        ),
    )
    return WikiHandbook("acme", pages, files)


def published(
    place: Remote,
    book: WikiHandbook,
    *,
    company: Company = ACME,
    on_conflict: OnConflict = OnConflict.STOP,
    prune: bool = False,
    branch: str = "",
    meanwhile: Callable[[], None] = lambda: None,
) -> PublishOutcome:
    """Publish a handbook; `meanwhile` happens after the plan is shown and before anything is written."""

    def show(_plan: Plan) -> None:
        meanwhile()

    with tempfile.TemporaryDirectory() as scratch:
        wiki = GitWiki(
            GitRemote(Git(Path(scratch), waits=(0, 0, 0)), place.url, branch),
            company,
            sentences_for(company, {}),
            Path(scratch),
        )
        return publish(wiki, book, PublishOptions(on_conflict, prune=prune), show, list)


def steps(outcome: PublishOutcome) -> Mapping[str, ActionKind]:
    """Return what was planned by id, without what needs nothing."""
    return {
        action.id: action.kind for action in outcome.plan.actions if action.kind is not ActionKind.UNCHANGED
    }


def conflict(outcome: PublishOutcome) -> Action:
    """Return the only conflict of an outcome."""
    (found,) = outcome.conflicts
    return found


def wrapped_git(folder: Path, script: str) -> Mapping[str, str]:
    """Put a script before git, and return the environment in which it is found; `$GIT` is git."""
    real = next(
        place for place in (Path(name) / "git" for name in os.get_exec_path()) if os.access(place, os.X_OK)
    )
    folder.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):
        (folder / "count").unlink()
    wrapper = folder / "git"
    wrapper.write_text(f"#!/bin/sh\nGIT={real}\n{script}", encoding="utf-8")
    wrapper.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
