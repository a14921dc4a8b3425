"""Building on a Dask cluster: a real scheduler and three workers, of which one dies."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock, Thread

import pytest
from click.testing import CliRunner

from rolebook.load.inputs import read_inputs
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook_cli.building import cluster as building_cluster
from rolebook_cli.building.errand import errand
from rolebook_cli.building.shared import SharedCache, shared_cache
from rolebook_cli.building.store import Store
from rolebook_cli.building.tasks import Made, ShapeTask
from rolebook_cli.main import cli
from tests.building.conftest import Workshop, company
from tests.building.elsewhere import S3, Cluster, cluster, editions_in, wait_for

_CONFIGURATION = Path(__file__).parents[2] / "mkdocs.yml"
NAMES = ("acme", "globex", "hooli", "initech", "soylent", "umbrella")
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
_SAYS_THAT_IT_BUILDS = """
def on_pre_build(config):
    with open({file!r}, "a") as built:
        built.write("a shape\\n")
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
def workshop(workshop: Workshop) -> Workshop:
    """Draw six companies of two shapes, and documents with git's word on when a spec was changed."""
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


def test_same_bytes_on_a_shared_file_system(
    workshop: Workshop, dask: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cluster writes what one machine writes, and builds nothing twice; what workers were sent does not stay."""
    assert workshop.build(output=tmp_path / "here")
    assert workshop.build(scheduler=dask.address)
    assert workshop.editions() == workshop.editions(tmp_path / "here")
    assert list((workshop.output / ".rolebook/handbooks").iterdir()) == []
    capsys.readouterr()
    assert workshop.build(scheduler=dask.address)
    assert capsys.readouterr().out.startswith("Up to date: 6 handbooks:")


def test_same_bytes_in_a_bucket(workshop: Workshop, dask: Cluster, s3: S3, tmp_path: Path) -> None:
    """Nothing but the bucket is shared, and the same bytes lie there."""
    url = s3.bucket("of-a-cluster")
    assert workshop.build("acme", "globex", output=tmp_path / "here")
    assert workshop.build("acme", "globex", output=url, scheduler=dask.address)
    assert editions_in(s3.objects(url)) == workshop.editions(tmp_path / "here")


def test_a_shape_that_stands_is_sent(workshop: Workshop, dask: Cluster, tmp_path: Path) -> None:
    """What this machine has built before, no worker builds again."""
    built = tmp_path / "built"
    configure(workshop, _SAYS_THAT_IT_BUILDS.format(file=str(built)))
    assert workshop.build(output=tmp_path / "here")
    assert workshop.build(scheduler=dask.address)
    assert workshop.editions() == workshop.editions(tmp_path / "here")
    assert built.read_text() == "a shape\n" * 2


def test_a_worker_is_killed(workshop: Workshop, dask: Cluster, tmp_path: Path) -> None:
    """Another does what it was at; the same bytes come of it, and nothing else."""
    mark = tmp_path / "pid"
    configure(workshop, _WAITS_TO_BE_KILLED.format(mark=str(mark)))
    built: list[bool] = []
    build = Thread(target=lambda: built.append(workshop.build(scheduler=dask.address)))
    build.start()
    wait_for(lambda: mark.is_file() and mark.read_text())
    killed = int(mark.read_text())
    assert killed in dask.workers
    os.kill(killed, signal.SIGKILL)
    build.join()
    assert built == [True]
    assert workshop.build(output=tmp_path / "here")
    assert workshop.editions() == workshop.editions(tmp_path / "here")
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

    def work(task: ShapeTask) -> Made:
        assert under_way.acquire(blocking=False)
        time.sleep(0.05)
        under_way.release()
        return Made(str(task.inputs.root))

    with shared_cache(str(tmp_path / "store"), inputs, ()) as cache, ThreadPoolExecutor(4) as pool:
        task = ShapeTask(inputs, cache, "key", Company(id="", path="", name=""), {})
        roots = {pool.submit(errand, work, task) for _ in range(4)}
        assert {one.result().name for one in roots} == {str(cache.handbook())}


def test_the_scheduler_is_lost(
    workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits for it, and nobody sees a traceback."""
    sent = workshop.output / ".rolebook/handbooks"

    def kill(process: int) -> None:
        wait_for(sent.is_dir)
        os.kill(process, signal.SIGKILL)

    with cluster(tmp_path, workers=0) as dask:
        killer = Thread(target=kill, args=(dask.scheduler,))
        killer.start()
        assert not workshop.build(scheduler=dask.address)
        killer.join()
    said = capsys.readouterr().err
    assert said.startswith(f"the scheduler at {dask.address} has no workers; waiting for them\n")
    assert "were not built:\nthe scheduler of the cluster is gone" in said
    assert "Traceback" not in said


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
