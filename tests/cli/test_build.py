"""`rolebook build`: what it makes, what it says, what it never harms."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROLEBOOK, Folder, company, runs
from tests.points import Point
from tests.waiting import wait_until


def _snapshot(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def _editions(folder: Folder) -> list[str]:
    """Return what lies in the output folder, but for what Rolebook keeps there for the next build."""
    kept = (".rolebook.json", ".rolebook")
    return sorted(path.name for path in (folder.root / "site").iterdir() if path.name not in kept)


def test_all_companies(folder: Folder) -> None:
    """Without names, every company is built into site/<company>/, and the command says where."""
    done = folder.run("build")
    assert done.code == 0, done.err
    assert done.out == "Built 2 handbooks:\n  acme: site/acme/index.html\n  globex: site/globex/index.html\n"
    assert "Globex" in (folder.root / "site/globex/index.html").read_text(encoding="utf-8")
    assert "Globex" not in (folder.root / "site/acme/index.html").read_text(encoding="utf-8")


def test_one_company_elsewhere(folder: Folder, tmp_path: Path) -> None:
    """A named company is built alone, into the folder that --output names."""
    done = folder.run("build", "acme", "--output", str(tmp_path / "out"))
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == ["acme"]
    assert not (folder.root / "site").exists()


def test_another_folder(folder: Folder, tmp_path: Path) -> None:
    """-C runs the command in another handbook folder."""
    elsewhere = Folder(tmp_path)
    done = elsewhere.run("-C", str(folder.root), "build", "acme")
    assert done.code == 0, done.err
    assert (folder.root / "site/acme/index.html").is_file()


def test_wrong_use(folder: Folder, tmp_path: Path) -> None:
    """An unknown company, an unknown option or a folder that is no handbook is wrong use: exit 2."""
    unknown = folder.run("build", "acmee")
    assert unknown.code == 2
    assert 'no company "acmee" (there is no companies/acmee.yml); did you mean "acme"?' in unknown.err
    assert folder.run("build", "--outptu", "x").code == 2
    nothing = Folder(tmp_path).run("build")
    assert nothing.code == 2
    assert "is no handbook folder" in nothing.err


def test_every_problem_at_once(folder: Folder) -> None:
    """Problems of specs, companies and pages come together, with file and line, and nothing is built."""
    folder.write(
        {
            "roles/quality/qa-engineer.md": "# QA\n\n## Objectives\n- At {{COMPANY_NAMES}}\n",
            "roles/quality/tester.md": "# T\n## Evaluation Matrix\n| C | A | B |\n|---|---|---|\n| Care | a |\n",
            "companies/globex.yml": "name: Globex\nfacts: {COMPANY_NAME: Globex}\nbrnd: {}\n",
            "docs/page.md": "\n{% if COMPANY_NAME == 'Acme' %}x{% endif %}\n",
        }
    )
    done = folder.run("build")
    assert done.code == 1
    for place in (
        'companies/globex.yml:3: unknown key "brnd"; did you mean "brand"?',
        "docs/page.md:2: COMPANY_NAME is a fact",
        "roles/quality/qa-engineer.md:4: {{COMPANY_NAMES}} is not a declared fact",
        'roles/quality/tester.md:5: the matrix row "Care" has 1 cell for 2 levels',
    ):
        assert place in done.err
    assert "Traceback" not in done.err
    assert not (folder.root / "site").exists()


def test_one_companys_mistake_is_its_own(folder: Folder) -> None:
    """A broken company file is reported; the other companies are built; the exit code is 1."""
    folder.write({"companies/globex.yml": "name: [\n"})
    done = folder.run("build")
    assert done.code == 1
    assert "companies/globex.yml:" in done.err
    assert "not built because of the problems above: globex" in done.err
    assert (folder.root / "site/acme/index.html").is_file()
    assert not (folder.root / "site/globex").exists()


def test_a_failed_build_leaves_the_last_good_site(folder: Folder) -> None:
    """When a page fails in the middle of a build, the previous site stays as it was, whole."""
    assert folder.run("build", "acme").code == 0
    before = _snapshot(folder.root / "site/acme")
    folder.write({"docs/page.md": "# Page\n{{ role_page('nobody') }}\n"})
    done = folder.run("build", "acme")
    assert done.code == 1
    assert 'docs/page.md:2: no role has the id "nobody"' in done.err
    assert "Traceback" not in done.err
    assert _snapshot(folder.root / "site/acme") == before
    assert _editions(folder) == ["acme"]


_A_PAGE_IS_WRITTEN = Point("open", "how-to-use/index.html")
_STEPS = {
    "a page of the shape is written": _A_PAGE_IS_WRITTEN,
    "the shape takes its place in the cache": Point("os.rename", "cache-1"),
    "the edition's folder is made": Point("os.mkdir", "site/.acme."),
    "folders of before are taken": Point("os.rename", ".rolebook/folders"),
    "they have been taken": Point("os.scandir", "site/.acme."),
    "a page of the edition is written": Point("open", "site/.acme."),
    "many pages of it are written": Point("open", "site/.acme.", nth=5),
    "it takes the place of the one before": Point("ctypes.dlsym", "renameat2"),
    "a folder that is not needed is removed": Point("os.rmdir", "site/.acme."),
    "the first file of the one before is removed": Point("os.remove", "site/.acme."),
    "many files of it are removed": Point("os.remove", "site/.acme.", nth=20),
    "its folders are kept": Point("os.rename", ".rolebook/folders", nth=2),
    "what is left of it is removed": Point("shutil.rmtree", "site/.acme."),
    "the record is written": Point("open", ".rolebook.json"),
    "the record takes its place": Point("os.rename", ".rolebook.json"),
}


def test_a_killed_build_leaves_the_last_good_site(folder: Folder, tmp_path: Path) -> None:
    """Killed before any of its steps, a build leaves the previous site or the new one, never a part of one."""
    assert folder.run("build", "acme").code == 0
    old = _snapshot(folder.root / "site/acme")
    folder.write({"companies/acme.yml": company("Newco")})
    assert folder.run("build", "acme").code == 0
    new = _snapshot(folder.root / "site/acme")
    for number, (step, point) in enumerate(_STEPS.items()):
        standing = _snapshot(folder.root / "site/acme")
        folder.write({"companies/acme.yml": company("Acme" if standing == new else "Newco")})
        cache = {"ROLEBOOK_CACHE": str(tmp_path / f"cache-{number}")}
        assert folder.run("build", "acme", **point.environment(), **cache).code == -signal.SIGKILL, step
        assert _snapshot(folder.root / "site/acme") in (old, new), step
    folder.write({"companies/acme.yml": company("Newco")})
    assert folder.run("build", "acme").code == 0
    assert _snapshot(folder.root / "site/acme") == new
    assert _editions(folder) == ["acme"], "killed builds are cleaned up"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_a_killed_build(folder: Folder, how: signal.Signals, tmp_path: Path) -> None:
    """No process of it stays behind, whoever stops it."""
    folder.write({"companies/globex.yml": company("Globex") + "site: {language: de}\n"})
    mark = tmp_path / "mark"
    process = subprocess.Popen(
        [ROLEBOOK, "build"],
        cwd=folder.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"ROLEBOOK_CACHE": str(tmp_path / "cache")} | _A_PAGE_IS_WRITTEN.environment(mark),
    )
    wait_until(mark.exists, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) >= 2
    process.send_signal(how)
    process.wait()
    wait_until(lambda: not any(map(runs, children)))


def test_what_rolebook_did_not_build_stays(folder: Folder) -> None:
    """A folder of other things in the place of an output is refused, not replaced."""
    folder.write({"site/acme/thesis.txt": "years of work"})
    done = folder.run("build", "acme")
    assert done.code == 1
    assert "holds other things than a handbook" in done.err
    assert (folder.root / "site/acme/thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_place_that_cannot_be_written(folder: Folder) -> None:
    """When the output cannot be written, the message names the place, without a traceback."""
    folder.write({"out": "a file, not a folder"})
    done = folder.run("build", "acme", "--output", "out")
    assert done.code == 1
    assert "out" in done.err
    assert "Traceback" not in done.err


def test_no_company_yet(folder: Folder) -> None:
    """A folder without companies says what to write."""
    for file in (folder.root / "companies").iterdir():
        file.unlink()
    done = folder.run("build")
    assert done.code == 1
    assert "write companies/<id>.yml" in done.err


def test_an_old_page_disappears(folder: Folder) -> None:
    """A role that is gone from roles/ is gone from the next build."""
    folder.write({"roles/quality/tester.md": "# Tester\n## Objectives\n- Test\n"})
    assert folder.run("build", "acme").code == 0
    assert (folder.root / "site/acme/roles/tester").is_dir()
    (folder.root / "roles/quality/tester.md").unlink()
    assert folder.run("build", "acme").code == 0
    assert not (folder.root / "site/acme/roles/tester").exists()


@pytest.mark.parametrize(
    ("arguments", "cache"),
    [
        (("build", "--output", "docs/built"), "cache"),
        (("build", "acme", "--output", "companies"), "cache"),
        (("print", "--output", "roles/quality/paper"), "cache"),
        (("check",), "overrides/cache"),
    ],
)
def test_what_is_written_is_not_read(
    folder: Folder, arguments: tuple[str, ...], cache: str, tmp_path: Path
) -> None:
    """An output or a cache within what a handbook is made of would become a part of it: it is wrong use."""
    (folder.root / "overrides").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elsewhere")
    before = sorted(folder.root.rglob("*"))
    done = folder.run(*arguments, ROLEBOOK_CACHE=str((tmp_path if cache == "cache" else folder.root) / cache))
    assert done.code == 2, done.err
    assert "of which handbooks are made; choose another folder" in done.err
    assert sorted(folder.root.rglob("*")) == before
