"""Building on a Dask cluster: a real scheduler and three workers, of which one dies."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock, Thread

import pytest
from click.testing import CliRunner

from rolebook.load.input_digests import read_inputs
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook_build.cluster import dask as building_cluster
from rolebook_build.cluster.remote_task import remote_task
from rolebook_build.cluster.shared_cache import SharedCache, shared_cache
from rolebook_build.cluster.store import Store
from rolebook_build.tasks import ShapeTask, TaskResult
from rolebook_cli.main import cli
from tests.building.conftest import Workshop, company
from tests.building.elsewhere import COMMANDS, S3, Cluster, cluster, editions_in, running
from tests.waiting import wait_until

_CONFIGURATION = Path(__file__).parents[2] / "mkdocs.yml"
NAMES = ("acme", "globex", "hooli", "initech", "soylent", "umbrella")
BuiltHere = Callable[..., dict[str, bytes]]
_WAITS_TO_BE_KILLED = """
import os, time

def on_pre_build(config):
    try:
        with open({mark!r}, "x") as mark:
            mark.write(str(os.getpid()))
    except FileExistsError:
        return
    time.sleep(600)
"""


def configure(workshop: Workshop, hook: str) -> None:
    """Have a hook run whenever MkDocs builds."""
    configuration = _CONFIGURATION.read_text("utf-8") + "\nhooks: [hook.py]\n"
    workshop.write({"mkdocs.yml": configuration, "hook.py": hook})


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory, s3: S3) -> Iterator[Cluster]:  # noqa: ARG001
    """Give a scheduler with three workers, which find the S3 server."""
    with cluster(tmp_path_factory.mktemp("cluster"), workers=3) as started:
        yield started


@pytest.fixture
def workshop(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Draw six companies of two shapes that nobody has built, in git, which knows when a spec was changed."""
    monkeypatch.setenv("ROLEBOOK_CACHE", str(tmp_path / "cache"))
    for name in NAMES:
        rest = "settings: {print: true}\n" if name == NAMES[0] else ""
        workshop.write({f"companies/{name}.yml": company(name.title(), rest)})
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "A"],
    ):
        subprocess.run(["git", *command], cwd=workshop.root, check=True)
    return workshop


@pytest.fixture
def built_here(workshop: Workshop, tmp_path: Path) -> BuiltHere:
    """Return what this machine writes by itself, without anything that a cluster made."""

    def editions(*companies: str) -> dict[str, bytes]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ROLEBOOK_CACHE", str(tmp_path / "own-cache"))
            assert workshop.build(*companies, output=tmp_path / "here")
        return workshop.editions(tmp_path / "here")

    return editions


