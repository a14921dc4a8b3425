"""An upgrade of Rolebook makes all that was made before stale, whichever of its modules changed."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import rolebook_build

_DIGEST = "from pathlib import Path; from rolebook.load.input_digests import read_inputs as i; print(i(Path()).library)"


def _library(folder: Path, source_root: Path) -> str:
    """Return the digest of what an empty handbook folder is made of, by a process that finds modules there."""
    environment = {**os.environ, "PYTHONPATH": str(source_root)}
    told = subprocess.check_output([sys.executable, "-c", _DIGEST], cwd=folder, env=environment, text=True)
    return told.strip()


def test_how_editions_are_written_changed(tmp_path: Path) -> None:
    """What runs around a site build counts as what runs inside it, though the version is the same."""
    shipped = Path(rolebook_build.__file__).parent
    copied, handbook = tmp_path / "source" / shipped.name, tmp_path / "handbook"
    handbook.mkdir()
    copytree(shipped, copied, ignore=ignore_patterns("__pycache__"))
    assert _library(handbook, copied.parent) == _library(handbook, shipped.parent)
    with (copied / "tasks.py").open("a") as tasks:
        tasks.write("# writes editions otherwise\n")
    assert _library(handbook, copied.parent) != _library(handbook, shipped.parent)
