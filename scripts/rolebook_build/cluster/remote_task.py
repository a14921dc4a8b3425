"""A task done on another machine, which has nothing but Rolebook and a store that it reaches."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from platform import node
from threading import Lock
from typing import TypeVar

from rolebook.engines import choose
from rolebook.load.input_digests import read_inputs
from rolebook.load.tracking.opened import changed
from rolebook.model.problem import BuildError, listed
from rolebook_build.cluster.shared_cache import SharedCache
from rolebook_build.tasks import EditionTask, ShapeTask, TaskResult

Task = TypeVar("Task", ShapeTask, EditionTask)
_ALONE = Lock()
"""MkDocs builds one site at a time in a process; a worker may have several threads."""


def remote_task(work: Callable[[Task], TaskResult], task: Task) -> TaskResult:
    """Do a task with the handbook folder that was sent. Raises `BuildError`."""
    if not isinstance(task.cache, SharedCache):
        raise TypeError(task.cache)
    with _ALONE:
        choose(task.inputs.engine)
        root: Path = task.cache.handbook()
        others = [*changed(root, task.inputs.configured)]
        if _library(root, task.inputs.engine) != task.inputs.library or others:
            raise BuildError(
                f"the worker on {node()} would build something else: Rolebook, what is installed beside it "
                "and the environment variables that mkdocs.yml names must be the same there as here"
                + (f" ({listed(others)} is not)" if others else "")
            )
        return work(replace(task, inputs=replace(task.inputs, root=root)))


@lru_cache(maxsize=2)
def _library(root: Path, _engine: str) -> str:
    return read_inputs(root).library
