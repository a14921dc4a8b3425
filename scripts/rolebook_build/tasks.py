"""The two kinds of work: to build a shape, and to stamp an edition. Either can be done by any process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rolebook.assemble.declared_facts import Declared
from rolebook.load.input_digests import Inputs, read_inputs
from rolebook.load.revisions import KEPT as REVISIONS
from rolebook.load.sealed_files import KeptFolder
from rolebook.load.tracking.noting import noting
from rolebook.load.tracking.opened import Opened, merged
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.render.made import PageMade
from rolebook.shape.compiled import Shape, open_shape
from rolebook.shape.edition import stamp_shape
from rolebook.stamp.folder import copy_brand
from rolebook.stamp.values import Values, values
from rolebook_build.cache import Cache, opened_by
from rolebook_build.disk import CACHE, OUTPUT, in_words
from rolebook_build.outputs import Output
from rolebook_build.replacing import NotASiteError


@dataclass(frozen=True)
class ShapeTask:
    """A shape to build for a company without a face, and the cache it goes to.

    `base` is the digest of what all its pages are made of alike: where that is the same, pages of the shape
    before may be. With `hears`, what it says is noted, because there are companies that must not hear it.
    `cores` are its share of those of the machine.
    """

    inputs: Inputs
    cache: Cache
    key: str
    anonymous: Company
    declared: Declared
    base: str
    hears: bool = True
    cores: int = 1


@dataclass(frozen=True)
class EditionTask:
    """An edition to stamp, and the output it goes to; `seal` is that of its shape.

    With `anew`, nothing of the edition of before is used.
    """

    inputs: Inputs
    cache: Cache
    shape: str
    seal: str
    company: Company
    declared: Declared
    output: Output
    anew: bool = False


@dataclass(frozen=True)
class TaskResult:
    """What came of a task: the shape's key or the company's id; `failure` is empty when all went well.

    `seal` is that of a shape; `opened` is what was opened to make an edition and its shape.
    """

    name: str
    failure: str = ""
    seal: str = ""
    opened: Opened = ()

    @property
    def company(self) -> str:
        """Return whose edition it is."""
        return self.name


def get_ready() -> None:
    """Do nothing; a process that can has loaded what it needs for tasks."""


def make_shape(task: ShapeTask) -> TaskResult:
    """Build a shape and keep it in the cache."""
    try:
        with task.cache.scratch() as scratch:
            opened, pages = _build_shape(task, scratch)
            seal = task.cache.keep_shape(task.key, scratch / "shape", opened)
            task.cache.keep_pages(task.base, task.key, pages)
    except BuildError as error:
        return TaskResult(task.key, str(error))
    except OSError as error:
        return TaskResult(task.key, in_words(error, {CACHE: task.cache.folder}))
    return TaskResult(task.key, seal=seal)


def _build_shape(task: ShapeTask, scratch: Path) -> tuple[Opened, Mapping[str, PageMade]]:
    """Build a shape; return what was opened for it beside the files that its key covers, and its pages."""
    from rolebook.assemble.handbook import assemble  # noqa: PLC0415 - who only stamps needs none of this
    from rolebook.engine.engine import ShapeContext, engine  # noqa: PLC0415
    from rolebook.load.content import content  # noqa: PLC0415
    from rolebook.shape.compile import ShapeWriter  # noqa: PLC0415
    from rolebook.shape.pages import ShapePages  # noqa: PLC0415
    from rolebook_build.library import library_of, refuse_changed  # noqa: PLC0415

    root, read = task.inputs.root, library_of(task.inputs, task.cache, task.cores)
    read_content = content(read.library, ())
    with ShapeWriter(scratch / "shape", hears=task.hears) as writer:
        pages = ShapePages(writer, task.cache.earlier_pages(task.base, root))
        with noting(root, [task.cache.folder], read_inputs(root).pages) as noter:
            given = ShapeContext(read_content, task.anonymous, task.declared, pages=pages, cores=task.cores)
            engine().build_shape(root, given, scratch / "site")
        opened = task.cache.lasting(merged(noter.opened, read.opened))
        refuse_changed(task.inputs, opened)
        writer.add_site(scratch / "site")
        writer.finish(assemble(read_content.roles, task.anonymous).levels)
    return opened, pages.known


@lru_cache(maxsize=2)
def _shape(kept: KeptFolder) -> Shape:
    return open_shape(kept.folder)


def make_edition(task: EditionTask) -> TaskResult:
    """Stamp an edition and put it in the place of the one before."""
    company, opened = task.company, list[Opened]()
    try:
        task.output.put(company.id, lambda stage: opened.append(_stamp(task, stage)))
    except (BuildError, NotASiteError) as error:
        return TaskResult(company.id, str(error))
    except OSError as error:
        places = {OUTPUT: Path(task.output.address()).absolute(), CACHE: task.cache.folder}
        return TaskResult(company.id, in_words(error, places))
    return TaskResult(company.id, opened=merged(*opened))


def _stamp(task: EditionTask, stage: Path) -> Opened:
    """Write an edition into an empty folder, and return what was opened for it and its shape."""
    company = task.company
    task.cache.want(task.shape, task.seal)
    kept = task.cache.find(task.shape)
    if not kept:
        raise BuildError(f"a shape in {task.cache.folder} is not what was built a moment ago; build again")
    shape, opened = _shape(kept), opened_by(kept)
    company_values = values(company, shape.levels, task.declared)
    copy_brand(stage, task.inputs.root / "companies", company.brand)
    if company.settings.get("print"):
        sizes, more = _documents(task, company_values, stage)
        company_values, opened = {**company_values, **sizes}, merged(opened, more)
    stamp_shape(shape, company_values, stage, task.output.earlier(company.id))
    return opened


def _documents(task: EditionTask, company_values: Values, stage: Path) -> tuple[Values, Opened]:
    """Set an edition's documents; return their sizes, and what was opened for them."""
    from rolebook_build.documents import set_documents  # noqa: PLC0415 - most companies print nothing
    from rolebook_build.library import library_of  # noqa: PLC0415

    library, company = library_of(task.inputs, task.cache, cores=1).library, task.company
    earlier = None if task.anew else task.output.earlier(company.id)
    known = {REVISIONS, *(f"companies/{file}" for file in company.brand.files)}
    ignored = [stage, *([earlier] if earlier else [])]
    with noting(task.inputs.root, ignored, known) as noter:
        sizes = set_documents(library, company, company_values, stage, earlier)
    return sizes, task.cache.lasting(noter.opened)
