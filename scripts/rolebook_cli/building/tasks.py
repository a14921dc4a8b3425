"""The two kinds of work: to build a shape, and to stamp an edition. Either can be done by any process."""

import tempfile
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from rolebook.assemble.declared import Declared
from rolebook.load.inputs import Inputs
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.shape.compiled import Shape, open_shape
from rolebook.shape.edition import stamp_shape
from rolebook.stamp.folder import copy_brand
from rolebook.stamp.values import Values, values
from rolebook_cli.building.cache import Cache
from rolebook_cli.building.outputs import Output
from rolebook_cli.output import NotASiteError


@dataclass(frozen=True)
class ShapeTask:
    """A shape to build for a company without a face, and the cache it goes to."""

    inputs: Inputs
    cache: Cache
    key: str
    faceless: Company
    declared: Declared


@dataclass(frozen=True)
class EditionTask:
    """An edition to stamp, and the output it goes to."""

    inputs: Inputs
    cache: Cache
    shape: str
    company: Company
    declared: Declared
    output: Output


@dataclass(frozen=True)
class Made:
    """What came of a task: the shape's key or the company's id; `failure` is empty when all went well."""

    name: str
    failure: str = ""

    @property
    def company(self) -> str:
        """Return whose edition it is."""
        return self.name


def get_ready() -> None:
    """Do nothing; a process that can has loaded what it needs for tasks."""


def make_shape(task: ShapeTask) -> Made:
    """Build a shape and keep it in the cache."""
    target = task.cache.shape(task.key)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".shape-", dir=target.parent) as scratch:
            _build_shape(task, Path(scratch))
            task.cache.keep_shape(task.key, Path(scratch) / "shape")
    except BuildError as error:
        return Made(task.key, str(error))
    except OSError as error:
        return Made(task.key, f"{error.filename or target}: {error.strerror or error}")
    return Made(task.key)


def _build_shape(task: ShapeTask, scratch: Path) -> None:
    from rolebook.assemble.handbook import assemble  # noqa: PLC0415 - who only stamps needs none of this
    from rolebook.engine.build import build_shape  # noqa: PLC0415
    from rolebook.load.content import content  # noqa: PLC0415
    from rolebook.shape.compile import compile_shape  # noqa: PLC0415
    from rolebook_cli.building.library import library_of, refuse_changed  # noqa: PLC0415

    found = content(library_of(task.inputs, task.cache), ())
    build_shape(task.inputs.root, found, task.faceless, task.declared, scratch / "site")
    refuse_changed(task.inputs)
    compile_shape(scratch / "site", assemble(found.roles, task.faceless).levels, scratch / "shape")


@lru_cache(maxsize=2)
def _opened(folder: Path) -> Shape:
    return open_shape(folder)


def make_edition(task: EditionTask) -> Made:
    """Stamp an edition and put it in the place of the one before."""
    company = task.company
    try:
        task.output.put(company.id, partial(_stamp, task))
    except (BuildError, NotASiteError) as error:
        return Made(company.id, str(error))
    except OSError as error:
        return Made(company.id, f"{error.filename or company.id}: {error.strerror or error}")
    return Made(company.id)


def _stamp(task: EditionTask, stage: Path) -> None:
    """Write an edition into an empty folder."""
    company = task.company
    shape = _opened(task.cache.shape(task.shape))
    found = values(company, shape.levels, task.declared)
    copy_brand(stage, task.inputs.root / "companies", company.brand)
    if company.settings.get("print"):
        found = {**found, **_documents(task, found, stage)}
    stamp_shape(shape, found, stage, task.output.earlier(company.id))


def _documents(task: EditionTask, found: Values, stage: Path) -> Values:
    from rolebook_cli.building.documents import set_documents  # noqa: PLC0415 - most companies print nothing
    from rolebook_cli.building.library import library_of  # noqa: PLC0415

    library, company = library_of(task.inputs, task.cache), task.company
    return set_documents(library, company, found, stage, task.output.earlier(company.id))
