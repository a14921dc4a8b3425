"""A branch of a git remote: what stands on it, and a commit put on top of it or not at all."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rolebook_wiki.git.process import Git, GitError
from rolebook_wiki.wiki import EditedMeanwhileError, WikiError

_FILE_MODES = ("100644", "100755")
_EMPTY_TREE_COMMANDS = ("read-tree", "--empty")
_GONE = "0" * 40
_UNKNOWN_COMMIT = re.compile("not our ref|unadvertised object|upload-pack: not our")
_REJECTED = re.compile(r"\[rejected\]|fetch first|non-fast-forward|cannot lock ref|failed to update ref")


@dataclass(frozen=True)
class Tree:
    """What stands on the branch: the number of each file's content by path; `commit` is empty without any.

    `others` are paths that are no files: links, other repositories.
    """

    branch: str
    commit: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()


class GitRemote:
    """A branch of a remote, read and written without a working copy, so that any name of a file will do."""

    def __init__(self, git: Git, url: str, branch: str = "") -> None:
        self._git = git
        self._url = url
        self._branch = branch

    def read(self) -> Tree:
        """Return what stands on the branch now. Raises `WikiError`."""
        heads, head = self._heads()
        branch = self._branch or head or self._unborn()
        if not heads:
            return Tree(branch)
        if branch not in heads:
            named = ", ".join(sorted(heads))
            raise WikiError(f'the wiki has no branch "{branch}" (there are: {named})')
        commit = self._fetch(branch, heads[branch])
        files, others = self._listed(commit)
        return Tree(branch, commit, files, frozenset(others))

    def _heads(self) -> tuple[Mapping[str, str], str]:
        """Return the branches of the remote, each with its commit, and which of them it shows."""
        said = self._git.ask("ls-remote", "--symref", "--", self._url, "HEAD", "refs/heads/*").decode()
        listed = re.findall(r"^([0-9a-f]+)\trefs/heads/(.+)$", said, re.MULTILINE)
        heads = {name: commit for commit, name in listed}
        shown = re.search(r"^ref: refs/heads/(.+)\tHEAD$", said, re.MULTILINE)
        return heads, shown[1] if shown else ""

    def _unborn(self) -> str:
        """Return the branch that an empty remote will show, which only a clone tells."""
        empty = self._git.folder.with_name("empty.git")
        if not empty.is_dir():
            self._git.ask("clone", "--quiet", "--bare", "--", self._url, str(empty), inside=False)
        head = (empty / "HEAD").read_text(encoding="utf-8").strip()
        return head.removeprefix("ref: refs/heads/")

    def _fetch(self, branch: str, commit: str) -> str:
        """Fetch a branch without its history, and return its commit.

        Asking for the commit by its number saves a request; a server that refuses is asked for the branch.
        """
        fetch = ("fetch", "--quiet", "--depth=1", "--no-tags", "--", self._url)
        try:
            self._git.ask(*fetch, commit)
        except GitError as error:
            if not _UNKNOWN_COMMIT.search(str(error)):
                raise
            self._git.ask(*fetch, f"refs/heads/{branch}")
        return self._git.run("rev-parse", "FETCH_HEAD").decode().strip()

    def _listed(self, commit: str) -> tuple[dict[str, str], list[str]]:
        files: dict[str, str] = {}
        others: list[str] = []
        for line in self._git.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            facts, _, path = line.partition(b"\t")
            mode, _, content = facts.decode().split()
            if mode in _FILE_MODES:
                files[os.fsdecode(path)] = content
            else:
                others.append(os.fsdecode(path))
        return files, others

    def contents(self, numbers: Iterable[str]) -> Mapping[str, bytes]:
        """Return contents by their numbers."""
        asked = list(dict.fromkeys(numbers))
        if not asked:
            return {}
        said = self._git.run("cat-file", "--batch", given="\n".join(asked).encode() + b"\n")
        by_number: dict[str, bytes] = {}
        at = 0
        for number in asked:
            end = said.index(b"\n", at)
            size = int(said[at:end].split()[2])
            by_number[number] = said[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        return by_number

    def numbers(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Keep the contents of files, and return their numbers."""
        asked = [str(file) for file in files]
        if not asked:
            return ()
        given = "\n".join(asked).encode() + b"\n"
        said = self._git.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=given)
        return tuple(said.decode().split())

    def commit(self, tree: Tree, changed: Mapping[str, str], message: str) -> str:
        """Return a commit on a tree, in which files have other contents; an empty number takes one away.

        Empty where nothing would differ. Nothing of it is on the remote yet.
        """
        index = self._git.folder / "rolebook-index"
        index.unlink(missing_ok=True)
        self._git.run(*(("read-tree", tree.commit) if tree.commit else _EMPTY_TREE_COMMANDS), index=index)
        lines = sorted(
            (b"100644 %s 0\t%s" if number else b"0 %s 0\t%s")
            % ((number or _GONE).encode(), os.fsencode(path))
            for path, number in changed.items()
        )
        # What goes comes first, so that a file can stand where a folder was.
        self._git.run(
            "update-index", "-z", "--index-info", given=b"".join(line + b"\0" for line in lines), index=index
        )
        written = self._git.run("write-tree", index=index).decode().strip()
        before = self._git.run("rev-parse", f"{tree.commit}^{{tree}}").decode().strip() if tree.commit else ""
        if written == before:
            return ""
        parent = ("-p", tree.commit) if tree.commit else ()
        author = [part for name, value in self._author().items() for part in ("-c", f"{name}={value}")]
        made = self._git.run(*author, "commit-tree", written, *parent, "-F", "-", given=message.encode())
        return made.decode().strip()

    def _author(self) -> Mapping[str, str]:
        """Return who commits, with the address of the environment, of git's settings, or one that is none."""
        address = os.environ.get("GIT_AUTHOR_EMAIL", "")
        if not address:
            try:
                address = self._git.run("config", "user.email").decode().strip()
            except GitError:
                address = "rolebook@localhost"
        return {"user.name": "Rolebook", "user.email": address}

    def push(self, tree: Tree, commit: str) -> None:
        """Put a commit on the branch. Raises `EditedMeanwhileError` where it moved on, `WikiError`."""
        to = f"{commit}:refs/heads/{tree.branch}"
        try:
            self._git.ask("push", "--porcelain", "--no-verify", "--", self._url, to)
        except GitError as error:
            if _REJECTED.search(str(error)):
                raise EditedMeanwhileError("the wiki keeps changing meanwhile; publish again") from None
            raise
