"""When specs changed last, asked of real git repositories, and what is said where git cannot tell."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rolebook.load.revisions import known_to_git, revision_problems, revisions, revisions_text
from tests.conftest import write_tree

QA, LEAD = "roles/quality/qa.md", "roles/quality/lead.md"
SPECS: dict[str, str | bytes] = {QA: "# QA\n", LEAD: "# Lead\n"}


def git(folder: Path, *arguments: str, day: str = "") -> str:
    """Run git in a folder, as somebody, on a day."""
    given = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "protocol.file.allow=always")
    dated = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"} if day else {}
    done = subprocess.run(
        ["git", "-C", str(folder), *given, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | dated,
    )
    return done.stdout.strip()


def commit(folder: Path, day: str) -> str:
    """Commit everything in a folder, and return the commit's short name."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Work", day=day)
    return git(folder, "log", "-1", "--format=%h")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Draw a repository in which two specs were changed on two days."""
    root = write_tree(tmp_path / "handbook", SPECS)
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-01-01")
    write_tree(root, {QA: "# QA Engineer\n"})
    commit(root, "2026-02-02")
    return root


def days(root: Path) -> dict[str, str]:
    """Return the day on which each spec was changed last."""
    return {path: revision.day.isoformat() for path, revision in revisions(root).items()}


def test_each_spec_has_the_day_it_was_changed(repository: Path) -> None:
    """The newest commit that touched a spec is its revision, not the newest of all."""
    write_tree(repository, {LEAD: "# Team Lead\n", "roles/quality/new.md": "# New\n", "docs/x.md": "x"})
    assert days(repository) == {QA: "2026-02-02", LEAD: "2026-01-01"}
    found = revisions(repository)
    assert (found[QA].changed_since, found[LEAD].changed_since) == (False, True)
    assert found[QA].commit == git(repository, "log", "-1", "--format=%h", "--", QA)
    assert revision_problems(repository) == ()


def test_a_shallow_clone_tells_none(repository: Path, tmp_path: Path) -> None:
    """There every spec seems to be of the newest commit: none is told, and how to fetch the others is."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    assert revisions(clone) == {}
    (problem,) = revision_problems(clone)
    assert "roles: warning: documents carry no revision" in str(problem)
    assert "`fetch-depth: 0`" in problem.message
    git(clone, "fetch", "-q", "--unshallow")
    assert days(clone) == days(repository)
    assert revision_problems(clone) == ()


def test_a_repository_of_another_user(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git looks into no repository that is not the caller's own; the command that allows it is told."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(repository / "no-such-file"))
    monkeypatch.setenv("LANGUAGE", "de")
    assert revisions(repository) == {}
    (problem,) = revision_problems(repository)
    assert f"git config --global --add safe.directory {repository}`" in problem.message


def test_roles_as_a_submodule(repository: Path, tmp_path: Path) -> None:
    """Specs in a repository of their own have that one's revisions; so has a department in a third."""
    shared = write_tree(tmp_path / "shared", {"quality/qa.md": "# QA\n"})
    git(shared, "init", "-q", "-b", "main")
    commit(shared, "2025-05-05")
    care = write_tree(tmp_path / "care", {"nurse.md": "# Nurse\n"})
    git(care, "init", "-q", "-b", "main")
    commit(care, "2024-04-04")
    git(shared, "submodule", "--quiet", "add", care.as_uri(), "care")
    commit(shared, "2025-06-06")
    shutil.rmtree(repository / "roles")
    commit(repository, "2026-03-03")
    git(repository, "submodule", "--quiet", "add", shared.as_uri(), "roles")
    git(repository, "submodule", "--quiet", "update", "--init", "--recursive")
    commit(repository, "2026-04-04")
    found = days(repository)
    assert (found[QA], found["roles/care/nurse.md"]) == ("2025-05-05", "2024-04-04")
    write_tree(repository, {QA: "# Changed\n"})
    assert revisions(repository)[QA].changed_since
    assert revision_problems(repository) == ()


def test_a_handbook_within_a_repository(repository: Path) -> None:
    """The handbook need not be the whole of its repository, and its folder may have any name."""
    inner = write_tree(repository / "Büro & Co/hand book", SPECS)
    commit(repository, "2026-05-05")
    write_tree(inner, {LEAD: "# Changed\n"})
    assert days(inner) == {QA: "2026-05-05", LEAD: "2026-05-05"}
    assert revisions(inner)[LEAD].changed_since


def test_where_there_is_nothing_to_tell(tmp_path: Path) -> None:
    """No repository, and one without a commit, have no revisions, and that needs no words."""
    root = write_tree(tmp_path, SPECS)
    assert (dict(revisions(root)), revision_problems(root)) == ({}, ())
    git(root, "init", "-q")
    assert (dict(revisions(root)), revision_problems(root)) == ({}, ())


def test_without_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository that no git is there to read is told; a folder that is none is not."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in str(revision_problems(repository)[0])
    assert revision_problems(write_tree(tmp_path / "plain", SPECS)) == ()


def test_a_repository_that_is_not_there(tmp_path: Path) -> None:
    """A submodule copied without its repository is told in git's own words."""
    root = write_tree(tmp_path, {**SPECS, "roles/.git": "gitdir: ../.git/modules/roles\n"})
    assert "git says: fatal: not a git repository" in str(revision_problems(root)[0])


def test_in_a_hook_of_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git tells its hooks of the commit under way leads to no other repository's revisions."""
    expected = known_to_git(repository)
    other = write_tree(tmp_path / "other", SPECS)
    git(other, "init", "-q")
    commit(other, "2020-01-01")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert known_to_git(repository) == expected


def test_nothing_that_a_folder_configures_is_run(repository: Path) -> None:
    """A folder's own configuration can name programs for git to run; asking for revisions runs none."""
    program = repository / "monitor.sh"
    program.write_text(f"#!/bin/sh\ntouch '{repository}/was-run'\n", encoding="utf-8")
    program.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(program))
    git(repository, "config", "log.showSignature", "true")
    git(repository, "config", "color.ui", "always")
    assert days(repository) == {QA: "2026-02-02", LEAD: "2026-01-01"}
    assert not (repository / "was-run").exists()


def test_a_copy_sent_to_another_machine(repository: Path, tmp_path: Path) -> None:
    """It has no repository, but what the first machine's git knew."""
    copy = write_tree(tmp_path / "copy", SPECS)
    (copy / ".rolebook-revisions.json").write_text(revisions_text(repository), encoding="utf-8")
    assert revisions(copy) == revisions(repository)