def test_same_bytes(
    workshop: Workshop, dask: Cluster, s3: S3, built_here: BuiltHere, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cluster writes what one machine writes, into a bucket as into a folder that its machines share."""
    url, expected = s3.bucket("of-a-cluster"), built_here()
    assert workshop.build("acme", "globex", output=url, scheduler=dask.address)
    found = editions_in(s3.objects(url))
    assert found == {path: expected[path] for path in expected if path.startswith(("acme/", "globex/"))}
    assert workshop.build(scheduler=dask.address)
    assert workshop.editions() == expected
    assert list((workshop.output / ".rolebook/handbooks").iterdir()) == [], "what was sent stays"
    capsys.readouterr()
    assert workshop.build(scheduler=dask.address)
    assert capsys.readouterr().out.startswith("Up to date: 6 handbooks:")


def test_a_worker_is_killed(workshop: Workshop, dask: Cluster, built_here: BuiltHere, tmp_path: Path) -> None:
    """Another does what it was at; the same bytes come of it, and nothing else."""
    mark = tmp_path / "pid"
    configure(workshop, _WAITS_TO_BE_KILLED.format(mark=str(mark)))
    built: list[bool] = []
    build = Thread(target=lambda: built.append(workshop.build(scheduler=dask.address)))
    build.start()
    wait_until(lambda: built or (mark.is_file() and mark.read_text()))
    assert not built, "it ended before a worker came to the point"
    killed = int(mark.read_text())
    assert killed in dask.workers
    os.kill(killed, signal.SIGKILL)
    build.join()
    assert built == [True]
    assert workshop.editions() == built_here()
    assert {path.name for path in workshop.output.iterdir()} == {*NAMES, ".rolebook", ".rolebook.json"}


def test_a_worker_that_is_not_the_same(
    workshop: Workshop, dask: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It builds nothing, rather than something else."""
    workshop.write(
        {"mkdocs.yml": "site_name: !ENV ROLEBOOK_ONLY_HERE\nplugins: [rolebook, macros, search]\n"}
    )
    monkeypatch.setenv("ROLEBOOK_ONLY_HERE", "here")
    assert not workshop.build(scheduler=dask.address)
    assert "would build something else" in capsys.readouterr().err
    assert workshop.editions() == {}


def test_workers_that_do_not_share_the_output(tmp_path: Path) -> None:
    """They say so."""
    cache = SharedCache(Store(str(tmp_path / "only-there")), "handbook")
    with pytest.raises(BuildError, match="all workers must reach the --output under the same path"):
        cache.handbook()


def test_a_worker_with_threads(workshop: Workshop, tmp_path: Path) -> None:
    """It does one task at a time, for MkDocs builds one site at a time."""
    inputs = read_inputs(workshop.root)
    under_way = Lock()

    def work(task: ShapeTask) -> TaskResult:
        assert under_way.acquire(blocking=False)
        time.sleep(0.05)
        under_way.release()
        return TaskResult(str(task.inputs.root))

    with shared_cache(str(tmp_path / "store"), inputs, ()) as cache, ThreadPoolExecutor(4) as pool:
        task = ShapeTask(inputs, cache, "key", Company(id="", path="", name=""), {}, "base")
        roots = {pool.submit(remote_task, work, task) for _ in range(4)}
        assert {one.result().name for one in roots} == {str(cache.handbook())}


def test_the_scheduler_is_lost(workshop: Workshop, tmp_path: Path) -> None:
    """Nobody waits for it, and nobody sees a traceback."""
    printed, sent = tmp_path / "printed", workshop.output / ".rolebook/handbooks"
    with cluster(tmp_path, workers=0) as dask:
        start: list[str | Path] = [
            COMMANDS / "rolebook",
            "-C",
            workshop.root,
            "build",
            "--output",
            workshop.output,
        ]
        with running([*start, "--scheduler", dask.address], printed) as build:
            wait_until(sent.is_dir, build, printed)
            os.kill(dask.scheduler, signal.SIGKILL)
            assert build.wait() == 1
    said = printed.read_text()
    assert said.startswith(f"the scheduler at {dask.address} has no workers; waiting for them\n")
    assert "were not built:\nthe scheduler of the cluster is gone" in said
    assert "Traceback" not in said


def test_a_client_that_gave_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is given when the scheduler has been gone for long is cancelled, as what waited for it."""
    monkeypatch.setattr(building_cluster, "_SECONDS_TO_ANSWER", 2)
    with (
        cluster(tmp_path, workers=0) as dask,
        building_cluster.cluster(dask.address, lambda _: None) as pool,
    ):
        os.kill(dask.scheduler, signal.SIGKILL)
        wait_until(lambda: pool.submit(str).cancelled())


def test_no_scheduler(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says which does not answer."""
    monkeypatch.setattr(building_cluster, "_SECONDS_TO_ANSWER", 0.5)
    arguments = ["-C", str(workshop.root), "build", "--scheduler", "tcp://127.0.0.1:1"]
    found = CliRunner().invoke(cli, arguments)
    assert isinstance(found.exception, BuildError)
    assert str(found.exception).startswith("no scheduler answers at tcp://127.0.0.1:1: ")


def test_without_the_extra(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says how to install it."""
    monkeypatch.setattr(building_cluster, "find_spec", lambda _: None)
    found = CliRunner().invoke(cli, ["-C", str(workshop.root), "build", "--scheduler", "tcp://127.0.0.1:1"])
    assert found.exit_code == 2
    assert "--scheduler needs the cluster extra: pip install 'rolebook[cluster]'" in found.output
