"""Servers that refuse or fail, and processes that die: nothing of anybody's is lost, nothing done twice."""

import multiprocessing
import os
import shutil
import signal
from itertools import count
from pathlib import Path

import pytest

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.wiki import WikiError
from tests.wiki.git_http import ACCOUNT, served
from tests.wiki.git_wikis import Remote, handbook, published, remote, wrapped_git

BOOK = handbook("qa-engineer", "data-engineer")
NEW = handbook("qa-engineer:Tester", "data-engineer", says="New words.")

_DIES = """\
echo >> {folder}/count
[ "$(wc -l < {folder}/count)" -eq {step} ] && kill -9 $PPID && exit 1
exec $GIT "$@"
"""
_DIES_AFTER_PUSH = """\
$GIT "$@"; code=$?
case "$*" in *" push "*) kill -9 $PPID ;; esac
exit $code
"""


@pytest.fixture
def wiki(tmp_path: Path) -> Remote:
    """Make a wiki that holds the handbook as it was."""
    made = remote(tmp_path / "wikis" / "wiki.git")
    published(made, BOOK)
    return made


def _publishing(place: Remote, book: WikiHandbook, path: str) -> int | None:
    """Publish in a process of its own, and return how it ended."""

    def run() -> None:
        os.environ["PATH"] = path
        published(place, book)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    return process.exitcode


def test_killed_at_any_step_the_next_run_finishes(wiki: Remote, tmp_path: Path) -> None:
    """Until the push the wiki is as it was; one commit is made, whenever kill -9 comes."""
    before = wiki.files()
    for step in count(1):
        folder = tmp_path / f"{step}.git"
        shutil.copytree(wiki.folder, folder)
        place = Remote(folder, folder.as_uri())
        path = wrapped_git(tmp_path / "bin", _DIES.format(folder=tmp_path / "bin", step=step))["PATH"]
        ended = _publishing(place, NEW, path)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        assert place.files() == before
        assert published(place, NEW).in_sync
        assert len(place.log()) == 2
    assert step > 8
    assert len(place.log()) == 2


def test_killed_after_the_push_nothing_is_left_to_do(wiki: Remote, tmp_path: Path) -> None:
    """The record went with the pages."""
    path = wrapped_git(tmp_path / "bin", _DIES_AFTER_PUSH)["PATH"]
    assert _publishing(wiki, NEW, path) == -signal.SIGKILL
    assert "New words." in wiki.files()["Tester.md"]
    assert not published(wiki, NEW).plan.writes
    assert len(wiki.log()) == 2


def test_a_server_that_refuses_is_quoted_and_keeps_what_it_has(wiki: Remote) -> None:
    """A protected branch, a hook: what the server says is what a person needs to know."""
    before = wiki.files()
    hook = wiki.folder / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Only maintainers may push' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert "Only maintainers may push" in published(wiki, NEW).failure
    assert wiki.files() == before
    hook.unlink()
    assert published(wiki, NEW).in_sync


def test_a_wiki_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """A wrong address is no reason to try for a minute."""
    nowhere = Remote(tmp_path, (tmp_path / "none.git").as_uri())
    with pytest.raises(WikiError, match=r"does not appear to be a git repository|does not exist"):
        published(nowhere, BOOK)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the account in the environment, where secrets are."""
    monkeypatch.setenv("ROLEBOOK_WIKI_USER", ACCOUNT[0])
    monkeypatch.setenv("ROLEBOOK_WIKI_PASSWORD", ACCOUNT[1])


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("fails_every", [0, 3])
def test_a_server_that_fails_now_and_then_is_asked_again(wiki: Remote, fails_every: int) -> None:
    """Every third request gets 503 or no answer: the publish succeeds, with one commit."""
    with served(wiki.folder.parent, fails_every) as server:
        place = wiki.reached(server.url("wiki.git"))
        assert published(place, NEW).in_sync
        assert not published(place, NEW).plan.writes
        assert server.requests > 6
    assert "New words." in wiki.files()["Tester.md"]
    assert len(wiki.log()) == 2


@pytest.mark.usefixtures("account")
def test_a_server_that_always_fails_is_given_up(wiki: Remote) -> None:
    """The attempts are bounded, and the message says what the server said."""
    with served(wiki.folder.parent, 1) as server:
        with pytest.raises(WikiError, match=r"503|Empty reply"):
            published(wiki.reached(server.url("wiki.git")), NEW)
        assert server.requests == 4


@pytest.mark.usefixtures("account")
def test_a_wrong_password_is_reported_and_not_printed(wiki: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in no message and no address, and is not tried again and again, which locks accounts."""
    monkeypatch.setenv("ROLEBOOK_WIKI_PASSWORD", "wr0ng-token")
    with served(wiki.folder.parent) as server:
        with pytest.raises(WikiError, match="Authentication failed") as caught:
            published(wiki.reached(server.url("wiki.git")), NEW)
        assert "wr0ng-token" not in str(caught.value)
        assert not any("token" in path for path in server.heard)
        assert len(server.heard) <= 2
