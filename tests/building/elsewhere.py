"""A Dask cluster and an S3 server on this machine, each a process of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import s3fs

from tests.waiting import wait_until

COMMANDS = Path(sys.executable).parent
_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that runs as long as the block does."""
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, stdout=written, stderr=written, env={**os.environ, **environment}, cwd=log.parent
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Cluster:
    """The address of a scheduler, and the ids of its process and of its workers'."""

    address: str
    scheduler: int
    workers: tuple[int, ...]


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Give a scheduler with workers; each has a cache of its own, as on a machine of its own."""
    file = folder / "scheduler.json"
    found = ("--scheduler-file", file)
    with ExitStack() as stack:
        start: list[str | Path] = [COMMANDS / "dask", "scheduler", *_HERE, "--port", "0", *found]
        log = folder / "scheduler.log"
        scheduler = stack.enter_context(running(start, log))
        started = []
        for number in range(workers):
            cache = str(folder / f"cache-{number}")
            start = [COMMANDS / "dask", "worker", *_HERE, "--no-nanny", "--nthreads", "2", *found]
            worker_log = folder / f"worker-{number}.log"
            started.append(stack.enter_context(running(start, worker_log, ROLEBOOK_CACHE=cache)).pid)
        wait_until(lambda: file.is_file() and file.read_text(), scheduler, log)
        yield Cluster(json.loads(file.read_text())["address"], scheduler.pid, tuple(started))


@dataclass(frozen=True)
class S3:
    """A server that speaks S3's interface; `environment` is what leads there."""

    environment: dict[str, str]

    def bucket(self, name: str) -> str:
        """Make a bucket and return its URL."""
        self._files().mkdir(name)
        return f"s3://{name}"

    def objects(self, url: str) -> dict[str, bytes]:
        """Return what lies below a URL, by path."""
        root = url.removeprefix("s3://")
        found = self._files().cat(self._files().find(root))
        return {path.removeprefix(f"{root}/"): data for path, data in found.items()}

    def written(self, url: str) -> dict[str, str]:
        """Return when each object below a URL was written."""
        found = self._files().find(url.removeprefix("s3://"), detail=True)
        return {path: str(one["LastModified"]) for path, one in found.items()}

    def kind(self, url: str) -> str:
        """Return the media type that an object is served with."""
        return str(self._files().info(url)["ContentType"])

    def write(self, url: str, data: bytes) -> None:
        """Write an object."""
        self._files().pipe_file(url, data)

    def remove(self, url: str) -> None:
        """Remove all below a URL."""
        self._files().rm(url, recursive=True)

    def _files(self) -> s3fs.S3FileSystem:
        return s3fs.S3FileSystem(
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            key=self.environment["AWS_ACCESS_KEY_ID"],
            secret=self.environment["AWS_SECRET_ACCESS_KEY"],
            use_listings_cache=False,
        )


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """Give a server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start: list[str | Path] = [COMMANDS / "moto_server", "-H", "127.0.0.1", "-p", str(port)]
    with running(start, folder / "s3.log") as server:
        wait_until(lambda: _answers(port), server, folder / "s3.log")
        yield S3(
            {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
                "AWS_ACCESS_KEY_ID": "any",
                "AWS_SECRET_ACCESS_KEY": "any",
                "AWS_DEFAULT_REGION": "us-east-1",
            }
        )


def _answers(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def editions_in(objects: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of editions among what lies below an output."""
    return {path: data for path, data in objects.items() if not path.startswith(".")}
