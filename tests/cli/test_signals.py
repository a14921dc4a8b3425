"""Ctrl-C and `kill`: what a command says, and leaves, when somebody stops it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from rolebook.cores import all_cores
from tests.cli.conftest import ROLEBOOK, Folder, company, runs
from tests.points import Point
from tests.waiting import wait_until

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
POINTS = {
    "before anything is built": (["build"], Point("open", ".building")),
    "in a worker": (["build"], Point("open", "how-to-use/index.html")),
    "while an edition takes its place": (["build", "acme"], Point("open", "site/.acme.")),
    "while documents are set": (["print"], Point("open", ".qa-engineer-")),
    "while the folder is read": (["check"], Point("import", "rolebook.review.advice")),
}


@pytest.mark.parametrize("how", CODES)
@pytest.mark.parametrize("where", POINTS)
def test_a_stopped_command(folder: Folder, tmp_path: Path, where: str, how: signal.Signals) -> None:
    """It ends with the code that shells give the signal, in one line, and what it left is cleaned up later."""
    folder.write({"companies/globex.yml": company("Globex") + "site: {language: de}\n"})
    folder.write({"roles/quality/lead.md": "# Lead\n## Evaluation Matrix\n|C|A|B|\n|-|-|-|\n|Care|a|b|\n"})
    given, point = POINTS[where]
    mark, log = tmp_path / "mark", tmp_path / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [ROLEBOOK, *given],
            cwd=folder.root,
            stdout=written,
            stderr=written,
            start_new_session=True,
            env=os.environ | point.environment(mark, hold=True) | {"ROLEBOOK_CACHE": str(tmp_path / "cache")},
        )
    wait_until(mark.exists, process, log)
    # A terminal sends Ctrl-C to all processes of the command; `kill` reaches the one it names.
    os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
    mark.unlink()
    assert process.wait() == CODES[how], log.read_text()
    assert log.read_text() == "stopped\n"
    if given[0] == "build":
        assert folder.run(*given).code == 0
        there = {path.name for path in (folder.root / "site").iterdir()} - {".rolebook"}
        assert there == {".rolebook.json", *(given[1:] or ["acme", "globex"])}


@pytest.mark.skipif(all_cores() < 2, reason="one core needs no other process")
@pytest.mark.parametrize("how", [*CODES, signal.SIGKILL])
def test_a_command_that_reads_specs_on_several_cores(
    folder: Folder, tmp_path: Path, how: signal.Signals
) -> None:
    """Whoever stops it, and however, no process of it stays behind."""
    folder.write({f"roles/quality/tester-{number}.md": f"# Tester {number}\n" for number in range(40)})
    mark, log = tmp_path / "mark", tmp_path / "log"
    point = Point("ctypes.dlsym", "prctl")  # as such a process begins
    with log.open("wb") as written:
        process = subprocess.Popen(
            [ROLEBOOK, "check"],
            cwd=folder.root,
            stdout=written,
            stderr=written,
            start_new_session=True,
            env=os.environ | point.environment(mark, hold=True),
        )
    wait_until(mark.exists, process, log)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
    code = process.wait()
    mark.unlink()
    wait_until(lambda: not any(map(runs, children)))
    assert (code, log.read_text()) == ((-how, "") if how is signal.SIGKILL else (CODES[how], "stopped\n"))


@pytest.mark.parametrize(
    "hook",
    [
        "try: hold()\nexcept BaseException as error: raise RuntimeError('mine')",
        "def on_config(config):\n    try: hold()\n    except BaseException: pass",
    ],
    ids=["while it is read", "while it runs"],
)
def test_code_that_takes_it_for_an_error_of_its_own(folder: Folder, tmp_path: Path, hook: str) -> None:
    """Whatever such code makes of it, the command says that it was stopped."""
    mark, log = tmp_path / "mark", tmp_path / "log"
    hold = f"def hold():\n    mark.touch()\n    while mark.exists(): time.sleep(0.01)\n    time.sleep(0.5)\n\n{hook}\n"
    head = f"import pathlib, time\nmark = pathlib.Path({str(mark)!r})\n"
    folder.write({"mkdocs.yml": "hooks: [hook.py]\n", "hook.py": head + hold})
    with log.open("wb") as written:
        process = subprocess.Popen(
            ["env", "--default-signal=INT", ROLEBOOK, "build", "acme"],
            cwd=folder.root,
            stdout=written,
            stderr=written,
            env=os.environ | {"ROLEBOOK_CACHE": str(tmp_path / "cache")},
        )
    wait_until(mark.exists, process, log)
    process.send_signal(signal.SIGINT)
    mark.unlink()
    assert process.wait() == CODES[signal.SIGINT], log.read_text()
    assert log.read_text().endswith("\nstopped\n")
    assert "mine" not in log.read_text()


def test_a_command_that_has_hardly_begun(folder: Folder, tmp_path: Path) -> None:
    """Whoever stops it while its modules are read sees nothing of them."""
    mark, log = tmp_path / "mark", tmp_path / "log"
    point = Point("import", "rolebook_cli.main")
    with log.open("wb") as written:
        process = subprocess.Popen(
            ["env", "--default-signal=INT", ROLEBOOK, "check"],
            cwd=folder.root,
            stdout=written,
            stderr=written,
            env=os.environ | point.environment(mark, hold=True),
        )
    wait_until(mark.exists, process, log)
    process.send_signal(signal.SIGINT)
    assert process.wait() == -signal.SIGINT, log.read_text()
    assert log.read_text() == ""
