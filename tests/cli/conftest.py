"""The `rolebook` command as a user runs it: in a folder, as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROLEBOOK = str(Path(sys.executable).parent / "rolebook")
SPEC = "# QA Engineer Agent\n\n## Objectives\n- Find what breaks at {{COMPANY_NAME}}\n"


def company(name: str) -> str:
    """Return a company file."""
    return f"name: {name}\nfacts: {{COMPANY_NAME: {name}}}\n"


@dataclass(frozen=True)
class Done:
    """A command that ended: its exit code, and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Folder:
    """A handbook folder one can write to and run commands in."""

    root: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, by their path in the folder."""
        for name, text in files.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def run(self, *arguments: str, **environment: str) -> Done:
        """Run `rolebook` with these arguments in the folder."""
        done = subprocess.run(
            [ROLEBOOK, *arguments],
            cwd=self.root,
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | environment,
        )
        return Done(done.returncode, done.stdout, done.stderr)


def runs(pid: str) -> bool:
    """Tell whether a process runs; one that has ended, and nobody asked how, has no command line."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


Draw = Callable[..., Folder]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Draw a handbook folder with one role and two companies."""
    drawn = Folder(tmp_path / "handbook")
    drawn.write(
        {
            "roles/quality/qa-engineer.md": SPEC,
            "companies/acme.yml": company("Acme"),
            "companies/globex.yml": company("Globex"),
        }
    )
    return drawn
