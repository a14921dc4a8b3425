"""Rolebook as somebody installs it: from a wheel, away from this repository."""

import os
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SPEC = "# QA Engineer Agent\n## Objectives\n- Find what breaks at {{COMPANY_NAME}}\n"


def test_a_wheel_brings_all_it_needs(tmp_path: Path) -> None:
    """An installed wheel builds a folder of nothing but roles/ and companies/."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, REPOSITORY],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    # The libraries are this environment's; only Rolebook itself must come from the wheel.
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            home,
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    installed = next(home.glob("lib/python*/site-packages"))
    (installed / "libraries.pth").write_text(libraries, encoding="utf-8")
    folder = tmp_path / "handbook"
    for name, text in {
        "roles/qa/qa-engineer.md": SPEC,
        "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE", "COV_"))
    }
    command: list[str | Path] = [home / "bin" / "rolebook", "-C", folder, "build"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    where = "import rolebook; print(rolebook.__file__)"
    imported = subprocess.run(
        [home / "bin" / "python", "-c", where],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert imported.stdout.startswith(str(home))
    page = (folder / "site/acme/roles/qa-engineer/index.html").read_text(encoding="utf-8")
    assert "Find what breaks at Acme" in page
    assert (folder / "site/acme/gold-standard/index.html").is_file()
    assert list((folder / "site/acme/assets/rolebook").rglob("*.css"))
