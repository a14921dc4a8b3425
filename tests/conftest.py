"""What the tests share: file trees and roles, drawn where they are used."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from rolebook.model.role import Role
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role
from rolebook_build.process import collect_rarely

settings.register_profile("rolebook", deadline=None, max_examples=50)
settings.load_profile("rolebook")
collect_rarely()

_CACHE = tempfile.TemporaryDirectory(prefix="rolebook-cache-")
os.environ["ROLEBOOK_CACHE"] = _CACHE.name


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` fills once, however many processes the tests run in; all of them read it.

    The others wait for the lock, for as long as it takes; where making it fails, it fails for all at once.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done, failed = folder.with_name(f"{name}.done"), folder.with_name(f"{name}.failed")
    with folder.with_name(f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if failed.exists():
            pytest.fail(f"{name} was not made: {failed.read_text(encoding='utf-8')}")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                make(folder)
            except BaseException as error:
                failed.write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
                raise
            done.touch()
    return folder


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


_LONG = ("wiki", "building", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders that take longest, so that no process is left alone with one at the end."""
    items.sort(key=lambda item: item.path.relative_to(Path(__file__).parent).parts[0] not in _LONG)
