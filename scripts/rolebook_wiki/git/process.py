"""Git as a process: never prompting, never waiting for ever, never printing a password."""

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rolebook_wiki.wiki import WikiError

_LOCAL_SECONDS, _REMOTE_SECONDS = 300, 900
_WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each further attempt at a server that does not answer; git does not tell its Retry-After."""

_PASSING = re.compile(
    r"returned error: (?:408|429|5\d\d)|HTTP (?:408|429|5\d\d)|timed? ?out|Could not resolve|Couldn't connect"
    r"|Connection (?:refused|reset|closed|was reset)|early EOF|hung up|unexpected disconnect|Empty reply"
    r"|Failed to connect|Recv failure|Send failure|RPC failed|TLS|SSL|Could not read from remote",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"Permission denied|Authentication failed|could not read (?:Username|Password)|not found|Host key"
    r"|does not appear to be a git repository|does not exist|returned error: 4(?:0[0-7]|1\d)|certificate",
    re.IGNORECASE,
)
_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
)
"""What a git hook sets: git would write into the handbook's repository, and in its committer's name."""

_SETTINGS = {
    "gc.auto": "0",
    "maintenance.auto": "false",
    "core.quotePath": "false",
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "60",
    "init.defaultBranch": "master",
    "advice.detachedHead": "false",
}
_ASKPASS = """\
#!/bin/sh
case "$1" in
Username*) printf '%s\\n' "$ROLEBOOK_WIKI_USER" ;;
*) printf '%s\\n' "$ROLEBOOK_WIKI_PASSWORD" ;;
esac
"""


class GitError(WikiError):
    """Git ended with an error; the message is what it said, without passwords."""


class Git:
    """Git in a bare repository below a scratch folder."""

    def __init__(self, scratch: Path, waits: Sequence[float] = _WAITS) -> None:
        self.folder = scratch / "wiki.git"
        self._scratch = scratch
        self._waits = waits
        self._environment = _environment(scratch)
        if not self.folder.is_dir():
            self.run("init", "--quiet", "--bare", str(self.folder), inside=False)

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        inside: bool = True,
        index: Path | None = None,
        seconds: float = _LOCAL_SECONDS,
    ) -> bytes:
        """Return what a git command prints. Raises `GitError`."""
        settings = [part for name, value in self._settings().items() for part in ("-c", f"{name}={value}")]
        location = ["-C", str(self.folder)] if inside else ["-C", str(self._scratch)]
        try:
            done = subprocess.run(  # noqa: S603 - no shell
                ["git", *settings, *location, *arguments],  # noqa: S607 - the git that is installed
                input=given,
                capture_output=True,
                check=False,
                timeout=seconds,
                env=self._environment | ({"GIT_INDEX_FILE": str(index)} if index else {}),
            )
        except FileNotFoundError:
            raise GitError("publishing to a git wiki needs git: install it") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"git {arguments[0]} timed out after {seconds:.0f} seconds") from None
        if done.returncode:
            raise GitError(self._said(done.stderr, done.stdout) or f"git {arguments[0]} failed")
        return done.stdout

    def ask(self, *arguments: str, inside: bool = True) -> bytes:
        """Return what a git command prints that talks to the remote; a passing fault is tried again."""
        for wait in (*self._waits, None):
            try:
                return self.run(*arguments, inside=inside, seconds=_REMOTE_SECONDS)
            except GitError as error:
                if wait is None or not is_passing(str(error)):
                    raise
                time.sleep(wait)
        raise AssertionError

    def _settings(self) -> Mapping[str, str]:
        """Return settings; a helper that remembers another account must not answer for the one given."""
        return _SETTINGS | ({"credential.helper": ""} if _account(self._environment) else {})

    def _said(self, *streams: bytes) -> str:
        said = " ".join(" ".join(stream.decode(errors="replace").split()) for stream in streams).strip()
        said = re.sub(r"(?<=://)[^/@\s]+@", "", said)
        secret = self._environment.get("ROLEBOOK_WIKI_PASSWORD", "")
        return said.replace(secret, "***") if secret else said


def is_passing(said: str) -> bool:
    """Tell whether what git said may be otherwise in a moment."""
    return bool(_PASSING.search(said)) and not _LASTING.search(said)


def _environment(scratch: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "C",
        "GCM_INTERACTIVE": "never",
    }
    environment.setdefault(
        "GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15"
    )
    if _account(environment):
        script = scratch / "askpass"
        script.write_text(_ASKPASS, encoding="utf-8")
        script.chmod(0o700)
        environment["GIT_ASKPASS"] = str(script)
    return environment


def _account(environment: Mapping[str, str]) -> bool:
    """Tell whether an account is given for https."""
    return all(environment.get(f"ROLEBOOK_WIKI_{name}") for name in ("USER", "PASSWORD"))
